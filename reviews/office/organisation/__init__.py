"""Posts and people: who holds what, who stands in, who may see and do what, and why."""
