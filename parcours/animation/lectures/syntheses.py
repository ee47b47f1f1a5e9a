"""The half-written synthesis of a session: what was planned, worked on, and comes next."""

from dataclasses import dataclass

from django.utils.timezone import localtime

from parcours.animation.lectures.preparations import ateliers_de
from parcours.animation.lectures.rencontres import moments_de
from parcours.animation.models import AtelierCodev, EtapeCodev, LigneCodev
from parcours.promotions.models import Rencontre, Sequence
from rameau.commun.texte import date_longue, heure, periode

_C = EtapeCodev.Code
A_COMPLETER = (
    "# Ce que nous gardons de cette session\n\nÀ compléter : les idées fortes, les mots des "
    "participants, ce qui a étonné."
)
EN_BREF = (
    "Des territoires et des structures de toute la France travaillent ensemble, pendant neuf "
    "mois, à mieux co-construire le bien commun. Lors de cette session, nous avons abordé :"
)


@dataclass(frozen=True, kw_only=True)
class Ebauche:
    """The two texts as they start."""

    texte: str
    pour_l_exterieur: str


def ebaucher(rencontre: Rencontre) -> Ebauche:
    """Compose what is known of a session, in Markdown, for the équipe to complete."""
    moments = moments_de(rencontre)
    deroule = [
        f"- {heure(moment.debut)} : {moment.sequence.titre}"
        for moment in moments
        if moment.sequence.temps != Sequence.Temps.PAUSE
    ]
    parties = [
        f"{rencontre.titre}, {periode(localtime(rencontre.debut), localtime(rencontre.fin))}"
        + (f", {rencontre.lieu}." if rencontre.lieu else "."),
        _partie("Le déroulé", deroule),
        *_codev(rencontre),
        A_COMPLETER,
        _partie("Et maintenant", _suite(rencontre)),
    ]
    theorie = [
        f"- {moment.sequence.titre}"
        for moment in moments
        if moment.sequence.temps == Sequence.Temps.THEORIE
    ]
    exterieur = [
        EN_BREF,
        "\n".join(theorie),
    ]
    return Ebauche(
        texte="\n\n".join(partie for partie in parties if partie),
        pour_l_exterieur="\n\n".join(exterieur) if theorie else "",
    )


def _partie(titre: str, lignes: list[str]) -> str:
    return f"# {titre}\n\n" + "\n".join(lignes) if lignes else ""


def _codev(rencontre: Rencontre) -> list[str]:
    """What the closed sheets retain; an open one is still its group's alone."""
    ateliers = [atelier for atelier in ateliers_de(rencontre) if atelier.clos_le]
    lignes = (
        LigneCodev.objects.filter(
            etape__atelier__in=ateliers, etape__code=_C.APPRENTISSAGES, retiree_le=None
        )
        .select_related("etape")
        .order_by("pk")
    )
    retenus: dict[int, list[str]] = {}
    for ligne in lignes:
        retenus.setdefault(ligne.etape.atelier_id, []).append(" ".join(ligne.texte.split()))
    parties = [
        f"## {_titre(atelier)}\n\nCe que nous retenons :\n\n"
        + "\n".join(f"- {retenu}" for retenu in retenus[atelier.pk])
        for atelier in ateliers
        if atelier.pk in retenus
    ]
    return ["# Le codev", *parties] if parties else []


def _titre(atelier: AtelierCodev) -> str:
    client = atelier.client
    titre = f"Groupe {atelier.rang}"
    if client is not None:
        titre += f", autour de {client.nom}"
    return f"{titre} — {atelier.sujet}" if atelier.sujet else titre


def _suite(rencontre: Rencontre) -> list[str]:
    """The work of the stage, then what comes until the next session, that one included."""
    lignes = []
    etape = rencontre.etape
    if etape is not None and etape.livrable_du_le is not None:
        modele = etape.modele.livrable
        lignes.append(f"- {modele.titre} : attendu le {date_longue(etape.livrable_du_le)}")
    suivantes = rencontre.promotion.rencontres.maintenues().filter(debut__gt=rencontre.fin)
    for autre in suivantes.order_by("debut", "pk"):
        debut = localtime(autre.debut)
        lignes.append(f"- {autre.titre} : {date_longue(debut)}, à {heure(debut)}")
        if autre.nature == Rencontre.Nature.SESSION:
            break
    return lignes
