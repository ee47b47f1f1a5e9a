"""What happens around the works of the demonstration: files, thanks, more time, a public one."""

from datetime import timedelta

from django.core.files.uploadedfile import SimpleUploadedFile

from parcours.travaux.actions.pieces_jointes import joindre_piece
from parcours.travaux.actions.prolongations import prolonger_livrable
from parcours.travaux.actions.publications import demander_publication, repondre_a_la_demande
from parcours.travaux.actions.retours import remercier
from parcours.travaux.actions.versions import elargir_partage
from parcours.travaux.models import Livrable, Remarque, Version
from parcours.travaux.models.chaine import Nature, Partage
from rameau.commun import registres
from rameau.commun.fichiers import examiner
from rameau.commun.registres import Recit

# A page with one line of text, as small as a PDF can be.
_PDF = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R
/Resources<</Font<</F 5 0 R>>>>>>endobj
4 0 obj<</Length 57>>stream
BT /F 16 Tf 72 760 Td (Convention signee, page unique) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>
%%EOF
"""

_NOMS = ("Convention signée.pdf", "Compte rendu d’atelier.pdf")
_MOT = "Une entreprise est nommée : a-t-elle donné son accord ?"


def joindre_des_fichiers(recit: Recit) -> None:
    """Attach a file to the bilan of two binômes, before it is shared."""
    for rang, territoire in enumerate(("Hauts-de-France", "Centre-Val de Loire")):
        livrable = _travail(recit, territoire, Nature.BILAN)
        joindre_piece(
            par=recit.membres[territoire][0],
            livrable=livrable,
            examine=examiner(
                SimpleUploadedFile(
                    ("Convention signée.pdf", "Compte rendu d’atelier.pdf")[rang % 2], _PDF
                )
            ),
            section="partenaires",
            instant=recit.le(30 + rang),
        )


def remercier_le_coach(recit: Recit) -> None:
    """A binôme says of the first remark on its bilan that it was useful."""
    territoire = "Hauts-de-France"
    remarque = (
        Remarque.objects.filter(
            retour__version__livrable__binome=recit.binomes[territoire],
            retour__envoye_le__isnull=False,
        )
        .select_related("retour__version__livrable__binome__promotion")
        .order_by("pk")[0]
    )
    remercier(
        par=recit.membres[territoire][0],
        remarque=remarque,
        instant=remarque.ecrite_le + timedelta(hours=20),
    )


def donner_du_temps(recit: Recit) -> None:
    """One binôme has ten more days for its plan."""
    livrable = _travail(recit, "Grand Est", Nature.PLAN)
    prolonger_livrable(
        par=recit.equipe,
        livrable=livrable,
        du_le=livrable.du_le + timedelta(days=10),
        raison="Une animatrice du binôme est en congé jusqu’à la fin du mois.",
        instant=recit.le(recit.passe - 3, 11),
    )


def partager_au_dela(recit: Recit) -> None:
    """In the promotion that is closing, some open their works to the réseau; one becomes public,
    another waits to be read, a third keeps its economic model for the promotion."""
    versions = list(
        Version.objects.filter(
            livrable__binome__promotion=recit.promotion, livrable__remis_le__isnull=False
        )
        .filter(livrable__version_remise__isnull=False)
        .select_related("livrable__binome__promotion", "livrable__binome__territoire")
        .order_by("livrable__binome__rang", "livrable__etape__ordre", "numero")
    )
    remises = [v for v in versions if v.livrable.version_remise_id == v.pk]
    instant = recit.le(230)
    for version in remises:
        par = recit.membres[version.livrable.binome.nom][0]
        feuille = version.livrable.nature == Nature.FEUILLE_DE_ROUTE
        elargir_partage(
            par=par,
            version=version,
            partage=Partage.RESEAU,
            retenues={"modele-economique": Partage.COMITE} if feuille else {},
        )
    feuilles = [v for v in remises if v.livrable.nature == Nature.FEUILLE_DE_ROUTE]
    for version in feuilles[:2]:
        par = recit.membres[version.livrable.binome.nom][0]
        publication = demander_publication(par=par, version=version, instant=instant)
        repondre_a_la_demande(
            par=recit.equipe,
            publication=publication,
            publiee=version == feuilles[0],
            mot=""
            if version == feuilles[0]
            else "Une entreprise est nommée : a-t-elle donné son accord ?",
            instant=instant + timedelta(days=3),
        )


def demander_a_etre_public(recit: Recit) -> None:
    """One bilan of the promotion under way waits to be read by the équipe."""
    territoire = "Hauts-de-France"
    version = _travail(recit, territoire, Nature.BILAN).versions.order_by("-numero")[0]
    demander_publication(
        par=recit.membres[territoire][0], version=version, instant=recit.le(recit.passe - 2, 15)
    )


def _travail(recit: Recit, territoire: str, nature: str) -> Livrable:
    return (
        recit.binomes[territoire]
        .livrables.select_related("etape", "binome__promotion")
        .get(nature=nature)
    )


def inscrire() -> None:
    """Register the chapters of this room."""
    registres.exemples.inscrire("close/partages", partager_au_dela, rang=60)
    registres.exemples.inscrire("en-cours/pieces-jointes", joindre_des_fichiers, rang=30)
    registres.exemples.inscrire("en-cours/merci", remercier_le_coach, rang=110)
    registres.exemples.inscrire("en-cours/prolongation", donner_du_temps, rang=120)
    registres.exemples.inscrire("en-cours/publication", demander_a_etre_public, rang=130)
