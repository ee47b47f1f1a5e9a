"""Planning, changing and cancelling the rencontres of a promotion."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils.timezone import localdate

from parcours.promotions.actions.agenda import annoncer
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.lectures.deplacements import refuser_hors_de_son_temps
from parcours.promotions.models import Etape, Promotion, Rencontre
from rameau.commun.actions import action
from rameau.commun.empreintes import verifier_lecture
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.temps import maintenant
from rameau.comptes.models import Personne

REFUS = "L'équipe organise les rencontres d'une promotion ouverte."
MODIFIABLES = ("titre", "debut", "fin", "lieu", "adresse", "acces", "lien")
# What people are told of by mail when it changes; the rest is read on the page.
ANNONCES = frozenset({"debut", "fin", "lieu", "adresse", "lien"})


@action("rencontres.planifier", champs=("titre", "debut", "fin"))
def planifier_rencontre(
    *,
    par: Personne,
    promotion: Promotion,
    nature: str,
    titre: str,
    debut: datetime,
    fin: datetime,
    etape: Etape | None = None,
    lieu: str = "",
    adresse: str = "",
    acces: str = "",
    lien: str = "",
    instant: datetime | None = None,
) -> Rencontre:
    """Add a rencontre; those who are expected at a session are invited, now (`instant`) being
    asked of the clock unless it is given.

    Raises RegleViolee if it ends before it starts, or if a session clashes with another, comes
    out of order, or if its stage already has its session.
    """
    if not peut_organiser(par, promotion):
        raise AccesRefuse(REFUS)
    rencontre = Rencontre(
        promotion=Promotion.objects.select_for_update().get(pk=promotion.pk),
        etape=etape,
        nature=nature,
        titre=titre,
        debut=debut,
        fin=fin,
        obligatoire=nature == Rencontre.Nature.SESSION,
        lieu=lieu,
        adresse=adresse,
        acces=acces,
        lien=lien,
    )
    refuser_hors_de_son_temps(rencontre)
    rencontre.save()
    if rencontre.obligatoire:
        annoncer(rencontre, genre="rencontre_prevue", instant=instant or maintenant())
    return rencontre


@action("rencontres.modifier", objet="rencontre", champs=("titre", "debut", "fin", "lieu"))
def modifier_rencontre(
    *,
    par: Personne,
    rencontre: Rencontre,
    instant: datetime | None = None,
    lu: str | None = None,
    **champs: Any,
) -> Rencontre:
    """Change what people need to know of a rencontre; calendars follow (`revision` rises), and
    those who are expected are told when its time or its place is another.

    Raises VersionDepassee when someone else has changed it since it was read (`lu`), RegleViolee
    when it is cancelled, for a session that would change days (it moves by
    `deplacer_rencontre`, with what hangs on it), and as `planifier_rencontre` does.
    """
    if not peut_organiser(par, rencontre.promotion):
        raise AccesRefuse(REFUS)
    rencontre = (
        Rencontre.objects.select_for_update(of=("self", "promotion"))
        .select_related("promotion")
        .get(pk=rencontre.pk)
    )
    if rencontre.annulee_le is not None:
        raise RegleViolee("Cette rencontre est annulée.")
    inconnus = set(champs) - set(MODIFIABLES)
    if inconnus:
        raise TypeError(f"unknown fields: {sorted(inconnus)}")
    verifier_lecture(lu, rencontre, champs)
    jour = localdate(rencontre.debut)
    if rencontre.nature == Rencontre.Nature.SESSION and (
        localdate(champs.get("debut", rencontre.debut)) != jour
    ):
        raise RegleViolee(
            "Une session change de jour avec tout ce qui en dépend : ouvrez « Déplacer ».",
            constraint="rencontre_jour",
        )
    return changer_rencontre(rencontre, champs, instant=instant or maintenant())


def changer_rencontre(
    rencontre: Rencontre, champs: Mapping[str, Any], *, instant: datetime
) -> Rencontre:
    """Write what changes of a rencontre that the calling action has locked, and tell of it."""
    changes = [nom for nom, valeur in champs.items() if getattr(rencontre, nom) != valeur]
    for nom in changes:
        setattr(rencontre, nom, champs[nom])
    if {"debut", "fin"} & set(changes):
        refuser_hors_de_son_temps(rencontre)
    if changes:
        rencontre.revision += 1
        rencontre.save(update_fields=[*changes, "revision"])
    if ANNONCES & set(changes):
        annoncer(rencontre, genre="rencontre_modifiee", instant=instant)
    return rencontre


@action("rencontres.annuler", objet="rencontre", champs=("annulee_le",))
def annuler_rencontre(*, par: Personne, rencontre: Rencontre, instant: datetime) -> None:
    """Cancel a rencontre: it stays visible, crossed out; calendars drop it, and those who were
    expected are told."""
    if not peut_organiser(par, rencontre.promotion):
        raise AccesRefuse(REFUS)
    rencontre = (
        Rencontre.objects.select_for_update(of=("self",))
        .select_related("promotion")
        .get(pk=rencontre.pk)
    )
    if rencontre.annulee_le is None:
        rencontre.annulee_le = instant
        rencontre.revision += 1
        rencontre.save(update_fields=["annulee_le", "revision"])
        annoncer(rencontre, genre="rencontre_annulee", instant=instant)
