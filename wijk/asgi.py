"""The same site for an ASGI server; the site itself has no asynchronous view."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijk.settings")
application = get_asgi_application()
