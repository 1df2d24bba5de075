"""Full-text search over all public content, with work bounded for every query."""
