import django.db.models.deletion
import pgtrigger.compiler
import pgtrigger.migrations
import rameau.commun.models.documents
import rameau.commun.models.fichiers
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='EntreeJournal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('instant', models.DateTimeField(verbose_name='instant')),
                ('verbe', models.CharField(max_length=60, verbose_name='acte')),
                ('type_objet', models.CharField(blank=True, max_length=60, verbose_name="type d'objet")),
                ('objet_id', models.BigIntegerField(null=True, verbose_name='objet')),
                ('avant', models.JSONField(default=dict, verbose_name='avant')),
                ('apres', models.JSONField(default=dict, verbose_name='après')),
                ('cle', models.CharField(max_length=120, null=True, unique=True, verbose_name='clé de regroupement')),
                ('par', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actes', to=settings.AUTH_USER_MODEL, verbose_name='fait par')),
                ('pour_le_compte_de', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='pour le compte de')),
            ],
            options={
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Fichier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nom', models.CharField(max_length=150, verbose_name='nom')),
                ('genre', models.CharField(choices=[('pdf', 'PDF'), ('png', 'image PNG'), ('jpg', 'image JPEG'), ('webp', 'image WebP'), ('docx', 'texte Word'), ('xlsx', 'tableau Excel'), ('pptx', 'diapositives PowerPoint'), ('odt', 'texte OpenDocument')], max_length=4, verbose_name='genre')),
                ('taille', models.PositiveIntegerField(verbose_name='taille en octets')),
                ('empreinte', models.CharField(max_length=64, verbose_name='empreinte')),
                ('contenu', models.FileField(default=rameau.commun.models.fichiers.random_name, upload_to='', verbose_name='contenu')),
                ('depose_le', models.DateTimeField(verbose_name='déposé le')),
                ('depose_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='fichiers', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Courriel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('genre', models.CharField(max_length=60, verbose_name='genre')),
                ('objet_id', models.BigIntegerField(verbose_name='objet')),
                ('etat', models.CharField(choices=[('en-attente', 'en attente'), ('pris', 'pris'), ('envoye', 'envoyé'), ('a-reessayer', 'à réessayer'), ('refuse', 'refusé'), ('inconnu', 'inconnu'), ('retire', 'retiré')], default='en-attente', max_length=12, verbose_name='état')),
                ('cree_le', models.DateTimeField(verbose_name='créé le')),
                ('prochain_essai', models.DateTimeField(verbose_name='prochain essai')),
                ('pris_le', models.DateTimeField(null=True, verbose_name='pris le')),
                ('envoye_le', models.DateTimeField(null=True, verbose_name='envoyé le')),
                ('essais', models.PositiveSmallIntegerField(default=0, verbose_name='essais')),
                ('erreur', models.CharField(blank=True, max_length=200, verbose_name='dernière réponse du serveur')),
                ('destinataire', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='courriels', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
                'indexes': [models.Index(condition=models.Q(('etat__in', ['en-attente', 'a-reessayer', 'pris'])), fields=['prochain_essai'], name='courriel_a_envoyer'), models.Index(fields=['genre', 'objet_id'], name='courriel_objet')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('envoye_le__isnull', False), ('etat', 'envoye')), models.Q(models.Q(('etat', 'envoye'), _negated=True), ('envoye_le__isnull', True)), _connector='OR'), name='courriel_envoye_date', violation_error_message='Un courriel envoyé porte sa date, les autres non.')],
            },
        ),
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('genre', models.CharField(max_length=60, verbose_name='genre')),
                ('objet_id', models.BigIntegerField(null=True, verbose_name='objet')),
                ('demande_le', models.DateTimeField(verbose_name='demandé le')),
                ('etat', models.CharField(choices=[('a-faire', 'à faire'), ('en-cours', 'en cours'), ('pret', 'prêt'), ('echoue', 'échoué')], default='a-faire', max_length=8, verbose_name='état')),
                ('pris_le', models.DateTimeField(null=True, verbose_name='pris le')),
                ('pret_le', models.DateTimeField(null=True, verbose_name='prêt le')),
                ('fichier', models.FileField(default=rameau.commun.models.documents.random_name, upload_to='', verbose_name='fichier')),
                ('fait', models.PositiveIntegerField(default=0, verbose_name='parties faites')),
                ('total', models.PositiveIntegerField(default=0, verbose_name='parties en tout')),
                ('empreinte', models.CharField(blank=True, max_length=64, verbose_name='empreinte')),
                ('demande_par', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('etat__in', ['a-faire', 'en-cours'])), fields=('genre', 'objet_id', 'demande_par'), name='document_un_en_chemin', nulls_distinct=False, violation_error_message='Ce document est déjà en préparation.'), models.CheckConstraint(condition=models.Q(models.Q(('etat', 'pret'), ('pret_le__isnull', False), models.Q(('empreinte', ''), _negated=True)), models.Q(models.Q(('etat', 'pret'), _negated=True), ('empreinte', ''), ('pret_le', None)), _connector='OR'), name='document_pret', violation_error_message='Un document prêt porte sa date et son empreinte.'), models.CheckConstraint(condition=models.Q(('fait__lte', models.F('total'))), name='document_avance', violation_error_message='Un document ne dépasse pas son nombre de parties.')],
            },
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='document',
            trigger=pgtrigger.compiler.Trigger(name='document_pret_immuable', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."etat" = \'pret\')', func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='5145e020df3e80b22669689bb36fe8232da96241', operation='UPDATE', pgid='pgtrigger_document_pret_immuable_dd6da', table='commun_document', when='BEFORE')),
        ),
        migrations.AddIndex(
            model_name='entreejournal',
            index=models.Index(fields=['type_objet', 'objet_id'], name='journal_objet'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='entreejournal',
            trigger=pgtrigger.compiler.Trigger(name='journal_jamais_modifie', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='86d734805a1e45ca08d14facee9924ef3228c04c', operation='UPDATE OR DELETE', pgid='pgtrigger_journal_jamais_modifie_72fd8', table='commun_entreejournal', when='BEFORE')),
        ),
        migrations.AddConstraint(
            model_name='fichier',
            constraint=models.UniqueConstraint(fields=('contenu',), name='fichier_contenu_unique', violation_error_message='Ce fichier est déjà déposé.'),
        ),
        migrations.AddConstraint(
            model_name='fichier',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('nom', ''), _negated=True), ('taille__gt', 0)), name='fichier_nom', violation_error_message='Un fichier a un nom et un contenu.'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='fichier',
            trigger=pgtrigger.compiler.Trigger(name='fichier_immuable', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;", hash='1f3e8fcdd9991131009e8ae546d0e61c136ab27e', operation='UPDATE', pgid='pgtrigger_fichier_immuable_dc30e', table='commun_fichier', when='BEFORE')),
        ),
    ]
