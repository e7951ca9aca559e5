"""The entry of a web server: `gunicorn tuopin.web.wsgi`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuopin.settings.office")
application = get_wsgi_application()
