"""The works of a person's agenda: the last day of each, all day long."""

from collections import defaultdict
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse

from parcours.promotions.models import Binome, Promotion
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Livrable
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.registres import RendezVous
from rameau.commun.texte import accorder
from rameau.comptes.models import Personne

NATURE, LIBELLE = "travail", "travail attendu"


def source(*, personne: Personne, du: date, au: date) -> list[RendezVous]:
    """For a member, the works of her binôme on their own day, its extension included; for her
    coach and for the équipe, one line per work and day, saying how many are expected."""
    groupes: dict[tuple[int, date], list[Livrable]] = defaultdict(list)
    for travail in _autres(personne, du, au):
        groupes[travail.etape_id, travail.du_le].append(travail)
    miens = [_le_sien(travail) for travail in _miens(personne, du, au)]
    return miens + [_ceux(groupe) for groupe in groupes.values()]


@compiled
def _miens(personne: Personne, du: date, au: date) -> QuerySet[Livrable]:
    return _de_la_periode(du, au).filter(binome__in=Binome.objects.de(personne).order_by())


@compiled
def _autres(personne: Personne, du: date, au: date) -> QuerySet[Livrable]:
    siens = Binome.objects.de(personne).order_by()
    suivis = Binome.objects.suivis_par(personne).order_by().exclude(pk__in=siens.values("pk"))
    if personne.porte(Chapeau.EQUIPE):
        ouvertes = Promotion.objects.suivies()
        suivis = (
            Binome.objects.filter(promotion__in=ouvertes.values("pk"))
            .exclude(pk__in=siens.values("pk"))
            .order_by()
        )
    return _de_la_periode(du, au).filter(binome__in=suivis)


def _de_la_periode(du: date, au: date) -> QuerySet[Livrable]:
    """Of whatever binôme: those whom it is asked for see their works."""
    avec = ("etape", "binome__promotion", "binome__territoire", "binome__structure")
    periode = Livrable.objects.filter(du_le__gte=du, du_le__lte=au)
    return periode.select_related(*avec).order_by("du_le", "pk")


def _le_sien(travail: Livrable) -> RendezVous:
    return _rendez_vous(
        travail,
        cle=f"livrable-{travail.pk}",
        titre=f"{travail.titre} : {'remis' if travail.remis_le else 'attendu'}",
        url=travail.get_absolute_url(),
        description=f"{travail.binome.promotion.nom}, {travail.binome.nom}.",
    )


def _ceux(travaux: list[Livrable]) -> RendezVous:
    travail, promotion = travaux[0], travaux[0].binome.promotion
    nom = trame_de(travail.nature).avec_article
    return _rendez_vous(
        travail,
        cle=f"travaux-{travail.etape_id}-{travail.du_le:%Y%m%d}",
        titre=f"{travail.titre} : attendu",
        url=reverse("parcours:livrables", args=[promotion.code]),
        description=f"{promotion.nom} : {nom} de {accorder(len(travaux), 'binôme', 'binômes')}.",
    )


def _rendez_vous(
    travail: Livrable, *, cle: str, titre: str, url: str, description: str
) -> RendezVous:
    return RendezVous(
        cle=cle,
        titre=titre,
        debut=travail.du_le,
        fin=travail.du_le,
        url=url,
        nature=NATURE,
        libelle=LIBELLE,
        etape=travail.etape.ordre,
        description=description,
    )


def inscrire() -> None:
    """Register the source of this room."""
    registres.agenda.inscrire("livrables", source)
