"""Django's PostgreSQL backend, except that it refuses to work as a superuser."""
