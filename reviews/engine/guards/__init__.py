"""Receivers where stock Wagtail, or a hand, changes a row past our acts."""
