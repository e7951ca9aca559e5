"""Officers and the bodies they belong to, at places, for dates; who may see and do what. Clauses R2a, R2d."""
