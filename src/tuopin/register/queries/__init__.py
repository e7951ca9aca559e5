"""What is asked of the register; nothing else reads it."""
