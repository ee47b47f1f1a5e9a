import django.db.models.constraints
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='CentreRessources',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordre', models.PositiveSmallIntegerField(verbose_name='ordre')),
                ('nom', models.CharField(max_length=120, verbose_name='nom')),
                ('adresse', models.URLField(blank=True, verbose_name='adresse')),
            ],
            options={
                'ordering': ['ordre'],
                'constraints': [models.UniqueConstraint(fields=('nom',), name='centre_nom_unique', violation_error_message='Un centre de ressources porte déjà ce nom.'), models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('ordre',), name='centre_ordre_unique', violation_error_message='Deux centres de ressources ont le même rang.')],
            },
        ),
    ]
