"""Officers as a Django application."""

from django.apps import AppConfig


class Officers(AppConfig):
    """Officers, their posts, invitations, tokens, break-glass reads, kin, duties."""

    name = "tuopin.officers"
    label = "officers"
