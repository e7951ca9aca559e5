"""The ledger as a Django application."""

from django.apps import AppConfig


class Ledger(AppConfig):
    """Acts, their order in the log, checkpoints."""

    name = "tuopin.ledger"
    label = "ledger"
