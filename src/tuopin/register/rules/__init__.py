"""What is allowed in the register: pure functions."""
