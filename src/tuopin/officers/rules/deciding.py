"""Kinds of acts that decide about a household: nobody does one on their own or a relative's. Clauses R3a, R3c."""

from typing import Final

# Patterns of SQL LIKE, kept in officers_deciding; a later chapter adds its own kinds with guards.deciding in its migration.
DECIDING: Final = ("register.%", "privacy.erase")
