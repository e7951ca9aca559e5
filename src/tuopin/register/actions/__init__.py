"""What is done to the register; nothing else writes it."""
