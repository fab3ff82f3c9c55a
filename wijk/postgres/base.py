"""Row security and grants do nothing for a superuser, silently; so a superuser connection is refused.

PostgreSQL reports `is_superuser` by itself when a connection opens, so the check costs no query.
"""

from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db.backends.postgresql import base


class DatabaseWrapper(base.DatabaseWrapper):
    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        if connection.info.parameter_status("is_superuser") == "on":
            connection.close()
            raise ImproperlyConfigured(
                "The database address logs in as a superuser. Make the two roles with 'python -m wijk.roles' "
                "and use wijk_app in DATABASE_URL and wijk_owner in DATABASE_OWNER_URL."
            )
        return connection
