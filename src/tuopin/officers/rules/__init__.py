"""What is allowed to whom, as data and pure functions: bodies, levels, powers, terms. Clauses R2a, R2d."""
