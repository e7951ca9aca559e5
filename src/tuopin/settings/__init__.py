"""How an office is set up: its database, its keys, its settings by environment variables."""
