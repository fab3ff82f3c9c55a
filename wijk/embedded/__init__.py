"""A real PostgreSQL out of a wheel, for a laptop and the tests.

    python -m wijk.embedded COMMAND …    run COMMAND with the server up

Nothing starts on import. `running()` initialises the cluster once, starts it when nobody did, and stops it when
the last process that uses it leaves; several processes may share one. When `DATABASE_URL` is set this module does
nothing: then PostgreSQL is somebody else's care.

The server listens on a unix socket only and asks every connection for a password (scram), which stands in a pgpass
file that only the owner can read. PostgreSQL refuses to run as root: for root the binaries and the data live in a
private folder under /var/tmp and the server runs as the unprivileged user `nobody`.
"""

from wijk.embedded.place import APP, OWNER, connection_settings, field_key, in_use, secret_key

__all__ = ["APP", "OWNER", "connection_settings", "field_key", "in_use", "secret_key"]
