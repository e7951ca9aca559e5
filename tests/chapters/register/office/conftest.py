"""The register's office tests name models and actions at their top."""

from office.ready import django_ready

django_ready()
