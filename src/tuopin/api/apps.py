"""The HTTP door as a Django application."""

from django.apps import AppConfig


class Api(AppConfig):
    """Keys of requests that may be sent twice and are done once."""

    name = "tuopin.api"
    label = "api"
