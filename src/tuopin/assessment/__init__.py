"""The assessment: an edition's criteria over a frozen snapshot, verdicts with reasons, incidence as whole counts."""
