"""The jobs as a Django application."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class Jobs(AppConfig):
    """Long work done by a worker, with progress, owner, cancel, retry and counts that add up."""

    name = "tuopin.jobs"
    label = "jobs"

    def ready(self) -> None:
        """Every chapter's tasks are known, whichever process this is."""
        from tuopin.jobs import queue  # noqa: F401  the one task the queue knows

        autodiscover_modules("tasks")
