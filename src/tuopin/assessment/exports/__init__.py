"""Bulk exports: the register of a place, the verdicts of a run, the acts at a place, whole, as Parquet and CSV. Clauses R3c, P0."""
