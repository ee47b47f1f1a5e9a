"""What the page of a rencontre says of places: asked by its template, never by its code."""

from typing import Any

from django import template

from parcours.animation.droits.inscriptions import OUVERTES, peut_s_inscrire, peut_tenir_les_places
from parcours.animation.droits.visites import peut_rapporter
from parcours.animation.forms.inscriptions import BesoinsForm
from parcours.animation.models import Inscription, JourneeConclusive, RapportDeVisite, Visite
from parcours.promotions.models import Rencontre
from rameau.commun.temps import maintenant

register = template.Library()

_N = Rencontre.Nature
_E = Inscription.Etat


@register.inclusion_tag("animation/inscriptions/sur_la_rencontre.html", takes_context=True)
def places_de(context: dict[str, Any], rencontre: Rencontre) -> dict[str, Any]:
    """My place at a visite, a webinaire or the journée conclusive: my state, the act at hand.

    For a visite besides: whom one meets, the story, the counter, who comes, what they bring back.
    """
    if rencontre.nature not in OUVERTES:
        return {"rencontre": None}
    personne, instant = context["request"].user, maintenant()
    visite = journee = None
    if rencontre.nature == _N.VISITE:
        visite = (
            Visite.objects.visibles_par(personne)
            .filter(rencontre=rencontre)
            .select_related("personnalite")
            .first()
        )
    elif rencontre.nature == _N.JOURNEE:
        journee = JourneeConclusive.objects.filter(rencontre=rencontre).first()
        if journee is not None:
            journee.rencontre = rencontre
    toutes = list(
        Inscription.objects.visibles_par(personne)
        .filter(rencontre=rencontre)
        .select_related("personne", "binome__structure", "binome__territoire")
        .order_by("pk")
    )
    for inscription in toutes:
        inscription.rencontre = rencontre
    # The counter is for whoever sees the rencontre, the names for those who live the promotion.
    etats = list(
        Inscription.objects.filter(rencontre=rencontre).vivantes().values_list("etat", flat=True)
    )
    attente = etats.count(_E.EN_ATTENTE)
    prises = len(etats) - attente
    mienne = next((i for i in reversed(toutes) if i.personne_id == personne.pk), None)
    vivante = mienne is not None and mienne.etat in Inscription.VIVANTES
    commencee = instant >= rencontre.debut
    rapports = _rapports(personne, rencontre) if commencee and visite is not None else []
    return {
        "csrf_token": context.get("csrf_token", ""),
        "rencontre": rencontre,
        "promotion": rencontre.promotion,
        "visite": visite,
        "journee": journee,
        "mienne": mienne,
        "vivante": vivante,
        "rang": _rang(rencontre, mienne),
        "viennent": [i for i in toutes if i.etat == _E.INSCRITE],
        "compteur": compteur(prises, attente, visite),
        "attente": attente,
        "complet": visite is not None and prises >= visite.places,
        "commencee": commencee,
        "premier_tour": visite is not None and instant < visite.premier_tour_jusquau,
        "peut_prendre": not vivante
        and not commencee
        and rencontre.annulee_le is None
        and (rencontre.nature != _N.VISITE or (visite is not None and visite.fermee_le is None))
        and peut_s_inscrire(personne, rencontre),
        "tient": peut_tenir_les_places(personne, rencontre),
        "form": BesoinsForm(
            initial={"besoins": mienne.besoins if mienne and vivante else ""}, auto_id="place_%s"
        ),
        "rapporte": mienne is not None and peut_rapporter(personne, mienne, instant),
        "a_rapporte": any(r.inscription.personne_id == personne.pk for r in rapports),
        "rapports": rapports,
    }


def compteur(prises: int, attente: int, visite: Visite | None) -> str:
    """« 6 / 6 + 1 en attente »; empty without places."""
    if visite is None:
        return ""
    suite = f" + {attente} en attente" if attente else ""
    return f"{prises} / {visite.places}{suite}"


def _rang(rencontre: Rencontre, mienne: Inscription | None) -> int:
    """My rank on the list, from 1; 0 when I do not wait."""
    if mienne is None or mienne.etat != _E.EN_ATTENTE:
        return 0
    attente = Inscription.objects.filter(rencontre=rencontre).liste_d_attente()
    return list(attente.values_list("pk", flat=True)).index(mienne.pk) + 1


def _rapports(personne: Any, rencontre: Rencontre) -> list[RapportDeVisite]:
    return list(
        RapportDeVisite.objects.visibles_par(personne)
        .filter(inscription__rencontre=rencontre)
        .select_related("inscription__personne", "inscription__binome__structure")
        .order_by("ecrit_le", "pk")
    )
