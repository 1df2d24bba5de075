"""The search as the public asks it and is answered."""
