"""Planning, changing and cancelling the rencontres of a promotion."""

from datetime import datetime
from typing import Any

from parcours.droits import peut_organiser
from parcours.models import Etape, Promotion, Rencontre
from rameau.commun.actions import action
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.models import Personne

REFUS = "L'équipe organise les rencontres d'une promotion ouverte."
MODIFIABLES = ("titre", "debut", "fin", "lieu", "adresse", "acces", "lien")


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
) -> Rencontre:
    """Add a rencontre. Raises RegleViolee if it ends before it starts, or if a session clashes
    with another, or if the stage already has its session."""
    if not peut_organiser(par, promotion):
        raise AccesRefuse(REFUS)
    return Rencontre.objects.create(
        promotion=promotion,
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


@action("rencontres.modifier", objet="rencontre", champs=("titre", "debut", "fin", "lieu"))
def modifier_rencontre(*, par: Personne, rencontre: Rencontre, **champs: Any) -> Rencontre:
    """Change what people need to know of a rencontre; calendars follow (`revision` rises)."""
    if not peut_organiser(par, rencontre.promotion):
        raise AccesRefuse(REFUS)
    rencontre = (
        Rencontre.objects.select_for_update(of=("self",))
        .select_related("promotion")
        .get(pk=rencontre.pk)
    )
    if rencontre.annulee_le is not None:
        raise RegleViolee("Cette rencontre est annulée.")
    inconnus = set(champs) - set(MODIFIABLES)
    if inconnus:
        raise TypeError(f"unknown fields: {sorted(inconnus)}")
    for nom, valeur in champs.items():
        setattr(rencontre, nom, valeur)
    rencontre.revision += 1
    rencontre.save(update_fields=[*champs, "revision"])
    return rencontre


@action("rencontres.annuler", objet="rencontre", champs=("annulee_le",))
def annuler_rencontre(*, par: Personne, rencontre: Rencontre, instant: datetime) -> None:
    """Cancel a rencontre: it stays visible, crossed out; calendars drop it."""
    if not peut_organiser(par, rencontre.promotion):
        raise AccesRefuse(REFUS)
    rencontre = Rencontre.objects.select_for_update(of=("self",)).get(pk=rencontre.pk)
    if rencontre.annulee_le is None:
        rencontre.annulee_le = instant
        rencontre.revision += 1
        rencontre.save(update_fields=["annulee_le", "revision"])
