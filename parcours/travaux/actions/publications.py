"""Making a version public: the binôme asks, the équipe reads it, then publishes or says why not."""

from datetime import datetime

from parcours.promotions.models import Promotion
from parcours.travaux.actions.versions import REFUS_PARTAGER
from parcours.travaux.droits.alumni import binomes_discrets
from parcours.travaux.droits.publications import peut_publier
from parcours.travaux.droits.versions import peut_partager
from parcours.travaux.lectures.contenus import normaliser
from parcours.travaux.models import Publication, Version
from parcours.travaux.models.chaine import LONGUEUR_MAX, Partage
from rameau.commun.actions import action
from rameau.commun.courriels import prevenir
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.models import Personne


@action("publications.demander")
def demander_publication(*, par: Personne, version: Version, instant: datetime) -> Publication:
    """Ask that everybody may read a version: the équipe reads it first.

    Raises RegleViolee for a version nobody but the binôme reads, or one already asked for.
    """
    if not peut_partager(par, version.livrable):
        raise AccesRefuse(REFUS_PARTAGER)
    version = Version.objects.select_for_update(of=("self",)).get(pk=version.pk)
    if version.partage < Partage.COACH:
        raise RegleViolee("Partagez d'abord cette version : l'équipe la lira ensuite.")
    return Publication.objects.create(version=version, demandee_le=instant, demandee_par=par)


@action("publications.repondre", objet="publication", champs=("publiee",))
def repondre_a_la_demande(
    *, par: Personne, publication: Publication, publiee: bool, mot: str, instant: datetime
) -> Publication:
    """Publish a version, or say in a word why it stays as it is; the binôme is told.

    Raises RegleViolee when someone answered before, for a refusal without a word, or when the
    promotion is closed and its binôme did not leave its works to others.
    """
    if not peut_publier(par, publication):
        raise AccesRefuse("L'équipe lit une version avant qu'elle soit publique.")
    publication = (
        Publication.objects.select_related("version__livrable__binome__promotion")
        .select_for_update(of=("self",))
        .get(pk=publication.pk)
    )
    if publication.publiee is not None:
        raise RegleViolee("Cette demande a déjà sa réponse.")
    promotion = publication.version.livrable.binome.promotion
    if (
        publiee
        and promotion.etat == Promotion.Etat.CLOSE
        and publication.version.livrable.binome_id in binomes_discrets(promotion)
    ):
        raise RegleViolee(
            "La promotion est close, et ce binôme n'a pas dit que ses travaux restent lus "
            "ailleurs : cette version reste en l'état."
        )
    mot = normaliser(mot).strip()
    if len(mot) > LONGUEUR_MAX:
        raise RegleViolee("Ce mot est trop long : 40 000 signes au plus.", constraint="mot")
    if not publiee and not mot:
        raise RegleViolee(
            "Dites en un mot pourquoi cette version reste en l'état.",
            constraint="publication_refus_motive",
        )
    publication.publiee = publiee
    publication.mot = mot
    publication.repondue_le = instant
    publication.repondue_par = par
    publication.save(update_fields=["publiee", "mot", "repondue_le", "repondue_par"])
    version = publication.version
    if publiee:
        version.partage = Partage.PUBLIC
        version.save(update_fields=["partage"])
    for participation in version.livrable.binome.participations.actives().select_related(
        "personne"
    ):
        prevenir(
            genre="publication_repondue",
            destinataire=participation.personne,
            objet=publication,
            instant=instant,
        )
    return publication
