"""Django without a database yet, so that a test file may name models and actions at its top; the fixture `office` gives the database."""

import os
import tempfile
from unittest.mock import patch

from conftest import settings_of_tests

NOWHERE = "postgresql://nobody@localhost:1/none"


def django_ready():
    """Called at the top of a chapter's conftest."""
    import django
    from django.apps import apps

    if apps.ready:
        return
    with tempfile.TemporaryDirectory() as folder:
        named = {"DATABASE_URL": NOWHERE, "DATABASE_OWNER_URL": NOWHERE}
        with patch.dict(os.environ, {**settings_of_tests(folder), **named}):
            django.setup()
