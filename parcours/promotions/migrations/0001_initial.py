import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.core.validators
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import parcours.promotions.models.rencontres
import pgtrigger.compiler
import pgtrigger.migrations
import phonenumber_field.modelfields
import rameau.commun.recherche
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('territoires', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Etape',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordre', models.PositiveSmallIntegerField(verbose_name='ordre')),
                ('titre', models.CharField(max_length=80, verbose_name='titre')),
                ('livrable_du_le', models.DateField(blank=True, null=True, verbose_name='travail attendu le')),
            ],
            options={
                'ordering': ['promotion_id', 'ordre'],
            },
        ),
        migrations.CreateModel(
            name='ModeleEcheance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('genre', models.CharField(choices=[('coaching', 'fenêtre de coaching'), ('lettre', 'lettre dédiée'), ('questionnaire', 'questionnaire'), ('rappel', 'rappel')], max_length=14, verbose_name='genre')),
                ('titre', models.CharField(max_length=160, verbose_name='titre')),
                ('ancre', models.CharField(choices=[('debut', 'le début de la promotion'), ('session', "la session de l'étape"), ('suivante', 'la session suivante')], max_length=10, verbose_name='compté depuis')),
                ('jours', models.SmallIntegerField(verbose_name='jours')),
                ('ancre_fin', models.CharField(blank=True, choices=[('debut', 'le début de la promotion'), ('session', "la session de l'étape"), ('suivante', 'la session suivante')], max_length=10, verbose_name='fin comptée depuis')),
                ('jours_fin', models.SmallIntegerField(blank=True, null=True, verbose_name='jours de la fin')),
            ],
            options={
                'ordering': ['etape_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ModeleEtape',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordre', models.PositiveSmallIntegerField(verbose_name='ordre')),
                ('code', models.SlugField(max_length=40, verbose_name='code')),
                ('titre', models.CharField(max_length=80, verbose_name='titre')),
                ('theorie_titre', models.CharField(max_length=160, verbose_name='temps théorique')),
                ('theorie_points', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), default=list, size=None, verbose_name='points du temps théorique')),
                ('pratique', models.CharField(max_length=200, verbose_name='temps pratique')),
            ],
            options={
                'ordering': ['parcours_id', 'ordre'],
            },
        ),
        migrations.CreateModel(
            name='Binome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rang', models.PositiveSmallIntegerField(verbose_name='place dans la promotion')),
                ('structure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='binomes', to='territoires.organisation')),
                ('territoire', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='binomes', to='territoires.territoire')),
            ],
            options={
                'ordering': ['promotion_id', 'rang'],
            },
        ),
        migrations.CreateModel(
            name='EnvoiRappels',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('jour', models.DateField(verbose_name='jour')),
                ('cree_le', models.DateTimeField(verbose_name='préparé le')),
                ('personne', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='envois_rappels', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-jour', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='FluxAgenda',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('empreinte', models.CharField(max_length=64, verbose_name='empreinte du jeton')),
                ('cree_le', models.DateTimeField(verbose_name='créé le')),
                ('revoque_le', models.DateTimeField(blank=True, null=True, verbose_name='révoqué le')),
                ('personne', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='flux_agenda', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-cree_le', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Intervenant',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('prenom', models.CharField(blank=True, max_length=80, verbose_name='prénom')),
                ('nom', models.CharField(max_length=120, verbose_name='nom')),
                ('fonction', models.CharField(blank=True, max_length=160, verbose_name='fonction')),
                ('organisme', models.CharField(blank=True, max_length=160, verbose_name='organisme')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique')),
                ('telephone', phonenumber_field.modelfields.PhoneNumberField(blank=True, max_length=128, region='FR', verbose_name='téléphone')),
                ('presentation', models.TextField(blank=True, verbose_name='en quelques mots')),
                ('personne', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='intervenant', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['nom', 'prenom', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Echeance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('genre', models.CharField(choices=[('coaching', 'fenêtre de coaching'), ('lettre', 'lettre dédiée'), ('questionnaire', 'questionnaire'), ('rappel', 'rappel')], max_length=14, verbose_name='genre')),
                ('titre', models.CharField(max_length=160, verbose_name='titre')),
                ('le', models.DateField(verbose_name='le')),
                ('jusquau', models.DateField(blank=True, null=True, verbose_name="jusqu'au")),
                ('etape', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='echeances', to='promotions.etape')),
                ('modele', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='promotions.modeleecheance')),
            ],
            options={
                'ordering': ['le', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='modeleecheance',
            name='etape',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='echeances', to='promotions.modeleetape'),
        ),
        migrations.AddField(
            model_name='etape',
            name='modele',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='promotions.modeleetape'),
        ),
        migrations.CreateModel(
            name='ModeleLivrable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nature', models.CharField(max_length=20, verbose_name='nature')),
                ('titre', models.CharField(max_length=120, verbose_name='titre')),
                ('jours_avant', models.PositiveSmallIntegerField(verbose_name='jours avant la session suivante')),
                ('questions', models.JSONField(blank=True, default=dict, verbose_name='questions des sections')),
                ('etape', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='livrable', to='promotions.modeleetape')),
            ],
            options={
                'ordering': ['etape_id'],
            },
        ),
        migrations.CreateModel(
            name='ModeleRencontre',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nature', models.CharField(max_length=20, verbose_name='nature')),
                ('titre', models.CharField(max_length=160, verbose_name='titre')),
                ('jour', models.PositiveSmallIntegerField(verbose_name='jours après le début de la promotion')),
                ('heure', models.TimeField(verbose_name='heure de début')),
                ('duree_minutes', models.PositiveSmallIntegerField(verbose_name='durée en minutes')),
                ('obligatoire', models.BooleanField(verbose_name='obligatoire')),
                ('etape', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rencontres', to='promotions.modeleetape')),
            ],
            options={
                'ordering': ['etape_id', 'jour', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ModeleSequence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordre', models.PositiveSmallIntegerField(verbose_name='ordre')),
                ('temps', models.CharField(max_length=10, verbose_name='temps')),
                ('titre', models.CharField(max_length=200, verbose_name='titre')),
                ('duree_minutes', models.PositiveSmallIntegerField(verbose_name='durée en minutes')),
                ('rencontre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sequences', to='promotions.modelerencontre')),
            ],
            options={
                'ordering': ['rencontre_id', 'ordre'],
            },
        ),
        migrations.CreateModel(
            name='Parcours',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=60, verbose_name='code')),
                ('version', models.PositiveSmallIntegerField(default=1, verbose_name='version')),
                ('titre', models.CharField(max_length=120, verbose_name='titre')),
                ('public', models.CharField(max_length=120, verbose_name='pour qui')),
                ('partenaire', models.CharField(blank=True, max_length=120, verbose_name='partenaire')),
                ('duree_mois', models.PositiveSmallIntegerField(verbose_name='durée en mois')),
                ('avec_territoire', models.BooleanField(verbose_name='chaque structure anime un territoire')),
                ('nombre_structures', models.PositiveSmallIntegerField(verbose_name='nombre de structures')),
                ('complet', models.BooleanField(default=False, verbose_name='complet')),
                ('brouillon', models.BooleanField(default=False, verbose_name="en cours d'écriture")),
                ('options', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[('demi-journees', 'présence par demi-journée, signée et contresignée'), ('offres-expirantes', 'places de visite offertes avec un délai'), ('questionnaires-anonymes', 'questionnaires anonymes'), ('suivi-long', 'suivi des actions à 24 et 36 mois')], max_length=40), default=list, size=None, verbose_name='options')),
                ('remplace_par', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='remplace', to='promotions.parcours')),
            ],
            options={
                'ordering': ['code', '-version'],
            },
        ),
        migrations.CreateModel(
            name='ModeleTemps',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordre', models.PositiveSmallIntegerField(verbose_name='ordre')),
                ('titre', models.CharField(max_length=120, verbose_name='titre')),
                ('debut_mois', models.SmallIntegerField(verbose_name='premier mois, compté depuis le début de la promotion')),
                ('nombre_mois', models.PositiveSmallIntegerField(verbose_name='nombre de mois')),
                ('taches', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), size=None, verbose_name='tâches')),
                ('parcours', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='temps', to='promotions.parcours')),
            ],
            options={
                'ordering': ['parcours_id', 'ordre'],
            },
        ),
        migrations.AddField(
            model_name='modeleetape',
            name='parcours',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='etapes', to='promotions.parcours'),
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(verbose_name='place dans le binôme')),
                ('fonction', models.CharField(blank=True, max_length=120, verbose_name='fonction')),
                ('depuis', models.DateField(verbose_name='depuis')),
                ('jusqua', models.DateField(blank=True, null=True, verbose_name="jusqu'à")),
                ('motif_de_fin', models.CharField(blank=True, max_length=200, verbose_name='motif de fin')),
                ('binome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='promotions.binome')),
                ('personne', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['binome_id', 'place', '-depuis', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Programme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titre', models.CharField(max_length=160, verbose_name='titre')),
                ('debut', models.DateField(verbose_name='début')),
                ('fin', models.DateField(verbose_name='fin')),
            ],
            options={
                'ordering': ['-debut', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('titre',), name='programme_titre_unique', violation_error_message='Un programme porte déjà ce titre.'), models.CheckConstraint(condition=models.Q(('fin__gt', models.F('debut'))), name='programme_dates', violation_error_message='Un programme finit après avoir commencé.')],
            },
        ),
        migrations.CreateModel(
            name='MembreComite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('organisme', models.CharField(max_length=160, verbose_name='organisme')),
                ('depuis', models.DateField(verbose_name='depuis')),
                ('jusqua', models.DateField(blank=True, null=True, verbose_name="jusqu'à")),
                ('personne', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sieges', to=settings.AUTH_USER_MODEL)),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='comite', to='promotions.programme')),
            ],
            options={
                'ordering': ['programme_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Promotion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nom', models.CharField(max_length=120, verbose_name='nom')),
                ('code', models.SlugField(max_length=60, verbose_name='adresse')),
                ('debut', models.DateField(verbose_name='début')),
                ('fin', models.DateField(verbose_name='fin')),
                ('etat', models.CharField(choices=[('preparation', 'préparation'), ('en-cours', 'en cours'), ('evaluation', 'évaluation'), ('close', 'close')], default='preparation', max_length=12, verbose_name='état')),
                ('choix_demandes_le', models.DateTimeField(blank=True, null=True, verbose_name="choix d'après demandés le")),
                ('parcours', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promotions', to='promotions.parcours')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promotions', to='promotions.programme')),
            ],
            options={
                'ordering': ['-debut', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='etape',
            name='promotion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='etapes', to='promotions.promotion'),
        ),
        migrations.AddField(
            model_name='binome',
            name='promotion',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='binomes', to='promotions.promotion'),
        ),
        migrations.CreateModel(
            name='AvisDuComite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('accord', models.BooleanField(verbose_name='endosse la liste')),
                ('mots', models.TextField(blank=True, verbose_name='changement demandé')),
                ('empreinte', models.CharField(max_length=64, verbose_name='empreinte de la liste')),
                ('donne_le', models.DateTimeField(verbose_name='donné le')),
                ('siege', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='avis', to='promotions.membrecomite')),
                ('promotion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='avis_du_comite', to='promotions.promotion')),
            ],
            options={
                'ordering': ['promotion_id', '-donne_le', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='AppelACandidatures',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('presentation', models.TextField(blank=True, verbose_name='présentation')),
                ('ouvert', models.BooleanField(default=False, verbose_name='ouvert')),
                ('change_le', models.DateTimeField(verbose_name='changé le')),
                ('ouvert_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('promotion', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='appel_a_candidatures', to='promotions.promotion')),
            ],
            options={
                'ordering': ['promotion_id'],
            },
        ),
        migrations.CreateModel(
            name='RappelEcarte',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('cle', models.CharField(max_length=80, verbose_name='objet du rappel')),
                ('jour', models.DateField(verbose_name='jour')),
                ('ecarte_le', models.DateTimeField(verbose_name='écarté le')),
                ('ecarte_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='écarté par')),
                ('personne', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rappels_ecartes', to=settings.AUTH_USER_MODEL)),
                ('promotion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rappels_ecartes', to='promotions.promotion')),
            ],
            options={
                'ordering': ['-jour', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RappelEnvoye',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('genre', models.SlugField(max_length=40, verbose_name='genre')),
                ('cle', models.CharField(max_length=80, verbose_name='objet du rappel')),
                ('texte', models.CharField(max_length=300, verbose_name='ce qui a été rappelé')),
                ('envoi', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rappels', to='promotions.envoirappels')),
                ('promotion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rappels_envoyes', to='promotions.promotion')),
            ],
            options={
                'ordering': ['envoi_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReglageRappel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('genre', models.SlugField(max_length=40, verbose_name='genre')),
                ('actif', models.BooleanField(default=True, verbose_name='actif')),
                ('jours', django.contrib.postgres.fields.ArrayField(base_field=models.PositiveSmallIntegerField(validators=[django.core.validators.MaxValueValidator(60)]), default=list, size=None, verbose_name='jours')),
                ('promotion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='reglages_rappels', to='promotions.promotion')),
            ],
            options={
                'ordering': ['promotion_id', 'genre'],
            },
        ),
        migrations.CreateModel(
            name='Rencontre',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nature', models.CharField(choices=[('session', 'session collective'), ('webinaire', 'webinaire'), ('visite', 'visite apprenante'), ('bilaterale', 'bilatérale'), ('journee', 'journée conclusive')], max_length=20, verbose_name='nature')),
                ('titre', models.CharField(max_length=160, verbose_name='titre')),
                ('debut', models.DateTimeField(verbose_name='début')),
                ('fin', models.DateTimeField(verbose_name='fin')),
                ('obligatoire', models.BooleanField(default=False, verbose_name='obligatoire')),
                ('lieu', models.CharField(blank=True, max_length=160, verbose_name='lieu')),
                ('adresse', models.CharField(blank=True, max_length=240, verbose_name='adresse')),
                ('acces', models.TextField(blank=True, verbose_name='comment venir')),
                ('lien', models.URLField(blank=True, verbose_name='lien de la salle à distance')),
                ('revision', models.PositiveIntegerField(default=0, verbose_name='révision')),
                ('annulee_le', models.DateTimeField(blank=True, null=True, verbose_name='annulée le')),
                ('etape', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='rencontres', to='promotions.etape')),
                ('promotion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rencontres', to='promotions.promotion')),
            ],
            options={
                'ordering': ['debut', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Candidature',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('origine', models.CharField(choices=[('equipe', 'proposée par l’équipe'), ('formulaire', 'reçue par le formulaire')], max_length=12, verbose_name='origine')),
                ('nom', models.CharField(max_length=160, verbose_name='nom de la structure')),
                ('profil', models.CharField(max_length=80, verbose_name='profil')),
                ('nom_territoire', models.CharField(blank=True, max_length=120, verbose_name='territoire')),
                ('region', models.CharField(choices=[('01', 'Guadeloupe'), ('02', 'Martinique'), ('03', 'Guyane'), ('04', 'La Réunion'), ('06', 'Mayotte'), ('11', 'Île-de-France'), ('24', 'Centre-Val de Loire'), ('27', 'Bourgogne-Franche-Comté'), ('28', 'Normandie'), ('32', 'Hauts-de-France'), ('44', 'Grand Est'), ('52', 'Pays de la Loire'), ('53', 'Bretagne'), ('75', 'Nouvelle-Aquitaine'), ('76', 'Occitanie'), ('84', 'Auvergne-Rhône-Alpes'), ('93', 'Provence-Alpes-Côte d’Azur'), ('94', 'Corse')], max_length=2, verbose_name='région')),
                ('departements', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), blank=True, default=list, size=None, verbose_name='départements')),
                ('latitude', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='latitude')),
                ('longitude', models.DecimalField(blank=True, decimal_places=2, max_digits=5, null=True, verbose_name='longitude')),
                ('population', models.PositiveIntegerField(blank=True, null=True, verbose_name='population du territoire')),
                ('maturite', models.CharField(blank=True, choices=[('premiers-pas', 'premiers pas'), ('actif', 'actif'), ('pionnier', 'pionnier')], max_length=12, verbose_name='maturité de la co-construction')),
                ('motivation', models.TextField(blank=True, verbose_name='ce qu’elle attend du parcours')),
                ('contact_prenom', models.CharField(blank=True, max_length=80, verbose_name='prénom du contact')),
                ('contact_nom', models.CharField(blank=True, max_length=80, verbose_name='nom du contact')),
                ('contact_email', models.EmailField(blank=True, max_length=254, verbose_name='adresse électronique du contact')),
                ('contact_telephone', phonenumber_field.modelfields.PhoneNumberField(blank=True, max_length=128, region='FR', verbose_name='téléphone du contact')),
                ('notes', models.TextField(blank=True, verbose_name='notes de la bilatérale')),
                ('decision', models.CharField(choices=[('a-examiner', 'à examiner'), ('retenu', 'retenue'), ('liste-attente', 'en liste d’attente'), ('non-retenu', 'non retenue')], default='a-examiner', max_length=14, verbose_name='décision')),
                ('decidee_le', models.DateTimeField(blank=True, null=True, verbose_name='décidée le')),
                ('recue_le', models.DateTimeField(verbose_name='reçue le')),
                ('binome', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='candidature', to='promotions.binome')),
                ('decidee_par', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('structure', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='candidatures', to='territoires.organisation')),
                ('territoire', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='candidatures', to='territoires.territoire')),
                ('promotion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='candidatures', to='promotions.promotion')),
                ('bilaterale', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='candidature', to='promotions.rencontre')),
            ],
            options={
                'ordering': ['promotion_id', 'nom', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Sequence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordre', models.PositiveSmallIntegerField(verbose_name='ordre')),
                ('temps', models.CharField(choices=[('theorie', 'théorie'), ('pratique', 'pratique'), ('pause', 'pause')], max_length=10, verbose_name='temps')),
                ('titre', models.CharField(max_length=200, verbose_name='titre')),
                ('debut_minutes', models.PositiveSmallIntegerField(verbose_name='minutes après le début')),
                ('duree_minutes', models.PositiveSmallIntegerField(verbose_name='durée en minutes')),
                ('heure_fixe', models.BooleanField(default=False, verbose_name='commence à heure fixe')),
                ('visee', models.CharField(blank=True, max_length=300, verbose_name='visée')),
                ('intervenants', models.ManyToManyField(blank=True, related_name='sequences', to='promotions.intervenant', verbose_name='intervenants')),
                ('rencontre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sequences', to='promotions.rencontre')),
            ],
            options={
                'ordering': ['rencontre_id', 'ordre'],
            },
        ),
        migrations.CreateModel(
            name='TempsProgramme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordre', models.PositiveSmallIntegerField(verbose_name='ordre')),
                ('titre', models.CharField(max_length=120, verbose_name='titre')),
                ('debut', models.DateField(verbose_name='début')),
                ('fin', models.DateField(verbose_name='fin')),
                ('programme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='temps', to='promotions.programme')),
            ],
            options={
                'ordering': ['programme_id', 'ordre'],
            },
        ),
        migrations.CreateModel(
            name='TacheProgramme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordre', models.PositiveSmallIntegerField(verbose_name='ordre')),
                ('titre', models.CharField(max_length=200, verbose_name='titre')),
                ('faite_le', models.DateField(blank=True, null=True, verbose_name='faite le')),
                ('temps', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='taches', to='promotions.tempsprogramme')),
            ],
            options={
                'ordering': ['temps_id', 'ordre'],
            },
        ),
        migrations.CreateModel(
            name='AffectationCoach',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('depuis', models.DateField(verbose_name='depuis')),
                ('jusqua', models.DateField(blank=True, null=True, verbose_name="jusqu'à")),
                ('coach', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='binomes_suivis', to=settings.AUTH_USER_MODEL)),
                ('binome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='affectations', to='promotions.binome')),
            ],
            options={
                'ordering': ['binome_id', '-depuis', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('jusqua', None)), fields=('binome',), name='affectation_un_coach', violation_error_message="Ce binôme a déjà son coach : passez-le-lui d'abord.")],
            },
        ),
        migrations.CreateModel(
            name='Annonce',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('decision', models.CharField(choices=[('a-examiner', 'à examiner'), ('retenu', 'retenue'), ('liste-attente', 'en liste d’attente'), ('non-retenu', 'non retenue')], max_length=14, verbose_name='décision')),
                ('objet', models.CharField(max_length=160, verbose_name='objet')),
                ('texte', models.TextField(verbose_name='texte')),
                ('envoyee_le', models.DateTimeField(verbose_name='envoyée le')),
                ('envoyee_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('candidature', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='annonces', to='promotions.candidature')),
            ],
            options={
                'ordering': ['candidature_id', '-envoyee_le', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('candidature', 'decision'), name='annonce_une_fois', violation_error_message='Cette décision a déjà été annoncée à la structure.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='annonce',
            trigger=pgtrigger.compiler.Trigger(name='annonce_gardee', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='b219909f0fd92d7ff3652313920b2eaa95d88087', operation='UPDATE OR DELETE', pgid='pgtrigger_annonce_gardee_5bf9e', table='promotions_annonce', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='envoirappels',
            constraint=models.UniqueConstraint(fields=('personne', 'jour'), name='envoi_rappels_un_par_jour', violation_error_message="Les rappels de cette personne sont déjà partis aujourd'hui."),
        ),
        migrations.AddConstraint(
            model_name='fluxagenda',
            constraint=models.UniqueConstraint(condition=models.Q(('revoque_le', None)), fields=('personne',), name='flux_agenda_un_ouvert', violation_error_message="Une nouvelle adresse vient d'être faite : rechargez la page."),
        ),
        migrations.AddConstraint(
            model_name='fluxagenda',
            constraint=models.UniqueConstraint(fields=('empreinte',), name='flux_agenda_empreinte_unique', violation_error_message='Cette adresse existe déjà.'),
        ),
        migrations.AddConstraint(
            model_name='intervenant',
            constraint=models.CheckConstraint(condition=models.Q(('nom', ''), _negated=True), name='intervenant_nom', violation_error_message="Nommez l'intervenant."),
        ),
        migrations.AddIndex(
            model_name='echeance',
            index=models.Index(fields=['le'], name='echeance_le'),
        ),
        migrations.AddConstraint(
            model_name='echeance',
            constraint=models.UniqueConstraint(fields=('etape', 'modele'), name='echeance_unique', violation_error_message='Cette échéance existe déjà.'),
        ),
        migrations.AddConstraint(
            model_name='echeance',
            constraint=models.CheckConstraint(condition=models.Q(('jusquau', None), ('jusquau__gte', models.F('le')), _connector='OR'), name='echeance_dates', violation_error_message="Une fenêtre se ferme après s'être ouverte."),
        ),
        migrations.AddConstraint(
            model_name='modeleecheance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ancre_fin', ''), ('jours_fin', None)), models.Q(models.Q(('ancre_fin', ''), _negated=True), ('jours_fin__isnull', False)), _connector='OR'), name='modele_echeance_fin', violation_error_message="La fin d'une échéance dit ses jours et depuis quand."),
        ),
        migrations.AddConstraint(
            model_name='modeleecheance',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('genre', 'coaching'), _negated=True), ('jours_fin__isnull', False), _connector='OR'), name='modele_echeance_fenetre', violation_error_message="Une fenêtre de coaching s'ouvre et se ferme."),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='modeleecheance',
            trigger=pgtrigger.compiler.Trigger(name='modele_echeance_utilise', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF (TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM promotions_promotion p WHERE p.parcours_id = (SELECT e.parcours_id FROM promotions_modeleetape e WHERE e.id = OLD.etape_id)))\n            OR (TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM promotions_promotion p WHERE p.parcours_id = (SELECT e.parcours_id FROM promotions_modeleetape e WHERE e.id = NEW.etape_id))) THEN\n                RAISE EXCEPTION\n                    'Une promotion est née de cette version du parcours : écrivez-en une nouvelle.'\n                USING ERRCODE = '23514', CONSTRAINT = 'regle_parcours_utilise';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ", hash='24b2097226a1d3093c08a230cf77bafc38ae6725', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_modele_echeance_utilise_43f89', table='promotions_modeleecheance', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='modelelivrable',
            trigger=pgtrigger.compiler.Trigger(name='modele_livrable_utilise', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF (TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM promotions_promotion p WHERE p.parcours_id = (SELECT e.parcours_id FROM promotions_modeleetape e WHERE e.id = OLD.etape_id)))\n            OR (TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM promotions_promotion p WHERE p.parcours_id = (SELECT e.parcours_id FROM promotions_modeleetape e WHERE e.id = NEW.etape_id))) THEN\n                RAISE EXCEPTION\n                    'Une promotion est née de cette version du parcours : écrivez-en une nouvelle.'\n                USING ERRCODE = '23514', CONSTRAINT = 'regle_parcours_utilise';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ", hash='6b95007def701a5a22127fdec09f4099542ffad9', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_modele_livrable_utilise_02545', table='promotions_modelelivrable', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='modelerencontre',
            constraint=models.CheckConstraint(condition=models.Q(('duree_minutes__gte', 15)), name='modele_rencontre_duree', violation_error_message="Une rencontre dure au moins un quart d'heure."),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='modelerencontre',
            trigger=pgtrigger.compiler.Trigger(name='modele_rencontre_utilise', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF (TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM promotions_promotion p WHERE p.parcours_id = (SELECT e.parcours_id FROM promotions_modeleetape e WHERE e.id = OLD.etape_id)))\n            OR (TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM promotions_promotion p WHERE p.parcours_id = (SELECT e.parcours_id FROM promotions_modeleetape e WHERE e.id = NEW.etape_id))) THEN\n                RAISE EXCEPTION\n                    'Une promotion est née de cette version du parcours : écrivez-en une nouvelle.'\n                USING ERRCODE = '23514', CONSTRAINT = 'regle_parcours_utilise';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ", hash='6b06969bd9d99030a9c5e85d222fb2ac1a001653', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_modele_rencontre_utilise_c5740', table='promotions_modelerencontre', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='modelesequence',
            constraint=models.UniqueConstraint(fields=('rencontre', 'ordre'), name='modele_sequence_ordre_unique', violation_error_message='Deux séquences de la session ont le même rang.'),
        ),
        migrations.AddConstraint(
            model_name='modelesequence',
            constraint=models.CheckConstraint(condition=models.Q(('duree_minutes__gte', 5)), name='modele_sequence_duree', violation_error_message='Une séquence dure au moins cinq minutes.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='modelesequence',
            trigger=pgtrigger.compiler.Trigger(name='modele_sequence_utilise', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF (TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM promotions_promotion p WHERE p.parcours_id = (SELECT e.parcours_id FROM promotions_modelerencontre r JOIN promotions_modeleetape e ON e.id = r.etape_id WHERE r.id = OLD.rencontre_id)))\n            OR (TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM promotions_promotion p WHERE p.parcours_id = (SELECT e.parcours_id FROM promotions_modelerencontre r JOIN promotions_modeleetape e ON e.id = r.etape_id WHERE r.id = NEW.rencontre_id))) THEN\n                RAISE EXCEPTION\n                    'Une promotion est née de cette version du parcours : écrivez-en une nouvelle.'\n                USING ERRCODE = '23514', CONSTRAINT = 'regle_parcours_utilise';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ", hash='75c6818757b0129084689e49dbadfa13e850ebf8', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_modele_sequence_utilise_66a34', table='promotions_modelesequence', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='parcours',
            constraint=models.UniqueConstraint(fields=('code', 'version'), name='parcours_version_unique', violation_error_message='Cette version du parcours existe déjà.'),
        ),
        migrations.AddConstraint(
            model_name='parcours',
            constraint=models.CheckConstraint(condition=models.Q(('nombre_structures__gte', 1)), name='parcours_nombre_structures', violation_error_message='Un parcours accueille au moins une structure.'),
        ),
        migrations.AddConstraint(
            model_name='parcours',
            constraint=models.CheckConstraint(condition=models.Q(('duree_mois__range', (1, 36))), name='parcours_duree', violation_error_message='Un parcours dure de un à trente-six mois.'),
        ),
        migrations.AddConstraint(
            model_name='parcours',
            constraint=models.UniqueConstraint(condition=models.Q(('brouillon', True)), fields=('code',), name='parcours_un_brouillon', violation_error_message="Une nouvelle version de ce parcours est déjà en cours d'écriture."),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='parcours',
            trigger=pgtrigger.compiler.Trigger(name='parcours_utilise', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."avec_territoire" IS DISTINCT FROM (NEW."avec_territoire") OR OLD."brouillon" IS DISTINCT FROM (NEW."brouillon") OR OLD."code" IS DISTINCT FROM (NEW."code") OR OLD."complet" IS DISTINCT FROM (NEW."complet") OR OLD."duree_mois" IS DISTINCT FROM (NEW."duree_mois") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."nombre_structures" IS DISTINCT FROM (NEW."nombre_structures") OR OLD."options" IS DISTINCT FROM (NEW."options") OR OLD."partenaire" IS DISTINCT FROM (NEW."partenaire") OR OLD."public" IS DISTINCT FROM (NEW."public") OR OLD."titre" IS DISTINCT FROM (NEW."titre") OR OLD."version" IS DISTINCT FROM (NEW."version"))', func="\n                    IF EXISTS (\n                        SELECT 1 FROM promotions_promotion p WHERE p.parcours_id = OLD.id\n                    ) THEN\n                        RAISE EXCEPTION 'Une promotion est née de cette version du parcours : '\n                            'écrivez-en une nouvelle.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_parcours_utilise';\n                    END IF;\n                    RETURN NEW;\n                ", hash='34ef523d426e78180ac1844a314d511bf62dd2a0', operation='UPDATE', pgid='pgtrigger_parcours_utilise_9d2d4', table='promotions_parcours', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='modeletemps',
            constraint=models.UniqueConstraint(fields=('parcours', 'ordre'), name='modele_temps_ordre_unique', violation_error_message='Deux temps du parcours ont le même rang.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='modeletemps',
            trigger=pgtrigger.compiler.Trigger(name='modele_temps_utilise', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF (TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM promotions_promotion p WHERE p.parcours_id = OLD.parcours_id))\n            OR (TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM promotions_promotion p WHERE p.parcours_id = NEW.parcours_id)) THEN\n                RAISE EXCEPTION\n                    'Une promotion est née de cette version du parcours : écrivez-en une nouvelle.'\n                USING ERRCODE = '23514', CONSTRAINT = 'regle_parcours_utilise';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ", hash='7e056b4abf2e0dd6b77f485e61317c615839e7f5', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_modele_temps_utilise_22cbb', table='promotions_modeletemps', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='modeleetape',
            constraint=models.UniqueConstraint(fields=('parcours', 'ordre'), name='modele_etape_ordre_unique', violation_error_message='Deux étapes du parcours ont le même rang.'),
        ),
        migrations.AddConstraint(
            model_name='modeleetape',
            constraint=models.CheckConstraint(condition=models.Q(('ordre__range', (1, 4))), name='modele_etape_ordre', violation_error_message='Un parcours compte quatre étapes.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='modeleetape',
            trigger=pgtrigger.compiler.Trigger(name='modele_etape_utilise', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n            IF (TG_OP <> 'INSERT' AND EXISTS (SELECT 1 FROM promotions_promotion p WHERE p.parcours_id = OLD.parcours_id))\n            OR (TG_OP <> 'DELETE' AND EXISTS (SELECT 1 FROM promotions_promotion p WHERE p.parcours_id = NEW.parcours_id)) THEN\n                RAISE EXCEPTION\n                    'Une promotion est née de cette version du parcours : écrivez-en une nouvelle.'\n                USING ERRCODE = '23514', CONSTRAINT = 'regle_parcours_utilise';\n            END IF;\n            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n            RETURN NEW;\n        ", hash='87abe4640aaf4bee582d74a6e6468e3f95a9e14a', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_modele_etape_utilise_78030', table='promotions_modeleetape', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(('place__in', [1, 2])), name='participation_place', violation_error_message='Un binôme compte deux personnes au plus.'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(condition=models.Q(('jusqua', None)), fields=('binome', 'place'), name='participation_place_unique', violation_error_message='Un binôme compte deux personnes au plus.'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('jusqua', None), ('motif_de_fin', '')), models.Q(('jusqua__isnull', False), models.Q(('motif_de_fin', ''), _negated=True)), _connector='OR'), name='participation_fin_motivee', violation_error_message="La fin d'une participation porte sa date et son motif."),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='participation',
            trigger=pgtrigger.compiler.Trigger(name='participation_une_par_promotion', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."jusqua" IS NULL)', declare='DECLARE la_promotion bigint;', func="\n                    -- One at a time per promotion, so that two invitations cannot pass together.\n                    SELECT p.id INTO la_promotion FROM promotions_promotion p\n                    JOIN promotions_binome b ON b.promotion_id = p.id\n                    WHERE b.id = NEW.binome_id FOR UPDATE OF p;\n                    IF EXISTS (\n                        SELECT 1 FROM promotions_participation a\n                        JOIN promotions_binome b ON b.id = a.binome_id\n                        WHERE b.promotion_id = la_promotion AND a.personne_id = NEW.personne_id\n                        AND a.jusqua IS NULL AND a.id <> NEW.id\n                    ) THEN\n                        RAISE EXCEPTION 'Cette personne participe déjà à la promotion.'\n                        USING ERRCODE = '23514',\n                        CONSTRAINT = 'regle_participation_une_par_promotion';\n                    END IF;\n                    RETURN NEW;\n                ", hash='469681b0e1607639515a73ecf9251948470dc03b', operation='INSERT OR UPDATE', pgid='pgtrigger_participation_une_par_promotion_a85a3', table='promotions_participation', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='membrecomite',
            constraint=models.UniqueConstraint(condition=models.Q(('jusqua', None)), fields=('programme', 'personne'), name='membre_comite_unique', violation_error_message='Cette personne siège déjà au comité de pilotage.'),
        ),
        migrations.AddIndex(
            model_name='promotion',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(rameau.commun.recherche.Plie(django.db.models.functions.text.Concat('nom', models.Value(' '), output_field=models.TextField())), config='french'), name='promotion_texte'),
        ),
        migrations.AddConstraint(
            model_name='promotion',
            constraint=models.UniqueConstraint(fields=('code',), name='promotion_code_unique', violation_error_message='Une promotion porte déjà ce nom.'),
        ),
        migrations.AddConstraint(
            model_name='promotion',
            constraint=models.CheckConstraint(condition=models.Q(('fin__gt', models.F('debut'))), name='promotion_dates', violation_error_message='Une promotion finit après avoir commencé.'),
        ),
        migrations.AddConstraint(
            model_name='etape',
            constraint=models.UniqueConstraint(fields=('promotion', 'ordre'), name='etape_ordre_unique', violation_error_message='Deux étapes de la promotion ont le même rang.'),
        ),
        migrations.AddConstraint(
            model_name='etape',
            constraint=models.CheckConstraint(condition=models.Q(('ordre__range', (1, 4))), name='etape_ordre', violation_error_message='Une promotion compte quatre étapes.'),
        ),
        migrations.AddConstraint(
            model_name='binome',
            constraint=models.UniqueConstraint(fields=('promotion', 'structure'), name='binome_structure_unique', violation_error_message='Cette structure participe déjà à la promotion.'),
        ),
        migrations.AddConstraint(
            model_name='binome',
            constraint=models.UniqueConstraint(fields=('promotion', 'rang'), name='binome_rang_unique', violation_error_message="Cette place de la promotion vient d'être prise."),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='binome',
            trigger=pgtrigger.compiler.Trigger(name='binome_regles_du_parcours', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE places integer; avec_territoire boolean;', func="\n                    SELECT p.nombre_structures, p.avec_territoire INTO places, avec_territoire\n                    FROM promotions_promotion r JOIN promotions_parcours p ON p.id = r.parcours_id\n                    WHERE r.id = NEW.promotion_id;\n                    IF NEW.rang < 1 OR NEW.rang > places THEN\n                        RAISE EXCEPTION\n                            'La promotion est complète : ce parcours a % places.', places\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_binome_capacite';\n                    END IF;\n                    IF avec_territoire AND NEW.territoire_id IS NULL THEN\n                        RAISE EXCEPTION\n                            'Dans ce parcours, chaque structure anime un territoire : dites lequel.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_binome_territoire';\n                    END IF;\n                    IF NOT avec_territoire AND NEW.territoire_id IS NOT NULL THEN\n                        RAISE EXCEPTION\n                            'Dans ce parcours, les structures participent sans territoire.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_binome_territoire';\n                    END IF;\n                    RETURN NEW;\n                ", hash='cd121a40e4d50adf43949140f98eb86cdd36dbc7', operation='INSERT OR UPDATE', pgid='pgtrigger_binome_regles_du_parcours_84622', table='promotions_binome', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='avisducomite',
            constraint=models.UniqueConstraint(fields=('promotion', 'siege', 'empreinte'), name='avis_un_par_liste', violation_error_message='Vous avez déjà donné votre avis sur cette liste.'),
        ),
        migrations.AddConstraint(
            model_name='avisducomite',
            constraint=models.CheckConstraint(condition=models.Q(('accord', True), models.Q(('mots', ''), _negated=True), _connector='OR'), name='avis_motive', violation_error_message='Dites en quelques mots ce que vous demandez de changer.'),
        ),
        migrations.AddConstraint(
            model_name='rappelecarte',
            constraint=models.UniqueConstraint(fields=('personne', 'cle', 'jour'), name='rappel_ecarte_unique', violation_error_message='Ce rappel est déjà écarté.'),
        ),
        migrations.AddConstraint(
            model_name='rappelenvoye',
            constraint=models.UniqueConstraint(fields=('envoi', 'cle'), name='rappel_envoye_unique', violation_error_message='Ce rappel est déjà dans le message du jour.'),
        ),
        migrations.AddConstraint(
            model_name='reglagerappel',
            constraint=models.UniqueConstraint(fields=('promotion', 'genre'), name='reglage_rappel_unique', violation_error_message='Ce genre de rappel est déjà réglé pour la promotion.'),
        ),
        migrations.AddIndex(
            model_name='rencontre',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.search.SearchVector(rameau.commun.recherche.Plie(django.db.models.functions.text.Concat('titre', models.Value(' '), 'lieu', models.Value(' '), 'adresse', models.Value(' '), output_field=models.TextField())), config='french'), name='rencontre_texte'),
        ),
        migrations.AddConstraint(
            model_name='rencontre',
            constraint=models.CheckConstraint(condition=models.Q(('fin__gt', models.F('debut'))), name='rencontre_dates', violation_error_message='Une rencontre finit après avoir commencé.'),
        ),
        migrations.AddConstraint(
            model_name='rencontre',
            constraint=models.UniqueConstraint(condition=models.Q(('annulee_le', None), ('nature', 'session')), fields=('etape',), name='rencontre_une_session_par_etape', violation_error_message='Cette étape a déjà sa session.'),
        ),
        migrations.AddConstraint(
            model_name='rencontre',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('nature', 'session'), _negated=True), ('etape__isnull', False), _connector='OR'), name='rencontre_session_etape', violation_error_message="Une session collective est celle d'une étape."),
        ),
        migrations.AddConstraint(
            model_name='rencontre',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('annulee_le', None), ('obligatoire', True)), expressions=[(parcours.promotions.models.rencontres.IdRange(models.F('promotion_id')), '&&'), (parcours.promotions.models.rencontres.InstantRange(models.F('debut'), models.F('fin')), '&&')], name='rencontre_sans_chevauchement', violation_error_message='Deux sessions auraient lieu en même temps.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rencontre',
            trigger=pgtrigger.compiler.Trigger(name='rencontre_meme_promotion', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NEW.etape_id IS NOT NULL AND NEW.promotion_id <> (\n                        SELECT promotion_id FROM promotions_etape WHERE id = NEW.etape_id\n                    ) THEN\n                        RAISE EXCEPTION 'L''étape est celle d''une autre promotion.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_rencontre_meme_promotion';\n                    END IF;\n                    RETURN NEW;\n                ", hash='e6cef349c1bc384159dddef0b6f1e723bc74f2f1', operation='INSERT OR UPDATE OF "etape_id", "promotion_id"', pgid='pgtrigger_rencontre_meme_promotion_4141f', table='promotions_rencontre', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='candidature',
            constraint=models.UniqueConstraint(models.F('promotion'), django.db.models.functions.text.Lower('nom'), name='candidature_nom_unique', violation_error_message='Cette structure est déjà dans la liste.'),
        ),
        migrations.AddConstraint(
            model_name='candidature',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decidee_le', None), ('decision', 'a-examiner')), models.Q(models.Q(('decision', 'a-examiner'), _negated=True), ('decidee_le__isnull', False)), _connector='OR'), name='candidature_decidee', violation_error_message='Une décision porte sa date.'),
        ),
        migrations.AddConstraint(
            model_name='candidature',
            constraint=models.CheckConstraint(condition=models.Q(('binome', None), ('decision', 'retenu'), _connector='OR'), name='candidature_de_la_promotion', violation_error_message='Cette structure est dans la promotion : sa décision ne change plus.'),
        ),
        migrations.AddConstraint(
            model_name='candidature',
            constraint=models.CheckConstraint(condition=models.Q(('region__in', ['01', '02', '03', '04', '06', '11', '24', '27', '28', '32', '44', '52', '53', '75', '76', '84', '93', '94'])), name='candidature_region', violation_error_message='Cette région n’existe pas.'),
        ),
        migrations.AddConstraint(
            model_name='sequence',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('rencontre', 'ordre'), name='sequence_ordre_unique', violation_error_message='Deux séquences de la session ont le même rang.'),
        ),
        migrations.AddConstraint(
            model_name='sequence',
            constraint=models.CheckConstraint(condition=models.Q(('duree_minutes__gte', 5)), name='sequence_duree', violation_error_message='Une séquence dure au moins cinq minutes.'),
        ),
        migrations.AddConstraint(
            model_name='sequence',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], expressions=[(parcours.promotions.models.rencontres.IdRange(models.F('rencontre_id')), '&&'), (parcours.promotions.models.rencontres.MinuteRange(models.F('debut_minutes'), django.db.models.expressions.CombinedExpression(models.F('debut_minutes'), '+', models.F('duree_minutes'))), '&&')], name='sequence_sans_chevauchement', violation_error_message='Deux séquences auraient lieu en même temps.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='sequence',
            trigger=pgtrigger.compiler.Trigger(name='sequence_dans_la_rencontre', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NEW.debut_minutes + NEW.duree_minutes > (\n                        SELECT EXTRACT(EPOCH FROM fin - debut) / 60\n                        FROM promotions_rencontre WHERE id = NEW.rencontre_id\n                    ) THEN\n                        RAISE EXCEPTION\n                            '« % » finirait après la fin de la rencontre.', NEW.titre\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_sequence_dans_la_rencontre';\n                    END IF;\n                    RETURN NEW;\n                ", hash='62ef64e3339570ceb1a6fd91ad1bffe2d0a03668', operation='INSERT OR UPDATE OF "debut_minutes", "duree_minutes", "rencontre_id"', pgid='pgtrigger_sequence_dans_la_rencontre_d4efa', table='promotions_sequence', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='tempsprogramme',
            constraint=models.UniqueConstraint(fields=('programme', 'ordre'), name='temps_ordre_unique', violation_error_message='Deux temps du programme ont le même rang.'),
        ),
        migrations.AddConstraint(
            model_name='tempsprogramme',
            constraint=models.CheckConstraint(condition=models.Q(('fin__gt', models.F('debut'))), name='temps_dates', violation_error_message='Un temps du programme finit après avoir commencé.'),
        ),
        migrations.AddConstraint(
            model_name='tacheprogramme',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('temps', 'ordre'), name='tache_ordre_unique', violation_error_message='Deux tâches du temps ont le même rang.'),
        ),
        migrations.AddConstraint(
            model_name='tacheprogramme',
            constraint=models.CheckConstraint(condition=models.Q(('titre', ''), _negated=True), name='tache_titre', violation_error_message='Dites la tâche en quelques mots.'),
        ),
    ]
