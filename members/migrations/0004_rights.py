"""The rights of a person: the ledger of who was forgotten, downloads of the own data, mandates."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


def only_grow(apps, schema_editor):
    """The ledger of who was forgotten: rows are added, and the application has no right to change them."""
    app = schema_editor.quote_name(settings.DATABASES["default"]["USER"])
    schema_editor.execute(f"REVOKE UPDATE, DELETE ON members_erasure FROM {app}")


class Migration(migrations.Migration):
    dependencies = [
        ("members", "0003_signing"),
        ("places", "0003_time_zone_exists"),
    ]

    operations = [
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_id", models.BigIntegerField()),
                ("mark", models.CharField(max_length=64)),
                (
                    "how",
                    models.CharField(
                        choices=[("self", "Self"), ("desk", "Desk"), ("sweep", "Sweep"), ("replay", "Replay")],
                        max_length=6,
                    ),
                ),
                ("at", models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name="Download",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mandate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "scope",
                    models.CharField(
                        choices=[
                            ("see", "meelezen"),
                            ("answer", "meelezen en antwoord geven"),
                            ("ask", "meelezen, antwoord geven en vragen stellen"),
                        ],
                        max_length=6,
                    ),
                ),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("carer", "mantelzorger"),
                            ("mentor", "mentor"),
                            ("trustee", "bewindvoerder"),
                            ("other", "iemand anders"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[("self", "zelf gegeven"), ("spoken", "gezegd tegen de buurtverbinder")], max_length=6
                    ),
                ),
                ("given_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("until", models.DateField()),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "agent",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acts_for",
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
                (
                    "neighbourhood",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="places.neighbourhood"
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mandates",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("person", models.F("agent")), _negated=True), name="mandate_of_two"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at", None)), fields=("person", "agent"), name="mandate_open_once"
                    ),
                ],
            },
        ),
        migrations.RunPython(only_grow, migrations.RunPython.noop),
    ]
