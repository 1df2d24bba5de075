"""What waits for one person, and the screens on which he reads and decides."""
