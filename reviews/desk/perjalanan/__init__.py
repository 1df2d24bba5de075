"""Where a naskah is on the way of its SOP, for those who wrote it."""
