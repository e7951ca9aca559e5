"""How the tables of officers came to be."""
