"""Every address of the resolver, as everybody, about another office's affairs."""
