"""Wagtail as its project template sets it up, on the same pages and database."""
