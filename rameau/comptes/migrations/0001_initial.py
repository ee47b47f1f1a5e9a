import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import phonenumber_field.modelfields
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Personne',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('email', models.EmailField(max_length=254, unique=True, verbose_name='adresse électronique')),
                ('prenom', models.CharField(blank=True, max_length=80, verbose_name='prénom')),
                ('nom', models.CharField(blank=True, max_length=80, verbose_name='nom')),
                ('telephone', phonenumber_field.modelfields.PhoneNumberField(blank=True, max_length=128, region=None, verbose_name='téléphone')),
                ('cle_de_tri', models.CharField(editable=False, max_length=170, verbose_name='clé de tri')),
                ('is_active', models.BooleanField(default=True, verbose_name='peut se connecter')),
                ('cree_le', models.DateTimeField(verbose_name='créée le')),
            ],
            options={
                'ordering': ['cle_de_tri', 'pk'],
                'indexes': [django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector('cle_de_tri', config='simple'), name='personne_noms'), models.Index(fields=['cle_de_tri', 'id'], name='personne_ordre')],
                'constraints': [models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower(models.F('email')))), name='personne_email_minuscules', violation_error_message="Une adresse électronique s'écrit en minuscules.")],
            },
        ),
        migrations.CreateModel(
            name='Accueil',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('chapeau', models.CharField(choices=[('equipe', 'Équipe'), ('catalyseur', 'Catalyseur'), ('coach', 'Coach'), ('comite', 'Comité de pilotage'), ('alumni', 'Alumni')], max_length=12, verbose_name='chapeau')),
                ('vu_le', models.DateTimeField(verbose_name='lu le')),
                ('personne', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accueils', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['personne', 'chapeau'],
                'constraints': [models.UniqueConstraint(fields=('personne', 'chapeau'), name='accueil_une_fois', violation_error_message="Ce mot d'accueil est déjà lu.")],
            },
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('motif', models.CharField(max_length=200, verbose_name='en vue de')),
                ('envoyee_le', models.DateTimeField(verbose_name='envoyée le')),
                ('remise_le', models.DateTimeField(null=True, verbose_name='remise au serveur de la personne le')),
                ('expire_le', models.DateTimeField(verbose_name='expire le')),
                ('acceptee_le', models.DateTimeField(null=True, verbose_name='acceptée le')),
                ('retiree_le', models.DateTimeField(null=True, verbose_name='retirée le')),
                ('empreinte_jeton', models.CharField(blank=True, max_length=64, verbose_name='empreinte du jeton')),
                ('empreinte_code', models.CharField(blank=True, max_length=64, verbose_name='empreinte du code')),
                ('essais_code', models.PositiveSmallIntegerField(default=0, verbose_name='essais du code')),
                ('envoyee_par', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='envoyée par')),
                ('personne', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-envoyee_le', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('acceptee_le', None), ('retiree_le', None)), fields=('personne',), name='invitation_une_ouverte', violation_error_message='Cette personne a déjà une invitation en attente.'), models.UniqueConstraint(condition=models.Q(('empreinte_jeton', ''), _negated=True), fields=('empreinte_jeton',), name='invitation_jeton_unique', violation_error_message='Ce lien existe déjà.'), models.CheckConstraint(condition=models.Q(('acceptee_le', None), ('retiree_le', None), _connector='OR'), name='invitation_une_fin', violation_error_message='Une invitation est acceptée ou retirée, pas les deux.')],
            },
        ),
        migrations.CreateModel(
            name='MembreEquipe',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('depuis', models.DateField(verbose_name='depuis')),
                ('jusqua', models.DateField(blank=True, null=True, verbose_name="jusqu'à")),
                ('personne', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='equipe', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('jusqua', None)), fields=('personne',), name='membre_equipe_une_fois', violation_error_message="Cette personne est déjà de l'équipe.")],
            },
        ),
    ]
