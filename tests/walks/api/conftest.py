from chapters.api.asking import not_too_often, quick_hashes  # noqa: F401  fixtures of every test here
from office.ready import django_ready

django_ready()
