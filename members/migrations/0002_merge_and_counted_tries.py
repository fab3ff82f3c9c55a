"""Two rows that are one person, and tries of a code on paper as counted rows."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

# A code that is out keeps only its digest, so its first letters are unknown: the coordinator hands over a new one.
FORGET = "DELETE FROM members_claim WHERE used_at IS NULL"


class Migration(migrations.Migration):
    dependencies = [("members", "0001_initial")]

    operations = [
        migrations.RunSQL(FORGET, migrations.RunSQL.noop),
        migrations.AddField("claim", "head", models.CharField(default="", max_length=4), preserve_default=False),
        migrations.AddField("claim", "tries", models.PositiveSmallIntegerField(default=0)),
        migrations.AddConstraint(
            "claim",
            models.UniqueConstraint(fields=["head"], condition=models.Q(used_at=None), name="claim_head_once"),
        ),
        migrations.CreateModel(
            name="Knock",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("address", models.CharField(max_length=64)),
                ("hour", models.DateTimeField()),
                ("tries", models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.AddConstraint(
            "knock", models.UniqueConstraint(fields=["address", "hour"], name="knock_once_an_hour")
        ),
        migrations.CreateModel(
            name="Merge",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "gone",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="merged", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "into",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="absorbed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            "merge",
            models.CheckConstraint(condition=models.Q(("gone", models.F("into")), _negated=True), name="merge_of_two"),
        ),
    ]
