"""`{% load codev %}`: what pages of other rooms show of codev, syntheses and pages to share."""

from typing import Any

from django import template
from django.db.models import QuerySet

from parcours.animation.actions.codev import lignes_offertes
from parcours.animation.droits.codev import peut_composer
from parcours.animation.models import AtelierCodev, EtapeCodev, LigneCodev, Synthese
from parcours.promotions.models import Rencontre
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Element, Livrable
from rameau.commun.compiled import compiled
from rameau.comptes.models import Personne

register = template.Library()

# What a line becomes unless its binôme chooses otherwise: the first that the work gathers.
_PROPOSEES = {
    EtapeCodev.Code.PLAN: (Element.Nature.ACTION_PREVUE, Element.Nature.ACTION_ENTREPRISE),
    EtapeCodev.Code.APPRENTISSAGES: (Element.Nature.OBJECTIF, Element.Nature.FREIN),
}


@compiled
def _lignes(etape: int, binome: int) -> QuerySet[LigneCodev]:
    lignes: QuerySet[LigneCodev] = lignes_offertes(etape, binome)
    return lignes.select_related("etape").order_by("etape__ordre", "pk")


@register.inclusion_tag("animation/codev/dans_le_travail.html", takes_context=True)
def du_codev(context: dict[str, Any], livrable: Livrable) -> dict[str, Any]:
    """On the page where a work is written: what the binôme's codev offers to it; one query."""
    natures = trame_de(livrable.nature).natures
    lignes = [
        (ligne, next(n for n in _PROPOSEES[EtapeCodev.Code(ligne.etape.code)] if n in natures))
        for ligne in _lignes(livrable.etape_id, livrable.binome_id)
    ]
    return {
        "lignes": lignes,
        "natures": [(n.value, n.label) for n in natures],
        "livrable": livrable,
        "promotion": livrable.binome.promotion,
        "csrf_token": context["csrf_token"],
    }


@register.inclusion_tag("animation/codev/sur_la_rencontre.html", takes_context=True)
def autour_de_la_session(
    context: dict[str, Any], rencontre: Rencontre, participe: bool
) -> dict[str, Any]:
    """Before and after a session: its groups, its synthesis, the page to share; two queries."""
    personne = context["request"].user
    if rencontre.nature != Rencontre.Nature.SESSION:
        return {"session": False}
    return {
        "session": True,
        "rencontre": rencontre,
        "promotion": rencontre.promotion,
        "ateliers": _ateliers(personne, rencontre),
        "synthese": _syntheses.first(personne, rencontre),
        "mien": participe,
        "prepare": peut_composer(personne, rencontre),
    }


@compiled
def _ateliers(personne: Personne, rencontre: Rencontre) -> QuerySet[AtelierCodev]:
    return AtelierCodev.objects.visibles_par(personne).filter(rencontre=rencontre).order_by("rang")


@compiled
def _syntheses(personne: Personne, rencontre: Rencontre) -> QuerySet[Synthese]:
    return Synthese.objects.visibles_par(personne).filter(rencontre=rencontre).order_by("pk")[:1]


@register.filter
def du_binome(par_binome: dict[int, Any], pk: int) -> Any:
    """What a mapping holds for a binôme; nothing gives nothing."""
    return par_binome.get(pk, "")
