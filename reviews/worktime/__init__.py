"""An office's working hours, and time counted in them."""
