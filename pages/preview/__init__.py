"""A draft as the public site would show it, for the holder of a short-lived token."""
