"""One act a module: authorised, atomic, with its row in the trail."""
