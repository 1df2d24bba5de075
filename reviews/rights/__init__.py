"""What posts open to their holders, and what of the offices a person may see."""
