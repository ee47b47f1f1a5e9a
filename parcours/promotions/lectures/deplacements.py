"""A rencontre that would move: what follows it, who is told, what deserves a second look.

Pure reading: `prevoir_deplacement` composes the list that people confirm; its fingerprint says
whether the list they read is still the true one.
"""

import hashlib
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from django.db.models import F
from django.utils.timezone import localdate, localtime

from parcours.promotions.lectures.calendrier import avertir
from parcours.promotions.lectures.destinataires import prevenues
from parcours.promotions.models import Rencontre
from rameau.commun.erreurs import RegleViolee
from rameau.commun.registres import Effet, dependances
from rameau.commun.temps import maintenant
from rameau.commun.texte import periode
from rameau.comptes.models import Personne


@dataclass(frozen=True, kw_only=True)
class Deplacement:
    """What a move would do, before it is done. `refus` says why it cannot be, when it cannot."""

    rencontre: Rencontre
    debut: datetime
    fin: datetime
    effets: list[Effet]
    personnes: list[Personne]
    avis: list[str]
    refus: str = ""

    @property
    def empreinte(self) -> str:
        """Tells this list from any other: the rencontre as it stands, and each effect."""
        lignes = [
            f"{self.rencontre.pk} {self.rencontre.revision} {self.rencontre.debut.isoformat()}",
            f"{self.debut.isoformat()} {self.fin.isoformat()}",
            *(f"{e.libelle} {e.avant.isoformat()} {e.apres.isoformat()}" for e in self.effets),
        ]
        return hashlib.sha256("\n".join(lignes).encode()).hexdigest()


def prevoir_deplacement(rencontre: Rencontre, debut: datetime) -> Deplacement:
    """Compose what moving a rencontre to `debut` would do; it keeps its length.

    `rencontre` comes with its promotion and its stage. A constant number of queries.
    """
    deplacee = copy(rencontre)
    deplacee.debut, deplacee.fin = debut, debut + (rencontre.fin - rencontre.debut)
    effets: list[Effet] = []
    refus = ""
    try:
        _refuser(rencontre, deplacee)
        for dependance in dependances:
            effets += dependance.prevoir(rencontre=rencontre, debut=debut)
    except RegleViolee as regle:
        effets, refus = [], regle.message
    jour = localdate(debut)
    autres = rencontre.promotion.rencontres.maintenues().exclude(pk=rencontre.pk)
    jours = [localdate(autre) for autre in autres.order_by("pk").values_list("debut", flat=True)]
    return Deplacement(
        rencontre=rencontre,
        debut=localtime(debut),
        fin=localtime(deplacee.fin),
        effets=effets,
        personnes=list(prevenues(deplacee, instant=maintenant()).order_by("nom", "prenom", "pk")),
        avis=avertir(jour, [jour, *jours]),
        refus=refus,
    )


def _refuser(rencontre: Rencontre, deplacee: Rencontre) -> None:
    """Say in words what the action and the database would refuse."""
    if rencontre.annulee_le is not None:
        raise RegleViolee("Cette rencontre est annulée.")
    if deplacee.debut == rencontre.debut:
        raise RegleViolee("C'est déjà le jour et l'heure de cette rencontre.")
    refuser_hors_de_son_temps(deplacee)
    if not rencontre.obligatoire:
        return
    autres = rencontre.promotion.rencontres.maintenues().filter(obligatoire=True)
    prise = (
        autres.exclude(pk=rencontre.pk)
        .filter(debut__lt=deplacee.fin, fin__gt=deplacee.debut)
        .first()
    )
    if prise is not None:
        raise RegleViolee(f"« {prise.titre} » a lieu au même moment.")


def refuser_hors_de_son_temps(rencontre: Rencontre) -> None:
    """Sessions keep the order of their stages, within the promotion; who calls holds its lock.

    Two sessions at the same time are refused by the database itself.
    """
    if rencontre.nature != Rencontre.Nature.SESSION or rencontre.etape is None:
        return
    ordre, promotion = rencontre.etape.ordre, rencontre.promotion
    if not promotion.debut <= localdate(rencontre.debut) <= promotion.fin:
        raise RegleViolee(
            "Cette session tomberait hors des dates de la promotion, "
            f"{periode(promotion.debut, promotion.fin)}.",
            constraint="rencontre_ordre",
        )
    autres = promotion.rencontres.sessions().maintenues().exclude(pk=rencontre.pk)
    for autre in autres.annotate(rang=F("etape__ordre")):
        avant = ordre < autre.rang
        if (avant and rencontre.debut >= autre.fin) or (not avant and rencontre.fin <= autre.debut):
            premiere, seconde = (rencontre, autre) if avant else (autre, rencontre)
            raise RegleViolee(
                f"« {seconde.titre} » viendrait avant « {premiere.titre} ».",
                constraint="rencontre_ordre",
            )
