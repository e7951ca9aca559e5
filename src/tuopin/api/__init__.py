"""The HTTP door: /api/v1; nothing is decided here."""
