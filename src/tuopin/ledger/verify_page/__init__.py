"""The offline page: a household sees for itself whether its record stands in the signed log. Clauses R3c, W4b."""
