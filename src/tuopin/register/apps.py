"""The register as a Django application."""

from django.apps import AppConfig


class Register(AppConfig):
    """Versions of households, people, places and their years; imports; cross-lists."""

    name = "tuopin.register"
    label = "register"
