"""What is kept and proved of a round: its archive, its proof, what the API answers."""
