"""The ground under every table: what the application's role may do, and the cache table.

The role that migrates owns everything; `app` reads and writes rows. Tables that may only grow take rights away again
in their own migration.
"""

from django.conf import settings
from django.db import migrations

GRANTS = """
GRANT USAGE ON SCHEMA public TO {app};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {app};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {app};
"""
# The table of Django's DatabaseCache, as `createcachetable` makes it.
CACHE = """
CREATE TABLE cache (
    cache_key varchar(255) PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX cache_expires ON cache (expires);
"""


def grant(apps, schema_editor):
    app = schema_editor.quote_name(settings.DATABASES["default"]["USER"])
    schema_editor.execute(GRANTS.format(app=app))


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.RunPython(grant, migrations.RunPython.noop),
        migrations.RunSQL(CACHE, "DROP TABLE cache"),
    ]
