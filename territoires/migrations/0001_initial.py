import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nom', models.CharField(max_length=160, verbose_name='nom')),
                ('profil', models.CharField(help_text='Par exemple : collectivité territoriale, PTCE.', max_length=80, verbose_name='profil')),
                ('sphere', models.CharField(blank=True, choices=[('publique', 'collectivités et acteurs publics'), ('entreprises', 'entreprises'), ('associations', 'associations et fondations'), ('academique', 'acteurs académiques')], help_text="Vide quand le profil ne la dit pas : l'équipe la précise.", max_length=20, verbose_name="sphère d'acteurs")),
                ('cle_de_tri', models.CharField(editable=False, max_length=170, verbose_name='clé de tri')),
            ],
            options={
                'ordering': ['cle_de_tri', 'pk'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('cle_de_tri', config='simple'), name='organisation_noms')],
                'constraints': [models.UniqueConstraint(fields=('nom',), name='organisation_nom_unique', violation_error_message='Une structure porte déjà ce nom.')],
            },
        ),
        migrations.CreateModel(
            name='Territoire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nom', models.CharField(max_length=120, verbose_name='nom')),
                ('region', models.CharField(max_length=2, verbose_name='région')),
                ('departements', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3, validators=[django.core.validators.RegexValidator('^(\\d{2,3}|2[AB])$')]), size=None, verbose_name='départements')),
                ('commune', models.CharField(blank=True, max_length=5, verbose_name='commune')),
                ('latitude', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='latitude')),
                ('longitude', models.DecimalField(decimal_places=2, max_digits=5, verbose_name='longitude')),
                ('fuseau', models.CharField(default='Europe/Paris', max_length=40, verbose_name='fuseau horaire')),
                ('lecture_incertaine', models.BooleanField(default=False, verbose_name='lecture incertaine de la source')),
                ('remarque_de_lecture', models.CharField(blank=True, max_length=200, verbose_name='ce que dit la source')),
                ('confirme_le', models.DateTimeField(null=True, verbose_name='confirmé le')),
                ('cle_de_tri', models.CharField(editable=False, max_length=170, verbose_name='clé de tri')),
                ('confirme_par', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='confirmé par')),
                ('structure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='territoires', to='territoires.organisation', verbose_name="structure qui l'anime")),
            ],
            options={
                'ordering': ['cle_de_tri', 'pk'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('cle_de_tri', config='simple'), name='territoire_noms'), models.Index(fields=['cle_de_tri', 'id'], name='territoire_ordre'), models.Index(condition=models.Q(('confirme_le', None), ('lecture_incertaine', True)), fields=['id'], name='territoire_a_confirmer')],
                'constraints': [models.UniqueConstraint(fields=('nom',), name='territoire_nom_unique', violation_error_message='Un territoire porte déjà ce nom.'), models.CheckConstraint(condition=models.Q(('latitude__range', (-90, 90)), ('longitude__range', (-180, 180))), name='territoire_point', violation_error_message="Ce point n'est pas sur la Terre."), models.CheckConstraint(condition=models.Q(('confirme_le', None), ('lecture_incertaine', True), _connector='OR'), name='territoire_confirmation', violation_error_message='Seule une lecture incertaine se confirme.')],
            },
        ),
    ]
