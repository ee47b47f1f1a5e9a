import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import parcours.travaux.models.versions
import pgtrigger.compiler
import pgtrigger.migrations
import rameau.commun.recherche
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('commun', '0001_initial'),
        ('promotions', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Remarque',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.SlugField(max_length=40, verbose_name='section')),
                ('citation', models.CharField(blank=True, max_length=500, verbose_name='passage cité')),
                ('texte', models.TextField(verbose_name='remarque')),
                ('ecrite_le', models.DateTimeField(verbose_name='écrite le')),
            ],
            options={
                'ordering': ['retour_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ChoixAlumni',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('coordonnees', models.BooleanField(verbose_name='coordonnées visibles des alumni')),
                ('entraide', models.BooleanField(default=False, verbose_name='peut être appelé par les promotions suivantes')),
                ('travaux', models.CharField(choices=[('promotion', 'la promotion seulement'), ('garder', 'ceux avec qui nous les avons partagés')], max_length=10, verbose_name='travaux lus par')),
                ('fait_le', models.DateTimeField(verbose_name='fait le')),
                ('participation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='choix_alumni', to='promotions.participation')),
            ],
            options={
                'ordering': ['participation_id', '-fait_le', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Element',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nature', models.CharField(choices=[('action-entreprise', 'action entreprise'), ('frein', 'frein'), ('question', 'question'), ('objectif', 'objectif'), ('action-prevue', 'action prévue'), ('jalon', 'jalon')], max_length=20, verbose_name='nature')),
                ('ordre', models.PositiveSmallIntegerField(verbose_name='ordre')),
                ('titre', models.CharField(max_length=200, verbose_name='en une phrase')),
                ('detail', models.TextField(blank=True, verbose_name="ce qu'il faut en savoir")),
                ('porteur', models.CharField(blank=True, max_length=160, verbose_name='qui porte')),
                ('debut', models.DateField(blank=True, null=True, verbose_name='à partir du')),
                ('fin', models.DateField(blank=True, null=True, verbose_name="jusqu'au")),
                ('moyens', models.TextField(blank=True, verbose_name='avec quels moyens')),
                ('indicateur', models.CharField(blank=True, max_length=240, verbose_name="ce qui dira que l'on avance")),
                ('etat', models.CharField(choices=[('a-lancer', 'à lancer'), ('en-cours', 'en cours'), ('faite', 'faite'), ('abandonnee', 'abandonnée')], default='a-lancer', max_length=10, verbose_name='état')),
                ('etiquettes', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=60), blank=True, default=list, size=None, verbose_name='étiquettes')),
                ('repris_le', models.DateTimeField(null=True, verbose_name="repris d'un travail précédent le")),
                ('retire_le', models.DateTimeField(null=True, verbose_name='retiré le')),
                ('revision', models.PositiveIntegerField(default=0, verbose_name='révision')),
                ('issu_de', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='suites', to='travaux.element')),
            ],
            options={
                'ordering': ['livrable_id', 'nature', 'ordre', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Contribution',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('partenaire', models.CharField(max_length=160, verbose_name='partenaire')),
                ('donne', models.CharField(blank=True, max_length=240, verbose_name="ce qu'il donne")),
                ('recoit', models.CharField(blank=True, max_length=240, verbose_name="ce qu'il reçoit")),
                ('element', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contributions', to='travaux.element')),
            ],
            options={
                'ordering': ['element_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Livrable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nature', models.CharField(choices=[('bilan', 'bilan'), ('plan', 'plan de mise en œuvre'), ('feuille-de-route', 'feuille de route')], max_length=20, verbose_name='nature')),
                ('titre', models.CharField(max_length=120, verbose_name='titre')),
                ('du_le', models.DateField(verbose_name='attendu le')),
                ('remis_le', models.DateTimeField(null=True, verbose_name='remis le')),
                ('partage_avant_remise', models.PositiveSmallIntegerField(choices=[(0, 'le binôme'), (1, "le coach et l'équipe"), (2, 'la promotion'), (3, 'le comité de pilotage'), (4, 'le réseau'), (5, 'tout le monde')], null=True, verbose_name='partagée, avant la remise, avec')),
                ('binome', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='livrables', to='promotions.binome')),
                ('etape', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='livrables', to='promotions.etape')),
                ('remis_par', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='remis par')),
            ],
            options={
                'ordering': ['binome_id', 'etape_id'],
            },
        ),
        migrations.AddField(
            model_name='element',
            name='livrable',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='elements', to='travaux.livrable'),
        ),
        migrations.CreateModel(
            name='PieceJointe',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('section', models.SlugField(blank=True, max_length=40, verbose_name='section')),
                ('jointe_le', models.DateTimeField(verbose_name='jointe le')),
                ('retiree_le', models.DateTimeField(null=True, verbose_name='retirée le')),
                ('fichier', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='piece_jointe', to='commun.fichier')),
                ('jointe_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='jointe par')),
                ('livrable', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pieces', to='travaux.livrable')),
            ],
            options={
                'ordering': ['livrable_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Prolongation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('du_le_avant', models.DateField(verbose_name='attendu avant le')),
                ('du_le', models.DateField(verbose_name='attendu maintenant le')),
                ('raison', models.CharField(max_length=240, verbose_name='raison')),
                ('accordee_le', models.DateTimeField(verbose_name='accordée le')),
                ('accordee_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='accordée par')),
                ('livrable', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='prolongations', to='travaux.livrable')),
            ],
            options={
                'ordering': ['livrable_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Regroupement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('titre', models.CharField(max_length=160, verbose_name='nom du regroupement')),
                ('constat', models.TextField(blank=True, max_length=4000, verbose_name='ce que nous en retenons')),
                ('cree_le', models.DateTimeField(verbose_name='créé le')),
                ('publie_le', models.DateTimeField(blank=True, null=True, verbose_name='publié le')),
                ('promotion', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='regroupements', to='promotions.promotion')),
            ],
            options={
                'ordering': ['titre', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Rattachement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('element', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='rattachement', to='travaux.element')),
                ('regroupement', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rattachements', to='travaux.regroupement')),
            ],
            options={
                'ordering': ['regroupement_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Merci',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dit_le', models.DateTimeField(verbose_name='dit le')),
                ('dit_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='dit par')),
                ('remarque', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='merci', to='travaux.remarque')),
            ],
            options={
                'ordering': ['remarque_id'],
            },
        ),
        migrations.CreateModel(
            name='Retour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nature', models.CharField(choices=[('miroir', 'regard miroir')], default='miroir', max_length=10, verbose_name='nature')),
                ('mot', models.TextField(blank=True, verbose_name="mot d'ensemble")),
                ('ouvert_le', models.DateTimeField(verbose_name='ouvert le')),
                ('envoye_le', models.DateTimeField(null=True, verbose_name='envoyé le')),
                ('auteur', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retours', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['version_id', 'pk'],
            },
        ),
        migrations.AddField(
            model_name='remarque',
            name='retour',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='remarques', to='travaux.retour'),
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.SlugField(max_length=40, verbose_name='section')),
                ('texte', models.TextField(blank=True, verbose_name='texte')),
                ('revision', models.PositiveIntegerField(default=0, verbose_name='révision')),
                ('modifiee_le', models.DateTimeField(null=True, verbose_name='modifiée le')),
                ('livrable', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sections', to='travaux.livrable')),
                ('modifiee_par', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='modifiée par')),
            ],
            options={
                'ordering': ['livrable_id', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='TexteGarde',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(verbose_name='révision')),
                ('texte', models.TextField(blank=True, verbose_name='texte')),
                ('ecrit_le', models.DateTimeField(verbose_name='écrit le')),
                ('ecrit_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='écrit par')),
                ('section', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='textes_gardes', to='travaux.section')),
            ],
            options={
                'ordering': ['section_id', '-revision'],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('numero', models.PositiveSmallIntegerField(verbose_name='numéro')),
                ('motif', models.CharField(choices=[('partage', 'partagée pendant le travail'), ('remise', 'remise pour la session')], max_length=10, verbose_name='motif')),
                ('contenu', models.JSONField(verbose_name='contenu')),
                ('empreinte', models.CharField(max_length=64, verbose_name='empreinte')),
                ('figee_le', models.DateTimeField(verbose_name='figée le')),
                ('partage', models.PositiveSmallIntegerField(choices=[(0, 'le binôme'), (1, "le coach et l'équipe"), (2, 'la promotion'), (3, 'le comité de pilotage'), (4, 'le réseau'), (5, 'tout le monde')], verbose_name='partagée avec')),
                ('retenues', models.JSONField(default=parcours.travaux.models.versions.sans_retenue, verbose_name='parties retenues')),
                ('document', models.GeneratedField(db_persist=True, expression=django.contrib.postgres.search.SearchVector(rameau.commun.recherche.Plie(django.db.models.functions.text.Concat(parcours.travaux.models.versions.Paroles('contenu', models.Value('$.titre'), 'retenues'), models.Value(' '), parcours.travaux.models.versions.Paroles('contenu', models.Value('$.sections[*] ? (!(@.code == $sections.keyvalue().key)).texte'), 'retenues'), models.Value(' '), parcours.travaux.models.versions.Paroles('contenu', models.Value('$.elements[*] ? (!(@.nature == $.sections[*] ? (@.code == $sections.keyvalue().key).elements)).titre'), 'retenues'), models.Value(' '), parcours.travaux.models.versions.Paroles('contenu', models.Value('$.elements[*] ? (!(@.nature == $.sections[*] ? (@.code == $sections.keyvalue().key).elements)).detail'), 'retenues'), models.Value(' '), parcours.travaux.models.versions.Paroles('contenu', models.Value('$.elements[*] ? (!(@.nature == $.sections[*] ? (@.code == $sections.keyvalue().key).elements)).etiquettes[*]'), 'retenues'), models.Value(' '), output_field=models.TextField())), config='french'), output_field=django.contrib.postgres.search.SearchVectorField(), verbose_name='mots à chercher')),
                ('figee_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='figée par')),
                ('livrable', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='travaux.livrable')),
            ],
            options={
                'ordering': ['livrable_id', '-numero'],
            },
        ),
        migrations.CreateModel(
            name='Suivi',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mois', models.PositiveSmallIntegerField(choices=[(6, '6 mois'), (12, '12 mois'), (24, '24 mois'), (36, '36 mois')], verbose_name='mois après la fin')),
                ('action', models.BigIntegerField(verbose_name='action')),
                ('etat', models.CharField(choices=[('a-lancer', 'à lancer'), ('en-cours', 'en cours'), ('faite', 'faite'), ('abandonnee', 'abandonnée')], max_length=10, verbose_name='état')),
                ('mot', models.TextField(blank=True, verbose_name='un mot')),
                ('mesure', models.CharField(blank=True, max_length=240, verbose_name="ce que dit l'indicateur")),
                ('revision', models.PositiveIntegerField(default=0, verbose_name='révision')),
                ('ecrit_le', models.DateTimeField(verbose_name='écrit le')),
                ('ecrit_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='écrit par')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='suivis', to='travaux.version')),
            ],
            options={
                'ordering': ['version_id', 'action', 'mois'],
            },
        ),
        migrations.AddField(
            model_name='retour',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='retours', to='travaux.version'),
        ),
        migrations.CreateModel(
            name='Publication',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('demandee_le', models.DateTimeField(verbose_name='demandée le')),
                ('publiee', models.BooleanField(null=True, verbose_name='publiée')),
                ('mot', models.TextField(blank=True, verbose_name="mot de l'équipe")),
                ('repondue_le', models.DateTimeField(null=True, verbose_name='répondue le')),
                ('demandee_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='demandée par')),
                ('repondue_par', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='répondue par')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='publications', to='travaux.version')),
            ],
            options={
                'ordering': ['version_id', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='livrable',
            name='version_remise',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='travaux.version'),
        ),
        migrations.CreateModel(
            name='Citation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('texte', models.CharField(max_length=500, verbose_name='passage cité')),
                ('demandee_le', models.DateTimeField(verbose_name='demandée le')),
                ('reponse', models.CharField(choices=[('attente', 'en attente'), ('oui', 'oui, en nommant notre structure'), ('anonyme', 'oui, sans nous nommer'), ('non', 'non')], default='attente', max_length=7, verbose_name='réponse')),
                ('repondue_le', models.DateTimeField(null=True, verbose_name='répondue le')),
                ('demandee_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('repondue_par', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('regroupement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='travaux.regroupement')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='citations', to='travaux.version')),
            ],
            options={
                'ordering': ['regroupement_id', 'pk'],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='choixalumni',
            trigger=pgtrigger.compiler.Trigger(name='choix_alumni_garde', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='14c8d4c7fa6d7db432e52f869b3612cc804e4370', operation='UPDATE OR DELETE', pgid='pgtrigger_choix_alumni_garde_481a5', table='travaux_choixalumni', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='contribution',
            constraint=models.CheckConstraint(condition=models.Q(('partenaire', ''), _negated=True), name='contribution_partenaire', violation_error_message='Nommez le partenaire.'),
        ),
        migrations.AddConstraint(
            model_name='element',
            constraint=models.CheckConstraint(condition=models.Q(('issu_de', None), models.Q(('issu_de', models.F('pk')), _negated=True), _connector='OR'), name='element_pas_issu_de_soi', violation_error_message="Un élément n'est pas issu de lui-même."),
        ),
        migrations.AddConstraint(
            model_name='element',
            constraint=models.CheckConstraint(condition=models.Q(('titre', ''), _negated=True), name='element_titre', violation_error_message="Dites l'élément en une phrase."),
        ),
        migrations.AddConstraint(
            model_name='element',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('detail'), 40000), name='element_longueur', violation_error_message='Un élément compte 40 000 signes au plus.'),
        ),
        migrations.AddConstraint(
            model_name='element',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('moyens'), 40000), name='element_moyens_longueur', violation_error_message='Les moyens tiennent en 40 000 signes au plus.'),
        ),
        migrations.AddConstraint(
            model_name='element',
            constraint=models.CheckConstraint(condition=models.Q(('debut', None), ('fin', None), ('fin__gte', models.F('debut')), _connector='OR'), name='element_dates', violation_error_message='Une action finit après avoir commencé.'),
        ),
        migrations.AddConstraint(
            model_name='element',
            constraint=models.CheckConstraint(condition=models.Q(('repris_le', None), ('issu_de__isnull', False), _connector='OR'), name='element_repris_de', violation_error_message="Un élément repris dit d'où il vient."),
        ),
        migrations.AddConstraint(
            model_name='element',
            constraint=models.UniqueConstraint(condition=models.Q(('repris_le__isnull', False)), fields=('livrable', 'issu_de'), name='element_repris_une_fois', violation_error_message='Cet élément a déjà été repris dans ce travail.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='element',
            trigger=pgtrigger.compiler.Trigger(name='element_garde', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='73c9249e63fe476a09d7eaa89fafc3572a1a3b81', operation='DELETE', pgid='pgtrigger_element_garde_4cc25', table='travaux_element', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='element',
            trigger=pgtrigger.compiler.Trigger(name='element_retire_fige', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."retire_le" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='91ea1e89daaabbf3238231f21411e75456e65738', operation='UPDATE', pgid='pgtrigger_element_retire_fige_b3331', table='travaux_element', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='piecejointe',
            trigger=pgtrigger.compiler.Trigger(name='piece_d_une_version', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF EXISTS (\n                        SELECT 1 FROM travaux_version\n                        WHERE livrable_id = OLD.livrable_id AND contenu->'pieces' @>\n                            jsonb_build_array(jsonb_build_object('id', OLD.id))\n                    ) THEN\n                        RAISE EXCEPTION 'Une version partagée tient cette pièce jointe.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_piece_gardee';\n                    END IF;\n                    RETURN OLD;\n                ", hash='813839cfefce9726b3261d8dc105ca34249fca03', operation='DELETE', pgid='pgtrigger_piece_d_une_version_a0894', table='travaux_piecejointe', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='prolongation',
            constraint=models.CheckConstraint(condition=models.Q(('du_le__gt', models.F('du_le_avant'))), name='prolongation_plus_tard', violation_error_message="Donner plus de temps, c'est choisir un jour plus tardif."),
        ),
        migrations.AddConstraint(
            model_name='prolongation',
            constraint=models.CheckConstraint(condition=models.Q(('raison', ''), _negated=True), name='prolongation_raison', violation_error_message='Dites pourquoi ce binôme a plus de temps.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='prolongation',
            trigger=pgtrigger.compiler.Trigger(name='prolongation_gardee', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='2877a37c542491cd704ea6308f6f002d3af8453f', operation='UPDATE OR DELETE', pgid='pgtrigger_prolongation_gardee_3c379', table='travaux_prolongation', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='regroupement',
            constraint=models.UniqueConstraint(fields=('promotion', 'titre'), name='regroupement_titre_unique', violation_error_message='Un regroupement porte déjà ce nom.'),
        ),
        migrations.AddConstraint(
            model_name='regroupement',
            constraint=models.CheckConstraint(condition=models.Q(('titre', ''), _negated=True), name='regroupement_titre', violation_error_message='Nommez le regroupement.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='rattachement',
            trigger=pgtrigger.compiler.Trigger(name='rattachement_meme_promotion', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF (\n                        SELECT promotion_id FROM travaux_regroupement\n                        WHERE id = NEW.regroupement_id\n                    ) <> (\n                        SELECT b.promotion_id FROM travaux_element e\n                        JOIN travaux_livrable l ON l.id = e.livrable_id\n                        JOIN promotions_binome b ON b.id = l.binome_id\n                        WHERE e.id = NEW.element_id\n                    ) THEN\n                        RAISE EXCEPTION 'Cet élément est d''une autre promotion.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_rattachement_promotion';\n                    END IF;\n                    RETURN NEW;\n                ", hash='1371a36753e8e4407bbc967c0e830d109bc295c5', operation='INSERT OR UPDATE', pgid='pgtrigger_rattachement_meme_promotion_0ca49', table='travaux_rattachement', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='remarque',
            constraint=models.CheckConstraint(condition=models.Q(('texte', ''), _negated=True), name='remarque_texte', violation_error_message='Une remarque dit quelque chose.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='remarque',
            trigger=pgtrigger.compiler.Trigger(name='remarque_envoyee_gardee', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE le_retour bigint; envoi timestamptz;', func="\n                    IF TG_OP = 'INSERT' THEN\n                        le_retour := NEW.retour_id;\n                    ELSE\n                        le_retour := OLD.retour_id;\n                    END IF;\n                    -- Locked, so that a remark cannot slip in while its regard is being sent.\n                    SELECT envoye_le INTO envoi FROM travaux_retour\n                    WHERE id = le_retour FOR SHARE;\n                    IF envoi IS NOT NULL THEN\n                        RAISE EXCEPTION 'Ce regard est envoyé : il ne change plus.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_regard_envoye';\n                    END IF;\n                    IF TG_OP = 'DELETE' THEN\n                        RETURN OLD;\n                    END IF;\n                    RETURN NEW;\n                ", hash='1256423fdcc20bcb0281dd2bcf8925c313593c99', operation='INSERT OR UPDATE OR DELETE', pgid='pgtrigger_remarque_envoyee_gardee_bfeff', table='travaux_remarque', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.UniqueConstraint(fields=('livrable', 'code'), name='section_code_unique', violation_error_message='Cette section existe déjà.'),
        ),
        migrations.AddConstraint(
            model_name='section',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('texte'), 40000), name='section_longueur', violation_error_message='Une section compte 40 000 signes au plus.'),
        ),
        migrations.AddConstraint(
            model_name='textegarde',
            constraint=models.UniqueConstraint(fields=('section', 'revision'), name='texte_garde_unique', violation_error_message='Ce texte est déjà gardé.'),
        ),
        migrations.AddIndex(
            model_name='version',
            index=django.contrib.postgres.indexes.GinIndex(fields=['document'], name='version_texte'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('livrable', 'numero'), name='version_numero_unique', violation_error_message="Une autre version vient d'être figée."),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(('retenues__has_key', 'sections')), name='version_retenues', violation_error_message='Une version dit quelles parties elle retient.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='version',
            trigger=pgtrigger.compiler.Trigger(name='version_figee', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."livrable_id" IS DISTINCT FROM (NEW."livrable_id") OR OLD."numero" IS DISTINCT FROM (NEW."numero") OR OLD."motif" IS DISTINCT FROM (NEW."motif") OR OLD."contenu" IS DISTINCT FROM (NEW."contenu") OR OLD."empreinte" IS DISTINCT FROM (NEW."empreinte") OR OLD."figee_le" IS DISTINCT FROM (NEW."figee_le") OR OLD."figee_par_id" IS DISTINCT FROM (NEW."figee_par_id"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='39185d603cf2b7dc55953f14f374f1f52e5f2ae2', operation='UPDATE', pgid='pgtrigger_version_figee_84321', table='travaux_version', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='version',
            trigger=pgtrigger.compiler.Trigger(name='version_gardee', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='1e1d5abafc5dbfb81aeb9c39ed42e4b8667c3707', operation='DELETE', pgid='pgtrigger_version_gardee_b4051', table='travaux_version', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='version',
            trigger=pgtrigger.compiler.Trigger(name='version_partie_lue', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF EXISTS (\n                        SELECT 1 FROM jsonb_each_text(NEW.retenues->'sections') AS partie\n                        WHERE partie.value::int < LEAST(\n                            OLD.partage, (OLD.retenues->'sections'->>partie.key)::int\n                        )\n                    ) THEN\n                        RAISE EXCEPTION\n                            'Cette partie est déjà lue plus largement : elle ne se retient plus.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_partie_lue';\n                    END IF;\n                    RETURN NEW;\n                ", hash='fb0c616eebe9f2a6209a31ebed57fc95bdc19397', operation='UPDATE OF "retenues"', pgid='pgtrigger_version_partie_lue_00247', table='travaux_version', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='version',
            trigger=pgtrigger.compiler.Trigger(name='version_publique_lue', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NEW.partage >= 5 AND NOT EXISTS (\n                        SELECT 1 FROM travaux_publication\n                        WHERE version_id = NEW.id AND publiee\n                    ) THEN\n                        RAISE EXCEPTION 'L''équipe lit une version avant qu''elle soit publique.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_publique_lue';\n                    END IF;\n                    RETURN NEW;\n                ", hash='f18918a7d8ffd658fe3d16a9c0aa91850cdad9f9', operation='INSERT OR UPDATE OF "partage"', pgid='pgtrigger_version_publique_lue_b0a89', table='travaux_version', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='suivi',
            constraint=models.UniqueConstraint(fields=('version', 'action', 'mois'), name='suivi_ligne_unique', violation_error_message="L'autre membre du binôme vient d'écrire cette ligne."),
        ),
        migrations.AddConstraint(
            model_name='suivi',
            constraint=models.CheckConstraint(condition=models.Q(('mois__in', [6, 12, 24, 36])), name='suivi_mois', violation_error_message='Le suivi se fait à 6, 12, 24 ou 36 mois.'),
        ),
        migrations.AddConstraint(
            model_name='suivi',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('mot'), 2000), name='suivi_mot_longueur', violation_error_message='Le mot compte 2 000 signes au plus.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='suivi',
            trigger=pgtrigger.compiler.Trigger(name='suivi_d_une_action_remise', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n                    IF NOT EXISTS (\n                        SELECT 1 FROM travaux_version v\n                        JOIN travaux_livrable l ON l.id = v.livrable_id\n                        WHERE v.id = NEW.version_id AND l.version_remise_id = v.id\n                        AND v.contenu -> 'elements' @> jsonb_build_array(\n                            jsonb_build_object('id', NEW.action, 'nature', 'action-prevue')\n                        )\n                    ) THEN\n                        RAISE EXCEPTION\n                            'Le suivi porte sur une action de la feuille de route remise.'\n                        USING ERRCODE = '23514', CONSTRAINT = 'regle_suivi_action_remise';\n                    END IF;\n                    RETURN NEW;\n                ", hash='5792189fc53dcb4b595fb748d4782e39291fb4d3', operation='INSERT OR UPDATE OF "version_id", "action"', pgid='pgtrigger_suivi_d_une_action_remise_92087', table='travaux_suivi', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='retour',
            constraint=models.UniqueConstraint(fields=('version', 'auteur'), name='retour_un_par_auteur', violation_error_message='Vous avez déjà un regard sur cette version.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='retour',
            trigger=pgtrigger.compiler.Trigger(name='retour_envoye_garde', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."envoye_le" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='987add75db1d0411589d57820cff5a8ab67d3774', operation='UPDATE OR DELETE', pgid='pgtrigger_retour_envoye_garde_296ff', table='travaux_retour', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.UniqueConstraint(condition=models.Q(('publiee', None), ('publiee', True), _connector='OR'), fields=('version',), name='publication_une_demande', violation_error_message="Cette version est déjà entre les mains de l'équipe."),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('publiee', None), ('repondue_le', None), ('repondue_par', None)), models.Q(('publiee__isnull', False), ('repondue_le__isnull', False), ('repondue_par__isnull', False)), _connector='OR'), name='publication_reponse', violation_error_message='Une réponse dit quand et par qui.'),
        ),
        migrations.AddConstraint(
            model_name='publication',
            constraint=models.CheckConstraint(condition=models.Q(('mot', ''), ('publiee', False), _negated=True), name='publication_refus_motive', violation_error_message="Dites en un mot pourquoi cette version reste en l'état."),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='publication',
            trigger=pgtrigger.compiler.Trigger(name='publication_gardee', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."publiee" IS NOT NULL)', func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7e8ea4731ff9a3075a45ba9b3edcf9e55ffcc4a0', operation='UPDATE OR DELETE', pgid='pgtrigger_publication_gardee_7ebc0', table='travaux_publication', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='livrable',
            index=models.Index(fields=['du_le'], name='livrable_du_le'),
        ),
        migrations.AddConstraint(
            model_name='livrable',
            constraint=models.UniqueConstraint(fields=('binome', 'nature'), name='livrable_nature_unique', violation_error_message='Ce binôme a déjà ce travail.'),
        ),
        migrations.AddConstraint(
            model_name='livrable',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('partage_avant_remise', None), ('remis_le', None), ('remis_par', None), ('version_remise', None)), models.Q(('partage_avant_remise__isnull', False), ('remis_le__isnull', False), ('remis_par__isnull', False), ('version_remise__isnull', False)), _connector='OR'), name='livrable_remis_par', violation_error_message='Un travail remis dit quand, par qui, quelle version.'),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.UniqueConstraint(fields=('regroupement', 'version', 'texte'), name='citation_unique', violation_error_message='Cette citation est déjà demandée.'),
        ),
        migrations.AddConstraint(
            model_name='citation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('repondue_le', None), ('repondue_par', None), ('reponse', 'attente')), models.Q(models.Q(('reponse', 'attente'), _negated=True), ('repondue_le__isnull', False), ('repondue_par__isnull', False)), _connector='OR'), name='citation_repondue', violation_error_message="Une réponse dit qui l'a donnée et quand."),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='citation',
            trigger=pgtrigger.compiler.Trigger(name='citation_figee', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."regroupement_id" IS DISTINCT FROM (NEW."regroupement_id") OR OLD."version_id" IS DISTINCT FROM (NEW."version_id") OR OLD."texte" IS DISTINCT FROM (NEW."texte") OR OLD."demandee_par_id" IS DISTINCT FROM (NEW."demandee_par_id") OR OLD."demandee_le" IS DISTINCT FROM (NEW."demandee_le"))', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='90ad1c4b3b1fbaf7b9c5c615b202cb87823c818b', operation='UPDATE', pgid='pgtrigger_citation_figee_c4c71', table='travaux_citation', when='BEFORE')),
        ),
    ]
