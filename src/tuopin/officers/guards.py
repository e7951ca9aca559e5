"""What a later chapter's migration may say about officers: more kinds of acts decide about a household. Clause R3a."""

from django.db.migrations import RunSQL


def deciding(*patterns: str) -> RunSQL:
    """Kinds (SQL LIKE patterns) of acts that nobody does on their own household or a relative's."""
    return RunSQL(
        [("INSERT INTO officers_deciding (pattern) SELECT unnest(%s::text[]) ON CONFLICT DO NOTHING", [list(patterns)])],
        [("DELETE FROM officers_deciding WHERE pattern = ANY (%s)", [list(patterns)])],
    )
