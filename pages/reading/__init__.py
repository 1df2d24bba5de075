"""The read side: rows made when a page changes, and answers made of these rows."""
