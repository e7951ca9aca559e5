"""The permanent record: every act committed to a public log that a stranger verifies without trusting us. Clauses R3c, W4b."""
