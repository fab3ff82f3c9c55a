"""The web process."""

import os
from threading import Thread

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijk.settings")
application = get_wsgi_application()

from wijk.themes import current  # noqa: E402 -- after the settings module is named

# The thesaurus takes some five seconds to read: beside the first visits, not during somebody's question.
Thread(target=current.of, args=(None,), daemon=True).start()
