"""The registers: read-only lists of what was done, each office seeing its own."""
