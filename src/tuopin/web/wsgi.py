"""The entry of a web server: `gunicorn tuopin.web.wsgi`."""

import os

from tuopin.ledger.place import home
from tuopin.web.metrics import share

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tuopin.settings.office")
share(home())

from django.core.wsgi import get_wsgi_application  # noqa: E402  what is counted is counted together from the start

application = get_wsgi_application()
