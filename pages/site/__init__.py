"""What the public site is answered: lists and details, search, DIP, feeds, previews."""
