"""Read-only lists of what was done, and how each SOP was kept: each office sees its own."""
