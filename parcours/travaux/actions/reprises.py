"""Pre-filling a work from the one before: each element once, never over what was typed."""

from datetime import datetime

from django.db.models import QuerySet

from parcours.travaux.actions.livrables import REFUS_ECRIRE, prochain_ordre
from parcours.travaux.droits.livrables import peut_ecrire
from parcours.travaux.lectures.trames import (
    PRECISIONS,
    nature_precedente,
    nature_suivante,
    trame_de,
)
from parcours.travaux.models import Contribution, Element, Livrable
from rameau.commun.actions import action
from rameau.commun.compiled import compiled
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.models import Personne

TITRE_MAX = 200
_REPRIS = ("detail", "porteur", "debut", "fin", "moyens", "indicateur", "etat")


def a_reprendre(livrable: Livrable) -> QuerySet[Element]:
    """Return the elements of the work before that this one has not taken up, in their order.

    One that this work already continues, or had taken up and took out, is not offered again.
    """
    return _offerts(*_source(livrable))


def lus_a_reprendre(livrable: Livrable) -> list[Element]:
    """The same, read; no query for a work that takes nothing up."""
    return _lus(*_source(livrable)) if trame_de(livrable.nature).reprises else []


def _source(livrable: Livrable) -> tuple[int, int, str, tuple[str, ...]]:
    precedente = nature_precedente(livrable.nature)
    reprises = trame_de(livrable.nature).reprises
    return livrable.pk, livrable.binome_id, str(precedente or ""), tuple(map(str, reprises))


def _offerts(
    livrable: int, binome: int, precedente: str, natures: tuple[str, ...]
) -> QuerySet[Element]:
    deja = Element.tous.filter(livrable=livrable, issu_de__isnull=False)
    return (
        Element.objects.filter(
            livrable__binome=binome, livrable__nature=precedente, nature__in=natures
        )
        .exclude(pk__in=deja.order_by().values("issu_de"))
        .order_by("nature", "ordre", "pk")
    )


_lus = compiled(_offerts)


@action("livrables.reprendre_elements", objet="livrable")
def reprendre_elements(*, par: Personne, livrable: Livrable, instant: datetime) -> list[Element]:
    """Take up in a work what the one before holds. Raises RegleViolee when nothing is left."""
    if not peut_ecrire(par, livrable):
        raise AccesRefuse(REFUS_ECRIRE)
    repris = _reprendre(livrable, instant)
    if not repris:
        raise RegleViolee("Tout est déjà repris du travail précédent.")
    return repris


def preparer_le_suivant(livrable: Livrable, instant: datetime) -> list[Element]:
    """Pre-fill the work that follows one just handed in; called by that action."""
    suivant = Livrable.objects.filter(
        binome=livrable.binome_id, nature=nature_suivante(livrable.nature) or ""
    ).first()
    return _reprendre(suivant, instant) if suivant else []


def _reprendre(livrable: Livrable, instant: datetime) -> list[Element]:
    # Locked: two members at once take up each element once.
    livrable = (
        Livrable.objects.select_for_update(of=("self",))
        .select_related("binome")
        .get(pk=livrable.pk)
    )
    sources = list(a_reprendre(livrable).prefetch_related("contributions"))
    sections = trame_de(livrable.nature).reprises
    ordres: dict[str, int] = {}
    repris = []
    for source in sources:
        section = sections[Element.Nature(source.nature)]
        if section.elements is None or section.reprend is None:
            raise LookupError(f"{section.code}: it takes up elements and gathers none")
        nature = section.elements
        ordre = ordres[nature] = ordres.get(nature, prochain_ordre(livrable, nature) - 1) + 1
        repris.append(
            Element(
                livrable=livrable,
                nature=nature,
                ordre=ordre,
                titre=_titre(section.reprend.titre, source.titre),
                issu_de=source,
                repris_le=instant,
                etiquettes=source.etiquettes if "etiquettes" in PRECISIONS[nature] else [],
                **(
                    {champ: getattr(source, champ) for champ in _REPRIS}
                    if nature == source.nature
                    else {}
                ),
            )
        )
    Element.objects.bulk_create(repris)
    Contribution.objects.bulk_create(
        Contribution(element=element, partenaire=c.partenaire, donne=c.donne, recoit=c.recoit)
        for element, source in zip(repris, sources, strict=True)
        if element.nature == source.nature
        for c in source.contributions.all()
    )
    return repris


def _titre(genre: str, titre: str) -> str:
    """The sentence of an element taken up, cut to what a sentence may hold."""
    place = TITRE_MAX - len(genre.format(titre=""))
    court = titre if len(titre) <= place else titre[: place - 1].rstrip() + "…"
    return genre.format(titre=court)
