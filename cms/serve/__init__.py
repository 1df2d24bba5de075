"""``make run``: one machine, one command; a plain program that starts the others."""
