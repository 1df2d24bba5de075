"""What an office arranges for itself: its SOPs, its posts and people, its calendar."""
