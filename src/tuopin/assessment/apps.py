"""The assessment as a Django application."""

from django.apps import AppConfig


class Assessment(AppConfig):
    """Frozen registers, runs over them, and their verdicts: written once, never changed."""

    name = "tuopin.assessment"
    label = "assessment"

    def ready(self) -> None:
        """What is kept here is checked against the acts that speak of it."""
        from tuopin.assessment import checking
        from tuopin.ledger.checking import bound

        bound("assessment", checking.WORDS, checking.check)
