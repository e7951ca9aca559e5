"""The web door: pages for officers; nothing is decided here."""
