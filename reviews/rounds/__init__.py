"""Where a round stands, who may act on it, and by when. Nothing here changes one."""
