import django.db.models.constraints
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('commun', '0001_initial'),
        ('promotions', '0001_initial'),
        ('travaux', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='AtelierCodev',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('rang', models.PositiveSmallIntegerField(verbose_name='groupe')),
                ('sujet', models.CharField(blank=True, max_length=200, verbose_name='sujet')),
                ('revision', models.PositiveIntegerField(default=0, verbose_name='révision')),
                ('clos_le', models.DateTimeField(null=True, verbose_name='feuille close le')),
                ('clos_par', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='close par')),
                ('facilitateur', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='facilite')),
                ('gardien_du_temps', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='garde le temps')),
                ('rencontre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='ateliers', to='promotions.rencontre')),
            ],
            options={
                'ordering': ['rencontre_id', 'rang'],
            },
        ),
        migrations.CreateModel(
            name='EtapeCodev',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(choices=[('expose', 'exposé'), ('clarification', 'clarification'), ('contrat', 'contrat'), ('consultation', 'consultation'), ('plan', "plan d'action"), ('apprentissages', 'apprentissages')], max_length=20, verbose_name='étape')),
                ('ordre', models.PositiveSmallIntegerField(verbose_name='ordre')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='durée prévue, en minutes')),
                ('commencee_le', models.DateTimeField(null=True, verbose_name='commencée le')),
                ('finie_le', models.DateTimeField(null=True, verbose_name='finie le')),
                ('atelier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='etapes', to='animation.ateliercodev')),
            ],
            options={
                'ordering': ['atelier_id', 'ordre'],
            },
        ),
        migrations.CreateModel(
            name='Inscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('etat', models.CharField(choices=[('inscrite', 'place obtenue'), ('en-attente', 'en attente'), ('offerte', 'place offerte'), ('retiree', 'retirée'), ('declinee', 'déclinée'), ('expiree', 'délai passé')], max_length=12, verbose_name='état')),
                ('demandee_le', models.DateTimeField(verbose_name='demandée le')),
                ('depuis', models.DateTimeField(verbose_name='dans cet état depuis')),
                ('offre_jusquau', models.DateTimeField(blank=True, null=True, verbose_name="place offerte jusqu'au")),
                ('besoins', models.TextField(blank=True, verbose_name='besoins particuliers')),
                ('binome', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='inscriptions', to='promotions.binome')),
                ('personne', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inscriptions', to=settings.AUTH_USER_MODEL)),
                ('rencontre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inscriptions', to='promotions.rencontre')),
            ],
            options={
                'ordering': ['rencontre_id', 'demandee_le', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='JourneeConclusive',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('presentation', models.TextField(blank=True, verbose_name='présentation')),
                ('places_invites', models.PositiveSmallIntegerField(verbose_name='places pour les invités')),
                ('ouverte', models.BooleanField(default=False, verbose_name='ouverte aux invités')),
                ('synthese', models.TextField(blank=True, verbose_name='synthèse')),
                ('publiee_le', models.DateTimeField(blank=True, null=True, verbose_name='synthèse publiée le')),
                ('rencontre', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='journee', to='promotions.rencontre')),
            ],
            options={
                'ordering': ['rencontre_id'],
            },
        ),
        migrations.CreateModel(
            name='InviteExterne',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nom', models.CharField(max_length=120, verbose_name='nom')),
                ('organisme', models.CharField(blank=True, max_length=160, verbose_name='organisme')),
                ('email', models.EmailField(max_length=254, verbose_name='adresse électronique')),
                ('inscrit_le', models.DateTimeField(verbose_name='inscrit le')),
                ('journee', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invites', to='animation.journeeconclusive')),
            ],
            options={
                'ordering': ['journee_id', 'nom', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='LigneCodev',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('texte', models.TextField(verbose_name='texte')),
                ('revision', models.PositiveIntegerField(default=1, verbose_name='révision')),
                ('modifiee_le', models.DateTimeField(verbose_name='modifiée le')),
                ('retiree_le', models.DateTimeField(null=True, verbose_name='retirée le')),
                ('element', models.OneToOneField(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='ligne_de_codev', to='travaux.element')),
                ('etape', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lignes', to='animation.etapecodev')),
                ('modifiee_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='modifiée par')),
            ],
            options={
                'ordering': ['etape_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='MembreDeSousGroupe',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='promotions.participation')),
                ('rencontre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='promotions.rencontre')),
            ],
            options={
                'ordering': ['sous_groupe_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='PageAPartager',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('texte', models.TextField(blank=True, verbose_name='ce que notre structure en retient')),
                ('revision', models.PositiveIntegerField(default=0, verbose_name='révision')),
                ('binome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pages_a_partager', to='promotions.binome')),
                ('rencontre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pages_a_partager', to='promotions.rencontre')),
            ],
            options={
                'ordering': ['rencontre_id', 'binome_id'],
            },
        ),
        migrations.CreateModel(
            name='LienDePartage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('empreinte_jeton', models.CharField(max_length=64, verbose_name='empreinte du jeton')),
                ('cree_le', models.DateTimeField(verbose_name='créé le')),
                ('expire_le', models.DateTimeField(verbose_name='expire le')),
                ('retire_le', models.DateTimeField(null=True, verbose_name='retiré le')),
                ('cree_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='créé par')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='liens', to='animation.pageapartager')),
            ],
            options={
                'ordering': ['page_id', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='DestinataireDePartage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nom', models.CharField(max_length=120, verbose_name='nom')),
                ('qualite', models.CharField(blank=True, max_length=120, verbose_name='fonction')),
                ('remis_le', models.DateField(verbose_name='partagé le')),
                ('note_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='noté par')),
                ('page', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='destinataires', to='animation.pageapartager')),
            ],
            options={
                'ordering': ['page_id', '-remis_le', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Pitch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordre', models.PositiveSmallIntegerField(verbose_name='ordre de passage')),
                ('points', models.TextField(blank=True, verbose_name='ce que nous voulons dire')),
                ('demande', models.TextField(blank=True, verbose_name='ce que nous demandons')),
                ('revision', models.PositiveIntegerField(default=0, verbose_name='révision')),
                ('modifie_le', models.DateTimeField(null=True, verbose_name='modifié le')),
                ('binome', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='pitch', to='promotions.binome')),
                ('diapositive', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='commun.fichier', verbose_name='diapositive déposée')),
                ('modifie_par', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='modifié par')),
                ('promotion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pitchs', to='promotions.promotion')),
            ],
            options={
                'ordering': ['promotion_id', 'ordre'],
            },
        ),
        migrations.CreateModel(
            name='PlaceCodev',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('place', models.PositiveSmallIntegerField(verbose_name='place dans le groupe')),
                ('expose', models.BooleanField(default=False, verbose_name='expose sa situation')),
                ('atelier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='places', to='animation.ateliercodev')),
                ('binome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='places_de_codev', to='promotions.binome')),
                ('rencontre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='promotions.rencontre')),
            ],
            options={
                'ordering': ['atelier_id', 'place'],
            },
        ),
        migrations.CreateModel(
            name='Presence',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.CharField(choices=[('rencontre', 'la rencontre'), ('matin', 'le matin'), ('apres-midi', 'l’après-midi')], max_length=10, verbose_name='moment')),
                ('etat', models.CharField(choices=[('present', 'présence'), ('excuse', 'excuse'), ('absent', 'absence')], max_length=8, verbose_name='état')),
                ('motif', models.CharField(blank=True, max_length=200, verbose_name='motif de l’excuse')),
                ('a_distance', models.BooleanField(default=False, verbose_name='à distance')),
                ('moyen', models.CharField(blank=True, max_length=120, verbose_name='par quel moyen')),
                ('source', models.CharField(choices=[('liste', 'liste tenue par l’équipe'), ('code', 'code affiché dans la salle'), ('prevenu', 'la personne a prévenu')], max_length=8, verbose_name='d’où on le sait')),
                ('saisie_le', models.DateTimeField(verbose_name='saisie le')),
                ('rattrape_le', models.DateTimeField(blank=True, null=True, verbose_name='rattrapé le')),
                ('nom_signe', models.CharField(blank=True, max_length=160, verbose_name='nom signé')),
                ('signee_le', models.DateTimeField(blank=True, null=True, verbose_name='signée le')),
                ('empreinte', models.CharField(blank=True, max_length=64, verbose_name='empreinte de la signature')),
                ('nom_contresigne', models.CharField(blank=True, max_length=160, verbose_name='nom contresigné')),
                ('contresignee_le', models.DateTimeField(blank=True, null=True, verbose_name='contresignée le')),
                ('empreinte_contresignee', models.CharField(blank=True, max_length=64, verbose_name='empreinte de la contresignature')),
                ('contresignee_par', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presences', to='promotions.participation')),
                ('rencontre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='presences', to='promotions.rencontre')),
                ('saisie_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['rencontre_id', 'participation_id', 'moment'],
            },
        ),
        migrations.CreateModel(
            name='QuestionPosee',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('auteur_dit', models.CharField(blank=True, max_length=120, verbose_name='nom donné dans la salle')),
                ('texte', models.TextField(verbose_name='question')),
                ('posee_le', models.DateTimeField(verbose_name='posée le')),
                ('en_direct', models.BooleanField(default=False, verbose_name='répondue en direct')),
                ('reponse', models.TextField(blank=True, verbose_name='réponse écrite')),
                ('repondue_le', models.DateTimeField(blank=True, null=True, verbose_name='répondue le')),
                ('cachee_le', models.DateTimeField(blank=True, null=True, verbose_name='cachée le')),
                ('motif', models.CharField(blank=True, max_length=200, verbose_name='pourquoi elle est cachée')),
                ('auteur', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='questions_posees', to=settings.AUTH_USER_MODEL)),
                ('rencontre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='questions', to='promotions.rencontre')),
            ],
            options={
                'ordering': ['rencontre_id', 'posee_le', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='RapportDeVisite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('texte', models.TextField(verbose_name="ce que j'en rapporte")),
                ('ecrit_le', models.DateTimeField(verbose_name='écrit le')),
                ('inscription', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='rapport', to='animation.inscription')),
            ],
            options={
                'ordering': ['ecrit_le', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Rattrapage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('texte', models.TextField(blank=True, verbose_name='pour rattraper')),
                ('ecrit_le', models.DateTimeField(verbose_name='écrit le')),
                ('rencontre', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='rattrapage', to='promotions.rencontre')),
            ],
            options={
                'ordering': ['rencontre_id'],
            },
        ),
        migrations.CreateModel(
            name='Reaction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nom', models.CharField(blank=True, max_length=80, verbose_name="nom donné par l'invité")),
                ('texte', models.CharField(max_length=600, verbose_name='réaction')),
                ('ecrite_le', models.DateTimeField(verbose_name='écrite le')),
                ('masquee_le', models.DateTimeField(null=True, verbose_name='masquée le')),
                ('auteur', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='auteur')),
                ('masquee_par', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='masquée par')),
                ('pitch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reactions', to='animation.pitch')),
            ],
            options={
                'ordering': ['pitch_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SousGroupe',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ordre', models.PositiveSmallIntegerField(verbose_name='ordre')),
                ('nom', models.CharField(max_length=80, verbose_name='nom')),
                ('lieu', models.CharField(blank=True, max_length=120, verbose_name='salle ou table')),
                ('consigne', models.TextField(blank=True, verbose_name='consigne')),
                ('participations', models.ManyToManyField(related_name='sous_groupes', through='animation.MembreDeSousGroupe', to='promotions.participation')),
                ('rencontre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sous_groupes', to='promotions.rencontre')),
            ],
            options={
                'ordering': ['rencontre_id', 'ordre'],
            },
        ),
        migrations.AddField(
            model_name='membredesousgroupe',
            name='sous_groupe',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='membres', to='animation.sousgroupe'),
        ),
        migrations.CreateModel(
            name='Soutien',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('personne', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='soutiens', to=settings.AUTH_USER_MODEL)),
                ('question', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='soutiens', to='animation.questionposee')),
            ],
        ),
        migrations.CreateModel(
            name='Sujet',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titre', models.CharField(max_length=160, verbose_name='sujet')),
                ('pourquoi', models.TextField(blank=True, verbose_name='pourquoi ce sujet')),
                ('origine', models.CharField(blank=True, max_length=200, verbose_name='origine')),
                ('propose_le', models.DateTimeField(verbose_name='proposé le')),
                ('retire_le', models.DateTimeField(blank=True, null=True, verbose_name='retiré le')),
                ('promotion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sujets', to='promotions.promotion')),
                ('propose_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sujets_proposes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['promotion_id', 'propose_le', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Scrutin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('ouvre_le', models.DateTimeField(verbose_name='ouvre le')),
                ('ferme_le', models.DateTimeField(verbose_name='ferme le')),
                ('confirme_le', models.DateTimeField(blank=True, null=True, verbose_name='confirmé le')),
                ('promotion', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='scrutin', to='promotions.promotion')),
                ('retenu', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='animation.sujet', verbose_name='sujet retenu')),
            ],
        ),
        migrations.CreateModel(
            name='Bulletin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('depose_le', models.DateTimeField(verbose_name='déposé le')),
                ('votant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bulletins', to=settings.AUTH_USER_MODEL)),
                ('scrutin', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='bulletins', to='animation.scrutin')),
                ('sujet', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='bulletins', to='animation.sujet')),
            ],
        ),
        migrations.CreateModel(
            name='Support',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.CharField(choices=[('avant', 'avant la rencontre'), ('apres', 'après la rencontre')], max_length=5, verbose_name='quand le lire')),
                ('titre', models.CharField(max_length=160, verbose_name='titre')),
                ('lien', models.URLField(blank=True, max_length=500, verbose_name='lien')),
                ('publie_le', models.DateTimeField(blank=True, null=True, verbose_name='publié le')),
                ('ajoute_le', models.DateTimeField(verbose_name='ajouté le')),
                ('ajoute_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('fichier', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='support', to='commun.fichier')),
                ('rencontre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supports', to='promotions.rencontre')),
            ],
            options={
                'ordering': ['rencontre_id', '-moment', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Synthese',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('texte', models.TextField(verbose_name='synthèse')),
                ('pour_l_exterieur', models.TextField(blank=True, verbose_name="à raconter à l'extérieur")),
                ('revision', models.PositiveIntegerField(default=0, verbose_name='révision')),
                ('modifiee_le', models.DateTimeField(verbose_name='modifiée le')),
                ('publiee_le', models.DateTimeField(null=True, verbose_name='publiée le')),
                ('corrigee_le', models.DateTimeField(null=True, verbose_name='complétée le')),
                ('modifiee_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='modifiée par')),
                ('publiee_par', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='publiée par')),
                ('rencontre', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='synthese', to='promotions.rencontre')),
            ],
            options={
                'ordering': ['rencontre_id'],
            },
        ),
        migrations.CreateModel(
            name='TourDePitchs',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('debut', models.DateTimeField(verbose_name='début')),
                ('code', models.CharField(max_length=12, verbose_name='code des invités')),
                ('ouvert_le', models.DateTimeField(null=True, verbose_name='réactions ouvertes le')),
                ('clos_le', models.DateTimeField(null=True, verbose_name='réactions closes le')),
                ('promotion', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='tour_de_pitchs', to='promotions.promotion')),
            ],
            options={
                'ordering': ['promotion_id'],
            },
        ),
        migrations.CreateModel(
            name='Visite',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('genre', models.CharField(choices=[('pair-pionnier', 'pair pionnier'), ('tiers-pionnier', 'tiers pionnier'), ('decideur', 'décideur')], max_length=20, verbose_name='genre')),
                ('personnalite_en_clair', models.CharField(blank=True, max_length=200, verbose_name='personnalité')),
                ('recit', models.TextField(blank=True, verbose_name='le lieu et son histoire')),
                ('pratique', models.TextField(blank=True, verbose_name="ce qu'il faut prévoir")),
                ('places', models.PositiveSmallIntegerField(verbose_name='places')),
                ('premier_tour_jusquau', models.DateTimeField(verbose_name="une place par binôme jusqu'au")),
                ('fermee_le', models.DateTimeField(blank=True, null=True, verbose_name='inscriptions closes le')),
                ('hote', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visites_accueillies', to='promotions.intervenant')),
                ('personnalite', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='visites_inspirees', to='promotions.intervenant')),
                ('rencontre', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='visite', to='promotions.rencontre')),
            ],
            options={
                'ordering': ['rencontre_id'],
            },
        ),
        migrations.CreateModel(
            name='Volontaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mot', models.CharField(blank=True, max_length=300, verbose_name='en un mot')),
                ('propose_le', models.DateTimeField(verbose_name='proposé le')),
                ('nomme_le', models.DateTimeField(blank=True, null=True, verbose_name='nommé le')),
                ('fini_le', models.DateTimeField(blank=True, null=True, verbose_name="jusqu'au")),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='volontariats', to='promotions.participation')),
                ('promotion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='volontaires', to='promotions.promotion')),
            ],
            options={
                'ordering': ['promotion_id', 'propose_le', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Webinaire',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=0, verbose_name='révision')),
                ('enregistre', models.BooleanField(default=False, verbose_name='sera enregistré')),
                ('replay', models.URLField(blank=True, max_length=500, verbose_name="lien de l'enregistrement")),
                ('conversation', models.TextField(blank=True, verbose_name='conversation de la salle')),
                ('rencontre', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='webinaire', to='promotions.rencontre')),
            ],
        ),
        migrations.CreateModel(
            name='Chapitre',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seconde', models.PositiveIntegerField(verbose_name='seconde')),
                ('titre', models.CharField(max_length=160, verbose_name='titre')),
                ('webinaire', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='chapitres', to='animation.webinaire')),
            ],
            options={
                'ordering': ['webinaire_id', 'seconde'],
            },
        ),
        migrations.CreateModel(
            name='AccordEnregistrement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('accepte', models.BooleanField(verbose_name="accepte d'être enregistrée")),
                ('dit_le', models.DateTimeField(verbose_name='dit le')),
                ('personne', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='accords_enregistrement', to=settings.AUTH_USER_MODEL)),
                ('rencontre', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='accords', to='promotions.rencontre')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('rencontre', 'personne'), name='accord_unique', violation_error_message='Vous avez déjà répondu pour ce webinaire.')],
            },
        ),
        migrations.CreateModel(
            name='Appel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('moment', models.CharField(choices=[('rencontre', 'la rencontre'), ('matin', 'le matin'), ('apres-midi', 'l’après-midi')], max_length=10, verbose_name='moment')),
                ('graine', models.CharField(max_length=64, verbose_name='graine')),
                ('ouvert_le', models.DateTimeField(verbose_name='ouvert le')),
                ('ferme_le', models.DateTimeField(blank=True, null=True, verbose_name='fermé le')),
                ('ouvert_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('rencontre', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appels', to='promotions.rencontre')),
            ],
            options={
                'ordering': ['rencontre_id', '-ouvert_le', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ferme_le', None)), fields=('rencontre', 'moment'), name='appel_un_ouvert', violation_error_message='Un code est déjà affiché pour ce moment.'), models.CheckConstraint(condition=models.Q(('ferme_le', None), ('ferme_le__gte', models.F('ouvert_le')), _connector='OR'), name='appel_fin', violation_error_message='Un code s’affiche avant d’être retiré.')],
            },
        ),
        migrations.AddConstraint(
            model_name='ateliercodev',
            constraint=models.UniqueConstraint(fields=('rencontre', 'rang'), name='atelier_rang_unique', violation_error_message='Deux groupes de la session portent le même numéro.'),
        ),
        migrations.AddConstraint(
            model_name='ateliercodev',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('clos_le', None), ('clos_par', None)), models.Q(('clos_le__isnull', False), ('clos_par__isnull', False)), _connector='OR'), name='atelier_clos_par', violation_error_message='Une feuille close dit quand et par qui.'),
        ),
        migrations.AddConstraint(
            model_name='etapecodev',
            constraint=models.UniqueConstraint(fields=('atelier', 'code'), name='etape_codev_unique', violation_error_message='Cette étape est déjà sur la feuille.'),
        ),
        migrations.AddConstraint(
            model_name='etapecodev',
            constraint=models.UniqueConstraint(condition=models.Q(('commencee_le__isnull', False), ('finie_le', None)), fields=('atelier',), name='etape_codev_une_a_la_fois', violation_error_message='Le groupe est à une étape à la fois.'),
        ),
        migrations.AddConstraint(
            model_name='etapecodev',
            constraint=models.CheckConstraint(condition=models.Q(('minutes__range', (1, 120))), name='etape_codev_minutes', violation_error_message='Une étape dure de une à 120 minutes.'),
        ),
        migrations.AddConstraint(
            model_name='etapecodev',
            constraint=models.CheckConstraint(condition=models.Q(('finie_le', None), ('finie_le__gte', models.F('commencee_le')), _connector='OR'), name='etape_codev_dates', violation_error_message='Une étape finit après avoir commencé.'),
        ),
        migrations.AddIndex(
            model_name='inscription',
            index=models.Index(condition=models.Q(('etat', 'offerte')), fields=['offre_jusquau'], name='inscription_offres'),
        ),
        migrations.AddConstraint(
            model_name='inscription',
            constraint=models.UniqueConstraint(condition=models.Q(('etat__in', ['inscrite', 'en-attente', 'offerte'])), fields=('rencontre', 'personne'), name='inscription_une_par_personne', violation_error_message='Cette inscription existe déjà : une par personne.'),
        ),
        migrations.AddConstraint(
            model_name='inscription',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('etat', 'offerte'), _negated=True), ('offre_jusquau__isnull', False), _connector='OR'), name='inscription_offre_datee', violation_error_message="Une place offerte l'est jusqu'à une date."),
        ),
        migrations.AddConstraint(
            model_name='inscription',
            constraint=models.CheckConstraint(condition=models.Q(('depuis__gte', models.F('demandee_le'))), name='inscription_depuis', violation_error_message="Une inscription ne change pas avant d'avoir été demandée."),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inscription',
            trigger=pgtrigger.compiler.Trigger(name='inscription_places', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (NEW."etat" IN (\'inscrite\', \'offerte\', \'en-attente\'))', declare='DECLARE les_places integer; prises integer;', func="\n                    IF (SELECT nature FROM promotions_rencontre WHERE id = NEW.rencontre_id)\n                    <> 'visite' THEN\n                        RETURN NEW;\n                    END IF;\n                    -- One at a time per visite, so that two cannot take the last seat together.\n                    SELECT places INTO les_places FROM animation_visite\n                    WHERE rencontre_id = NEW.rencontre_id FOR UPDATE;\n                    IF NOT FOUND THEN\n                        RAISE EXCEPTION 'Les inscriptions à cette visite ne sont pas ouvertes.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_inscription_ouverte';\n                    END IF;\n                    SELECT count(*) INTO prises FROM animation_inscription\n                    WHERE rencontre_id = NEW.rencontre_id AND id <> NEW.id\n                    AND etat IN ('inscrite', 'offerte');\n                    IF NEW.etat <> 'en-attente' AND prises >= les_places THEN\n                        RAISE EXCEPTION\n                            'Les % places de cette visite sont prises ou offertes.', les_places\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_inscription_places';\n                    END IF;\n                    RETURN NEW;\n                ", hash='ea5aabc979f25d43f8b1c61794422010e867929e', operation='INSERT OR UPDATE OF "etat", "rencontre_id"', pgid='pgtrigger_inscription_places_8b057', table='animation_inscription', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inscription',
            trigger=pgtrigger.compiler.Trigger(name='inscription_histoire', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF OLD.etat IN ('retiree', 'declinee', 'expiree')\n                    OR NEW.rencontre_id <> OLD.rencontre_id\n                    OR NEW.personne_id <> OLD.personne_id THEN\n                        RAISE EXCEPTION\n                            'Cette inscription a pris fin : une nouvelle la remplace.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_inscription_histoire';\n                    END IF;\n                    RETURN NEW;\n                ", hash='941c53a28cd8213703b077e82a05da2eda7d4cb2', operation='UPDATE OF "etat", "rencontre_id", "personne_id"', pgid='pgtrigger_inscription_histoire_9ac90', table='animation_inscription', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='journeeconclusive',
            constraint=models.CheckConstraint(condition=models.Q(('publiee_le', None), models.Q(('synthese', ''), _negated=True), _connector='OR'), name='journee_synthese_publiee', violation_error_message='Écrivez la synthèse avant de la publier.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='journeeconclusive',
            trigger=pgtrigger.compiler.Trigger(name='journee_nature', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF (SELECT nature FROM promotions_rencontre WHERE id = NEW.rencontre_id)\n                    <> 'journee' THEN\n                        RAISE EXCEPTION 'Cette rencontre n''est pas une journée conclusive.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_journee_nature';\n                    END IF;\n                    RETURN NEW;\n                ", hash='5fcc98c9570698b869ffb0fd52e753e764db8cee', operation='INSERT OR UPDATE OF "rencontre_id"', pgid='pgtrigger_journee_nature_6b26e', table='animation_journeeconclusive', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='journeeconclusive',
            trigger=pgtrigger.compiler.Trigger(name='journee_places_tenues', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE prises integer;', func="\n                    SELECT count(*) INTO prises FROM animation_inviteexterne\n                    WHERE journee_id = NEW.id;\n                    IF NEW.places_invites < prises THEN\n                        RAISE EXCEPTION\n                            'Il y a déjà % invités inscrits : gardez-leur une place.', prises\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_journee_places';\n                    END IF;\n                    RETURN NEW;\n                ", hash='15c9dc8043a6d743bd0e39fad32b3844b0ede767', operation='UPDATE OF "places_invites"', pgid='pgtrigger_journee_places_tenues_7f66c', table='animation_journeeconclusive', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='inviteexterne',
            constraint=models.UniqueConstraint(fields=('journee', 'email'), name='invite_externe_une_fois', violation_error_message='Cette adresse est déjà inscrite à la journée.'),
        ),
        migrations.AddConstraint(
            model_name='inviteexterne',
            constraint=models.CheckConstraint(condition=models.Q(('email', django.db.models.functions.text.Lower(models.F('email')))), name='invite_externe_email', violation_error_message="Une adresse électronique s'écrit en minuscules."),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='inviteexterne',
            trigger=pgtrigger.compiler.Trigger(name='invite_externe_places', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE les_places integer;', func="\n                    -- One at a time per journée, so that two cannot take the last seat together.\n                    SELECT places_invites INTO les_places FROM animation_journeeconclusive\n                    WHERE id = NEW.journee_id FOR UPDATE;\n                    IF (SELECT count(*) FROM animation_inviteexterne\n                        WHERE journee_id = NEW.journee_id) >= les_places THEN\n                        RAISE EXCEPTION\n                            'Toutes les places des invités sont prises ; écrivez à l''équipe.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_invite_externe_places';\n                    END IF;\n                    RETURN NEW;\n                ", hash='0e49aa1de73fd904bdf125e975c2b6298348a2bd', operation='INSERT', pgid='pgtrigger_invite_externe_places_0b5e9', table='animation_inviteexterne', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='lignecodev',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.GreaterThan(django.db.models.functions.text.Length('texte'), 0), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('texte'), 2000)), name='ligne_codev_longueur', violation_error_message='Une ligne compte de 1 à 2 000 signes.'),
        ),
        migrations.AddConstraint(
            model_name='pageapartager',
            constraint=models.UniqueConstraint(fields=('rencontre', 'binome'), name='page_a_partager_unique', violation_error_message='Votre page à partager existe déjà.'),
        ),
        migrations.AddConstraint(
            model_name='pageapartager',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('texte'), 4000), name='page_a_partager_longueur', violation_error_message='Ce texte compte 4 000 signes au plus.'),
        ),
        migrations.AddConstraint(
            model_name='liendepartage',
            constraint=models.UniqueConstraint(fields=('empreinte_jeton',), name='lien_de_partage_unique', violation_error_message='Ce lien existe déjà.'),
        ),
        migrations.AddConstraint(
            model_name='liendepartage',
            constraint=models.CheckConstraint(condition=models.Q(('expire_le__gt', models.F('cree_le'))), name='lien_de_partage_dates', violation_error_message='Un lien expire après avoir été créé.'),
        ),
        migrations.AddConstraint(
            model_name='destinatairedepartage',
            constraint=models.CheckConstraint(condition=models.Q(('nom', ''), _negated=True), name='destinataire_de_partage_nom', violation_error_message='Dites à qui vous avez partagé cette page.'),
        ),
        migrations.AddConstraint(
            model_name='pitch',
            constraint=models.UniqueConstraint(deferrable=django.db.models.constraints.Deferrable['DEFERRED'], fields=('promotion', 'ordre'), name='pitch_ordre_unique', violation_error_message='Deux pitchs passeraient en même temps.'),
        ),
        migrations.AddConstraint(
            model_name='pitch',
            constraint=models.CheckConstraint(condition=models.Q(('ordre__gte', 1)), name='pitch_ordre', violation_error_message="L'ordre de passage commence à 1."),
        ),
        migrations.AddConstraint(
            model_name='pitch',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('points'), 4000), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('demande'), 4000)), name='pitch_longueur', violation_error_message='La fiche du pitch compte 4 000 signes au plus par partie.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='pitch',
            trigger=pgtrigger.compiler.Trigger(name='pitch_meme_promotion', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NEW.promotion_id <> (\n                        SELECT promotion_id FROM promotions_binome WHERE id = NEW.binome_id\n                    ) THEN\n                        RAISE EXCEPTION 'Ce binôme est d''une autre promotion.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_pitch_meme_promotion';\n                    END IF;\n                    RETURN NEW;\n                ", hash='d4e878b6693c63106b349c5f984981e11537751e', operation='INSERT OR UPDATE OF "promotion_id", "binome_id"', pgid='pgtrigger_pitch_meme_promotion_b014f', table='animation_pitch', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='placecodev',
            constraint=models.UniqueConstraint(fields=('rencontre', 'binome'), name='place_codev_un_groupe', violation_error_message='Un binôme est dans un seul groupe de la session.'),
        ),
        migrations.AddConstraint(
            model_name='placecodev',
            constraint=models.UniqueConstraint(fields=('atelier', 'place'), name='place_codev_unique', violation_error_message='Cette place du groupe est prise.'),
        ),
        migrations.AddConstraint(
            model_name='placecodev',
            constraint=models.CheckConstraint(condition=models.Q(('place__range', (1, 4))), name='place_codev_quatre', violation_error_message='Un groupe compte quatre binômes au plus.'),
        ),
        migrations.AddConstraint(
            model_name='placecodev',
            constraint=models.UniqueConstraint(condition=models.Q(('expose', True)), fields=('atelier',), name='place_codev_un_expose', violation_error_message='Un seul binôme expose sa situation dans un groupe.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='placecodev',
            trigger=pgtrigger.compiler.Trigger(name='place_codev_meme_session', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM animation_ateliercodev a\n                        JOIN promotions_rencontre r ON r.id = a.rencontre_id\n                        JOIN promotions_binome b ON b.promotion_id = r.promotion_id\n                        WHERE a.id = NEW.atelier_id AND r.id = NEW.rencontre_id\n                        AND b.id = NEW.binome_id\n                    ) THEN\n                        RAISE EXCEPTION\n                            'Un groupe réunit des binômes de la promotion, pour une session.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_place_codev_meme_session';\n                    END IF;\n                    RETURN NEW;\n                ", hash='5ab69555afc784b09b4dbbd260532cb2029f39ea', operation='INSERT OR UPDATE', pgid='pgtrigger_place_codev_meme_session_29c2f', table='animation_placecodev', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='presence',
            index=models.Index(fields=['participation', 'rencontre'], name='presence_de'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.UniqueConstraint(fields=('rencontre', 'participation', 'moment'), name='presence_unique', violation_error_message='Cette présence est déjà notée.'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('etat', 'excuse'), models.Q(('motif', ''), _negated=True)), models.Q(models.Q(('etat', 'excuse'), _negated=True), ('motif', '')), _connector='OR'), name='presence_motif', violation_error_message='Une excuse porte son motif.'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.CheckConstraint(condition=models.Q(('etat', 'present'), ('a_distance', False), _connector='OR'), name='presence_a_distance', violation_error_message='On n’est à distance que si l’on participe.'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.CheckConstraint(condition=models.Q(('a_distance', True), ('moyen', ''), _connector='OR'), name='presence_moyen', violation_error_message='Un moyen ne se dit que pour qui participe à distance.'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('etat', 'present'), _negated=True), ('rattrape_le', None), _connector='OR'), name='presence_rattrapage', violation_error_message='Qui était là n’a rien à rattraper.'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('empreinte', ''), ('nom_signe', ''), ('signee_le', None)), models.Q(('etat', 'present'), ('signee_le__isnull', False), models.Q(('nom_signe', ''), _negated=True), models.Q(('empreinte', ''), _negated=True)), _connector='OR'), name='presence_signature', violation_error_message='Une signature porte son nom, son instant, son empreinte.'),
        ),
        migrations.AddConstraint(
            model_name='presence',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('contresignee_le', None), ('contresignee_par', None), ('empreinte_contresignee', ''), ('nom_contresigne', '')), models.Q(('contresignee_le__isnull', False), ('contresignee_par__isnull', False), ('signee_le__isnull', False), models.Q(('nom_contresigne', ''), _negated=True), models.Q(('empreinte_contresignee', ''), _negated=True)), _connector='OR'), name='presence_contresignature', violation_error_message='On ne contresigne que ce qui est signé.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='presence',
            trigger=pgtrigger.compiler.Trigger(name='presence_a_sa_place', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE r record; la_promotion bigint;', func="\n                    SELECT b.promotion_id INTO la_promotion FROM promotions_participation a\n                    JOIN promotions_binome b ON b.id = a.binome_id\n                    WHERE a.id = NEW.participation_id;\n                    SELECT c.promotion_id, c.annulee_le,\n                        (c.debut AT TIME ZONE 'Europe/Paris')::date AS jour,\n                        'demi-journees' = ANY (p.options) AS par_demi_journee INTO r\n                    FROM promotions_rencontre c\n                    JOIN promotions_promotion o ON o.id = c.promotion_id\n                    JOIN promotions_parcours p ON p.id = o.parcours_id\n                    WHERE c.id = NEW.rencontre_id;\n                    IF r.promotion_id <> la_promotion THEN\n                        RAISE EXCEPTION 'Cette personne est d''une autre promotion.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_presence_promotion';\n                    END IF;\n                    IF r.par_demi_journee <> (NEW.moment <> 'rencontre') THEN\n                        RAISE EXCEPTION 'La présence se note par demi-journée, ou pour la '\n                            'rencontre entière, selon le parcours.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_presence_moment';\n                    END IF;\n                    IF NEW.etat <> 'excuse'\n                        AND (NEW.saisie_le AT TIME ZONE 'Europe/Paris')::date < r.jour THEN\n                        RAISE EXCEPTION\n                            'La présence se note à partir du jour de la rencontre.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_presence_trop_tot';\n                    END IF;\n                    RETURN NEW;\n                ", hash='235909c5627107bb5e8af87f9d788a80dd8a437c', operation='INSERT OR UPDATE', pgid='pgtrigger_presence_a_sa_place_7f02d', table='animation_presence', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='presence',
            trigger=pgtrigger.compiler.Trigger(name='presence_signee_gardee', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF OLD.contresignee_le IS NOT NULL THEN\n                        RAISE EXCEPTION 'Cette présence est contresignée : elle ne change plus.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_presence_contresignee';\n                    END IF;\n                    IF OLD.signee_le IS NOT NULL AND (TG_OP = 'DELETE' OR\n                        (NEW.rencontre_id, NEW.participation_id, NEW.moment, NEW.etat,\n                         NEW.a_distance, NEW.moyen, NEW.nom_signe, NEW.signee_le, NEW.empreinte)\n                        IS DISTINCT FROM\n                        (OLD.rencontre_id, OLD.participation_id, OLD.moment, OLD.etat,\n                         OLD.a_distance, OLD.moyen, OLD.nom_signe, OLD.signee_le, OLD.empreinte)\n                    ) THEN\n                        RAISE EXCEPTION 'Cette présence est signée : elle ne change plus.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_presence_signee';\n                    END IF;\n                    IF TG_OP = 'DELETE' THEN\n                        RETURN OLD;\n                    END IF;\n                    RETURN NEW;\n                ", hash='6bfc351753a10980a91d85053b9d59c2cd33b897', operation='UPDATE OR DELETE', pgid='pgtrigger_presence_signee_gardee_593be', table='animation_presence', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='questionposee',
            constraint=models.CheckConstraint(condition=models.Q(('texte', ''), _negated=True), name='question_texte', violation_error_message='Écrivez votre question.'),
        ),
        migrations.AddConstraint(
            model_name='questionposee',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('auteur__isnull', False), ('auteur_dit', '')), ('auteur', None), _connector='OR'), name='question_auteur', violation_error_message='Une question a un seul auteur.'),
        ),
        migrations.AddConstraint(
            model_name='questionposee',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('en_direct', False), ('repondue_le', None), ('reponse', '')), models.Q(('repondue_le__isnull', False), models.Q(('en_direct', True), models.Q(('reponse', ''), _negated=True), _connector='OR')), _connector='OR'), name='question_repondue', violation_error_message='Une réponse est donnée en direct ou par écrit.'),
        ),
        migrations.AddConstraint(
            model_name='questionposee',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cachee_le', None), ('motif', '')), models.Q(('cachee_le__isnull', False), models.Q(('motif', ''), _negated=True)), _connector='OR'), name='question_cachee_motivee', violation_error_message='Dites pourquoi la question est cachée.'),
        ),
        migrations.AddConstraint(
            model_name='questionposee',
            constraint=models.UniqueConstraint(condition=models.Q(('auteur', None)), fields=('rencontre', 'auteur_dit', 'texte'), name='question_reprise_une_fois', violation_error_message='Cette question est déjà reprise de la salle.'),
        ),
        migrations.AddConstraint(
            model_name='rapportdevisite',
            constraint=models.CheckConstraint(condition=models.Q(('texte', ''), _negated=True), name='rapport_de_visite_texte', violation_error_message='Écrivez ce que vous en rapportez, même en une phrase.'),
        ),
        migrations.AddConstraint(
            model_name='reaction',
            constraint=models.CheckConstraint(condition=models.Q(('texte', ''), _negated=True), name='reaction_texte', violation_error_message='Écrivez votre réaction.'),
        ),
        migrations.AddConstraint(
            model_name='reaction',
            constraint=models.CheckConstraint(condition=models.Q(('auteur', None), ('nom', ''), _connector='OR'), name='reaction_auteur', violation_error_message='Une personne connue signe de son compte.'),
        ),
        migrations.AddConstraint(
            model_name='reaction',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('masquee_le', None), ('masquee_par', None)), models.Q(('masquee_le__isnull', False), ('masquee_par__isnull', False)), _connector='OR'), name='reaction_masquee', violation_error_message='Une réaction masquée dit quand et par qui.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reaction',
            trigger=pgtrigger.compiler.Trigger(name='reaction_sur_le_moment', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    -- Shared, so that closing waits for those being written.\n                    PERFORM 1 FROM animation_tourdepitchs t\n                    JOIN animation_pitch p ON p.promotion_id = t.promotion_id\n                    WHERE p.id = NEW.pitch_id AND t.ouvert_le IS NOT NULL AND t.clos_le IS NULL\n                    FOR SHARE OF t;\n                    IF NOT FOUND THEN\n                        RAISE EXCEPTION\n                            'Les réactions à ce pitch ne sont pas ouvertes.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_reaction_ouverte';\n                    END IF;\n                    RETURN NEW;\n                ", hash='5cc8488eea4d7b9159fcc2f4e82eb5a686710536', operation='INSERT', pgid='pgtrigger_reaction_sur_le_moment_e2350', table='animation_reaction', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='reaction',
            trigger=pgtrigger.compiler.Trigger(name='reaction_ecrite_une_fois', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."pitch_id" IS DISTINCT FROM (NEW."pitch_id") OR OLD."auteur_id" IS DISTINCT FROM (NEW."auteur_id") OR OLD."nom" IS DISTINCT FROM (NEW."nom") OR OLD."texte" IS DISTINCT FROM (NEW."texte") OR OLD."ecrite_le" IS DISTINCT FROM (NEW."ecrite_le"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='6184309c23af9f0ef4f7bd0b564eea401ef9f9c3', operation='UPDATE', pgid='pgtrigger_reaction_ecrite_une_fois_67507', table='animation_reaction', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='sousgroupe',
            constraint=models.UniqueConstraint(fields=('rencontre', 'ordre'), name='sous_groupe_ordre_unique', violation_error_message='Deux sous-groupes ont le même rang.'),
        ),
        migrations.AddConstraint(
            model_name='sousgroupe',
            constraint=models.CheckConstraint(condition=models.Q(('nom', ''), _negated=True), name='sous_groupe_nom', violation_error_message='Nommez chaque sous-groupe.'),
        ),
        migrations.AddConstraint(
            model_name='membredesousgroupe',
            constraint=models.UniqueConstraint(fields=('rencontre', 'participation'), name='membre_de_sous_groupe_unique', violation_error_message='Chacun est dans un seul sous-groupe.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='membredesousgroupe',
            trigger=pgtrigger.compiler.Trigger(name='membre_de_sous_groupe_coherent', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM animation_sousgroupe g\n                        JOIN promotions_rencontre r ON r.id = g.rencontre_id\n                        JOIN promotions_binome b ON b.promotion_id = r.promotion_id\n                        JOIN promotions_participation p ON p.binome_id = b.id\n                        WHERE g.id = NEW.sous_groupe_id AND r.id = NEW.rencontre_id\n                        AND p.id = NEW.participation_id\n                    ) THEN\n                        RAISE EXCEPTION\n                            'Un sous-groupe réunit des participants de la promotion.'\n                        USING ERRCODE = '23514',\n                        CONSTRAINT = 'regle_membre_de_sous_groupe_coherent';\n                    END IF;\n                    RETURN NEW;\n                ", hash='a391cef2b9a75c7af30074009f24c55743113ffc', operation='INSERT OR UPDATE', pgid='pgtrigger_membre_de_sous_groupe_coherent_53167', table='animation_membredesousgroupe', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='soutien',
            constraint=models.UniqueConstraint(fields=('question', 'personne'), name='soutien_unique', violation_error_message='Vous soutenez déjà cette question.'),
        ),
        migrations.AddConstraint(
            model_name='sujet',
            constraint=models.UniqueConstraint(condition=models.Q(('retire_le', None)), fields=('promotion', 'titre'), name='sujet_unique', violation_error_message='Ce sujet est déjà proposé.'),
        ),
        migrations.AddConstraint(
            model_name='sujet',
            constraint=models.CheckConstraint(condition=models.Q(('titre', ''), _negated=True), name='sujet_titre', violation_error_message='Dites le sujet en une phrase.'),
        ),
        migrations.AddConstraint(
            model_name='scrutin',
            constraint=models.CheckConstraint(condition=models.Q(('ferme_le__gt', models.F('ouvre_le'))), name='scrutin_dates', violation_error_message='Un vote ferme après avoir ouvert.'),
        ),
        migrations.AddConstraint(
            model_name='scrutin',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('confirme_le', None), ('retenu', None)), models.Q(('confirme_le__gte', models.F('ferme_le')), ('retenu__isnull', False)), _connector='OR'), name='scrutin_confirme_apres', violation_error_message='Le sujet se confirme une fois le vote fermé.'),
        ),
        migrations.AddConstraint(
            model_name='bulletin',
            constraint=models.UniqueConstraint(fields=('scrutin', 'votant'), name='bulletin_unique', violation_error_message='Vous avez déjà voté : votre voix compte une fois.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='bulletin',
            trigger=pgtrigger.compiler.Trigger(name='bulletin_regles', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE le_scrutin animation_scrutin%ROWTYPE;', func="\n                    -- Shared: the dates cannot change while a ballot is put in.\n                    SELECT * INTO le_scrutin FROM animation_scrutin\n                    WHERE id = NEW.scrutin_id FOR SHARE;\n                    IF NEW.depose_le < le_scrutin.ouvre_le THEN\n                        RAISE EXCEPTION 'Le vote n''est pas encore ouvert.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_bulletin_avant';\n                    END IF;\n                    IF NEW.depose_le >= le_scrutin.ferme_le THEN\n                        RAISE EXCEPTION 'Le vote est fermé.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_bulletin_apres';\n                    END IF;\n                    IF NOT EXISTS (\n                        SELECT 1 FROM promotions_participation p\n                        JOIN promotions_binome b ON b.id = p.binome_id\n                        WHERE p.personne_id = NEW.votant_id AND p.jusqua IS NULL\n                        AND b.promotion_id = le_scrutin.promotion_id\n                    ) THEN\n                        RAISE EXCEPTION 'Les catalyseurs de la promotion votent.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_bulletin_votant';\n                    END IF;\n                    IF NOT EXISTS (\n                        SELECT 1 FROM animation_sujet s\n                        WHERE s.id = NEW.sujet_id AND s.retire_le IS NULL\n                        AND s.promotion_id = le_scrutin.promotion_id\n                    ) THEN\n                        RAISE EXCEPTION 'Ce sujet n''est pas proposé au vote.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_bulletin_sujet';\n                    END IF;\n                    RETURN NEW;\n                ", hash='95e0fb5e6593b9983798672c225c815a18890279', operation='INSERT OR UPDATE OF "sujet_id", "scrutin_id", "votant_id", "depose_le"', pgid='pgtrigger_bulletin_regles_c188a', table='animation_bulletin', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='support',
            constraint=models.CheckConstraint(condition=models.Q(('titre', ''), _negated=True), name='support_titre', violation_error_message='Nommez ce support.'),
        ),
        migrations.AddConstraint(
            model_name='support',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('lien', ''), ('fichier__isnull', False)), models.Q(models.Q(('lien', ''), _negated=True), ('fichier__isnull', True)), _connector='OR'), name='support_lien_ou_fichier', violation_error_message='Un support est un lien ou un fichier, pas les deux.'),
        ),
        migrations.AddConstraint(
            model_name='synthese',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('corrigee_le', None), ('publiee_le', None), ('publiee_par', None)), models.Q(('publiee_le__isnull', False), ('publiee_par__isnull', False)), _connector='OR'), name='synthese_publiee_par', violation_error_message='Une synthèse publiée dit quand et par qui.'),
        ),
        migrations.AddConstraint(
            model_name='synthese',
            constraint=models.CheckConstraint(condition=models.Q(django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('texte'), 40000), django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('pour_l_exterieur'), 40000)), name='synthese_longueur', violation_error_message='Une synthèse compte 40 000 signes au plus.'),
        ),
        migrations.AddConstraint(
            model_name='tourdepitchs',
            constraint=models.UniqueConstraint(fields=('code',), name='tour_code_unique', violation_error_message='Ce code sert déjà : tirez-en un autre.'),
        ),
        migrations.AddConstraint(
            model_name='tourdepitchs',
            constraint=models.CheckConstraint(condition=models.Q(('clos_le', None), models.Q(('clos_le__gte', models.F('ouvert_le')), ('ouvert_le__isnull', False)), _connector='OR'), name='tour_clos_apres_ouvert', violation_error_message="Les réactions se closent après s'être ouvertes."),
        ),
        migrations.AddConstraint(
            model_name='visite',
            constraint=models.CheckConstraint(condition=models.Q(('places__gte', 1)), name='visite_places', violation_error_message='Une visite accueille au moins une personne.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='visite',
            trigger=pgtrigger.compiler.Trigger(name='visite_nature', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF (SELECT nature FROM promotions_rencontre WHERE id = NEW.rencontre_id)\n                    <> 'visite' THEN\n                        RAISE EXCEPTION 'Cette rencontre n''est pas une visite.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_visite_nature';\n                    END IF;\n                    RETURN NEW;\n                ", hash='b8e119c2d388eaa0442d613f6f9ffce418cea53d', operation='INSERT OR UPDATE OF "rencontre_id"', pgid='pgtrigger_visite_nature_ca693', table='animation_visite', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='visite',
            trigger=pgtrigger.compiler.Trigger(name='visite_places_tenues', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE prises integer;', func="\n                    SELECT count(*) INTO prises FROM animation_inscription\n                    WHERE rencontre_id = NEW.rencontre_id AND etat IN ('inscrite', 'offerte');\n                    IF NEW.places < prises THEN\n                        RAISE EXCEPTION\n                            'Il y a déjà % places prises ou offertes : gardez-en autant.', prises\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_visite_places';\n                    END IF;\n                    RETURN NEW;\n                ", hash='4f9b32bfe9c1589922e45c9e30a311d2b7a9e6ff', operation='UPDATE OF "places"', pgid='pgtrigger_visite_places_tenues_a0f1b', table='animation_visite', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='volontaire',
            constraint=models.UniqueConstraint(condition=models.Q(('fini_le', None), ('nomme_le__isnull', False)), fields=('promotion',), name='volontaire_un_seul', violation_error_message='La communauté a déjà son volontaire : remplacez-le.'),
        ),
        migrations.AddConstraint(
            model_name='volontaire',
            constraint=models.UniqueConstraint(condition=models.Q(('fini_le', None)), fields=('participation',), name='volontaire_une_fois', violation_error_message="Cette personne s'est déjà proposée."),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='volontaire',
            trigger=pgtrigger.compiler.Trigger(name='volontaire_de_la_promotion', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM promotions_participation p\n                        JOIN promotions_binome b ON b.id = p.binome_id\n                        WHERE p.id = NEW.participation_id AND p.jusqua IS NULL\n                        AND b.promotion_id = NEW.promotion_id\n                    ) THEN\n                        RAISE EXCEPTION\n                            'Le volontaire est un des catalyseurs de la promotion.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_volontaire_de_la_promotion';\n                    END IF;\n                    RETURN NEW;\n                ", hash='40396589158940a710d4c11700b5f28874414d6d', operation='INSERT OR UPDATE OF "promotion_id", "participation_id"', pgid='pgtrigger_volontaire_de_la_promotion_3edfe', table='animation_volontaire', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='chapitre',
            constraint=models.UniqueConstraint(fields=('webinaire', 'seconde'), name='chapitre_unique', violation_error_message='Deux chapitres commencent au même moment.'),
        ),
    ]
