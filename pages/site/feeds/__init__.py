"""Feeds and sitemaps, put together from fragments that lie ready by each page."""
