from django.db import migrations, models

import wijk.places.models.neighbourhood


class Migration(migrations.Migration):
    dependencies = [("places", "0002_initial")]
    operations = [
        migrations.AlterField(
            model_name="neighbourhood",
            name="time_zone",
            field=models.CharField(
                default="Europe/Amsterdam",
                max_length=40,
                validators=[wijk.places.models.neighbourhood.known_zone],
                verbose_name="tijdzone",
            ),
        ),
    ]
