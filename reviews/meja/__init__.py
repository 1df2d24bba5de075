"""Meja kerja: what waits for one person, and what he does with several at once."""
