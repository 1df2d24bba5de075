"""Mail to those whom an event of a round concerns; called by nobody below."""
