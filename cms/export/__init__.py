"""The last tier: what the public API answers, as files for nginx or a CDN."""
