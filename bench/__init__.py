"""Measures the API against others, side by side; see the README."""
