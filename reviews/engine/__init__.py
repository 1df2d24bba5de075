"""A round and its acts: the kinds of steps, what each does, and what guards past them."""
