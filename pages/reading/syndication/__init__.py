"""An article as feeds and sitemaps say it; written with its row."""
