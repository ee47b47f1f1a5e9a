"""A version of a parcours, read whole: what it holds and what it lacks. Nothing here writes."""

from datetime import date

from django.db.models import Prefetch, QuerySet

from parcours.promotions.lectures.calendrier import calculer, refuser
from parcours.promotions.models import (
    ModeleEtape,
    ModeleLivrable,
    ModeleRencontre,
    ModeleSequence,
    Parcours,
)
from parcours.promotions.models.rencontres import Rencontre
from parcours.travaux.lectures.trames import sections_de
from rameau.commun.empreintes import empreinte

ETAPES = 4


def etapes_de(parcours: Parcours) -> "QuerySet[ModeleEtape]":
    """The stages of a version with all they hold, in five queries."""
    return parcours.etapes.select_related("livrable").prefetch_related(
        Prefetch(
            "rencontres",
            ModeleRencontre.objects.prefetch_related("sequences").order_by("jour", "pk"),
        ),
        "echeances",
    )


def manques(parcours: Parcours) -> list[str]:
    """Return what a draft lacks before promotions may be born from it, in words."""
    etapes = list(etapes_de(parcours).order_by("ordre"))
    presentes = {etape.ordre for etape in etapes}
    absents = [f"l'étape {ordre}" for ordre in range(1, ETAPES + 1) if ordre not in presentes]
    for etape in etapes:
        sessions = [r for r in etape.rencontres.all() if r.nature == Rencontre.Nature.SESSION]
        if len(sessions) != 1:
            absents.append(f"une session, et une seule, à l'étape {etape.ordre}")
        for session in sessions:
            minutes = sum(moment.duree_minutes for moment in session.sequences.all())
            if minutes != session.duree_minutes:
                absents.append(
                    f"un déroulé de {session.duree_minutes} minutes pour « {session.titre} » "
                    f"(il en compte {minutes})"
                )
        if etape.ordre < ETAPES and not _livrable(etape):
            absents.append(f"le travail de l'étape {etape.ordre}")
    if not parcours.temps.exists():
        absents.append("les temps du programme")
    # Any day will do: what is refused does not depend on it.
    jour = date(2027, 1, 4)
    absents += [
        refus.message.rstrip(".")
        for refus in refuser(calculer(parcours, jour), aujourdhui=jour)
        if presentes
    ]
    return absents


def questions_de(travail: ModeleLivrable) -> dict[str, str]:
    """The question of each section of a work, as this version asks it."""
    return {s.code: s.question for s in sections_de(travail.nature, travail.questions)}


def empreinte_de_l_etape(etape: ModeleEtape | None) -> str:
    """Tell a stage as it is written from any other: whoever writes it says what she had read."""
    if etape is None:
        return empreinte(())
    livrable, rencontres = _livrable(etape), etape.rencontres.order_by("jour", "pk")
    sequences = ModeleSequence.objects.filter(rencontre__etape=etape).order_by("ordre")
    echeances = etape.echeances.order_by("pk")
    return empreinte(
        (
            *(etape.titre, etape.theorie_titre, etape.theorie_points, etape.pratique),
            livrable and (livrable.nature, livrable.titre, livrable.jours_avant),
            *rencontres.values_list("nature", "titre", "jour", "heure", "duree_minutes"),
            *sequences.values_list("temps", "titre", "duree_minutes"),
            *echeances.values_list("titre", "genre", "jours", "ancre", "jours_fin", "ancre_fin"),
        )
    )


def _livrable(etape: ModeleEtape) -> ModeleLivrable | None:
    return getattr(etape, "livrable", None)
