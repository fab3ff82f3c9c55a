from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("places", "0003_time_zone_exists"),
    ]

    operations = [
        migrations.AddField(
            model_name="neighbourhood",
            name="longest_first",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "niet"), (1, "een beetje"), (2, "gewoon"), (3, "veel")],
                default=2,
                verbose_name="wie lang wacht, eerder",
            ),
        ),
        migrations.AddField(
            model_name="neighbourhood",
            name="neighbours_first",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "niet"), (1, "een beetje"), (2, "gewoon"), (3, "veel")],
                default=2,
                verbose_name="buren voor organisaties",
            ),
        ),
        migrations.AddField(
            model_name="neighbourhood",
            name="second_proposals",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "niet"), (1, "een beetje"), (2, "gewoon"), (3, "veel")],
                default=2,
                verbose_name="een tweede en derde voorstel",
            ),
        ),
        migrations.AddField(
            model_name="neighbourhood",
            name="spare_helpers",
            field=models.PositiveSmallIntegerField(
                choices=[(0, "niet"), (1, "een beetje"), (2, "gewoon"), (3, "veel")],
                default=2,
                verbose_name="drukke helpers sparen",
            ),
        ),
        migrations.AddConstraint(
            model_name="neighbourhood",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("longest_first__lte", 3),
                    ("neighbours_first__lte", 3),
                    ("second_proposals__lte", 3),
                    ("spare_helpers__lte", 3),
                ),
                name="neighbourhood_weights_are_steps",
            ),
        ),
    ]
