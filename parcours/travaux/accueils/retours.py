"""The regards: what waits for the coach's, and those that have come."""

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.promotions.lectures.accueils import son_binome
from parcours.promotions.models import Binome
from parcours.travaux.models import Retour, Version
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.registres import Bloc, Fait, Place, Venue
from rameau.comptes.models import Personne


def a_lire(venue: Venue) -> list[Version]:
    """The versions that wait for the answer of a coach."""
    return _a_lire(venue.personne)


@compiled
def _a_lire(personne: Personne) -> QuerySet[Version]:
    # By joins: from the coach PostgreSQL then goes to the few versions, not from all of them.
    return (
        Version.objects.filter(
            livrable__binome__affectations__coach=personne,
            livrable__binome__affectations__jusqua=None,
        )
        .en_attente_de_regard()
        .select_related("livrable__binome__structure", "livrable__binome__territoire")
        .select_related("livrable__binome__promotion", "livrable__etape")
        .defer("contenu")
        .order_by("figee_le", "pk")
    )


def regards_recus(venue: Venue) -> list[Fait]:
    """The latest answers of the coachs."""
    return [
        Fait(
            texte=f"{retour.auteur} a répondu sur votre "
            f"{retour.version.livrable.get_nature_display()}.",
            url=reverse(
                "parcours:version",
                args=[venue.promotion.code, retour.version.livrable.pk, retour.version.numero],
            ),
            acte="Lire",
            echeance=localdate(retour.envoye_le),
        )
        for retour in _derniers_retours(venue.une_fois(son_binome))
    ]


@compiled
def _derniers_retours(binome: Binome) -> QuerySet[Retour]:
    return (
        Retour.objects.filter(version__livrable__binome=binome, envoye_le__isnull=False)
        .select_related("version__livrable", "auteur")
        .defer("version__contenu", "version__document")
        .order_by("-envoye_le")[:3]
    )


def inscrire() -> None:
    """Register the blocks of the coach's home, and the news of a binôme's."""
    for nom, place, template in (
        ("coach/entete", Place.ENTETE, "travaux/accueils/entete_du_coach.html"),
        ("coach/a-lire", Place.TETE, "travaux/accueils/a_lire.html"),
    ):
        registres.accueils.inscrire(
            nom,
            Bloc(
                chapeau=Chapeau.COACH,
                place=place,
                template=template,
                composer=lambda venue: venue.une_fois(a_lire),
            ),
        )
    registres.nouvelles.inscrire("regards", regards_recus, rang=40)
