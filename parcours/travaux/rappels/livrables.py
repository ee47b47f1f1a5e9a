"""Works that are not handed in: their day comes, or is over. `du_le` carries each extension."""

from collections.abc import Mapping, Sequence
from datetime import date

from parcours.promotions.lectures.rappels import Lecture
from parcours.promotions.rappels.visees import Visee
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Livrable
from rameau.commun import registres
from rameau.commun.registres import Rappel
from rameau.commun.texte import date_longue

ATTENDU = "{travail} est attendu le {jour}."


def _rappels(visee: Visee, lecture: Lecture, *, phrase: str) -> list[Rappel]:
    """Those of the works not handed in, in one query."""
    travaux = [
        travail
        for travail in Livrable.objects.filter(
            binome__promotion__in=visee.delais, du_le__in=visee.jours, remis_le=None
        )
        .select_related("binome")
        .order_by("du_le", "pk")
        if visee.touche(travail.binome.promotion_id, travail.du_le)
    ]
    return rappels_de(travaux, lecture, phrase=phrase)


def rappels_de(
    travaux: Sequence[Livrable], lecture: Lecture, *, phrase: str = ATTENDU
) -> list[Rappel]:
    """One per work and member of its binôme who may be written to."""
    for travail in travaux:
        travail.binome.promotion = lecture.promotions[travail.binome.promotion_id]
    return [
        Rappel(
            personne_id=personne,
            promotion_id=travail.binome.promotion_id,
            cle=f"livrable-{travail.pk}",
            texte=_majuscule(
                phrase.format(
                    travail=trame_de(travail.nature).avec_article, jour=date_longue(travail.du_le)
                )
            ),
            url=travail.get_absolute_url(),
            acte="Ouvrir notre travail",
            date=travail.du_le,
        )
        for travail in travaux
        for personne in lecture.du_binome[travail.binome_id]
    ]


def _majuscule(texte: str) -> str:
    return texte[:1].upper() + texte[1:]


class TravailAttendu:
    """A work whose day comes."""

    libelle = "Travail attendu, pas encore remis"
    apres = False
    apres_cloture = False
    jours: tuple[int, ...] = (14, 3)

    def __call__(
        self, *, jour: date, delais: Mapping[int, Sequence[int]], lecture: Lecture
    ) -> list[Rappel]:
        visee = Visee(jour=jour, delais=delais, apres=self.apres)
        return _rappels(visee, lecture, phrase=ATTENDU)


class TravailDepasse:
    """A work whose day is over."""

    libelle = "Date passée, travail pas encore remis"
    apres = True
    apres_cloture = False
    jours: tuple[int, ...] = (2,)

    def __call__(
        self, *, jour: date, delais: Mapping[int, Sequence[int]], lecture: Lecture
    ) -> list[Rappel]:
        return _rappels(
            Visee(jour=jour, delais=delais, apres=self.apres),
            lecture,
            phrase="{travail} était attendu le {jour}. Vous pouvez le remettre tel qu'il est ; si "
            "cette date ne vous convient pas, dites-le à l'équipe.",
        )


def inscrire() -> None:
    """Register the kinds of reminders of this room."""
    registres.rappels.inscrire("travail-attendu", TravailAttendu(), rang=10)
    registres.rappels.inscrire("travail-depasse", TravailDepasse(), rang=20)
