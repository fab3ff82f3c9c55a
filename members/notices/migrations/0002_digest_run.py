"""The wijkbericht of a local week is planned once for a neighbourhood."""

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("places", "0003_time_zone_exists")]

    operations = [
        migrations.CreateModel(
            name="DigestRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("week", models.CharField(max_length=10)),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "neighbourhood",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="places.neighbourhood"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("neighbourhood", "week"), name="digest_run_once"),
                ],
            },
        ),
    ]
