"""Articles for measuring: many, alike to real ones, and the same on every machine."""
