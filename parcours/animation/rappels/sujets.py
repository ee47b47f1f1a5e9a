"""The vote on the topic of stage 3. It is secret, even of who voted: every catalyseur is told the
same, and neither a preview nor a journal says who has voted."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate, localtime

from parcours.animation.models import Scrutin
from parcours.promotions.lectures.rappels import Lecture
from parcours.promotions.rappels.visees import Visee
from rameau.commun import registres
from rameau.commun.registres import Rappel
from rameau.commun.texte import date_longue, heure

SUJET = "Le vote sur le sujet de l'étape 3"


def _rappels(
    scrutins: Sequence[Scrutin], lecture: Lecture, *, champ: str, phrase: str
) -> list[Rappel]:
    rappels = []
    for scrutin in scrutins:
        ouvre, ferme = localtime(scrutin.ouvre_le), localtime(scrutin.ferme_le)
        texte = phrase.format(
            ouvre=f"{date_longue(ouvre)}, à {heure(ouvre)}",
            ferme=f"{date_longue(ferme)}, à {heure(ferme)}",
        )
        rappels += [
            Rappel(
                personne_id=personne,
                promotion_id=scrutin.promotion_id,
                cle=f"scrutin-{scrutin.pk}",
                texte=texte,
                url=reverse("parcours:sujets", args=[scrutin.promotion.code]),
                acte="Aller au vote",
                date=localdate(getattr(scrutin, champ)),
            )
            for personne in lecture.de_la_promotion(scrutin.promotion_id)
        ]
    return rappels


def _scrutins(visee: Visee, lecture: Lecture, champ: str) -> list[Scrutin]:
    scrutins = [getattr(lecture.promotions[pk], "scrutin", None) for pk in visee.delais]
    return [
        scrutin
        for scrutin in scrutins
        if scrutin is not None
        and visee.touche(scrutin.promotion_id, localdate(getattr(scrutin, champ)))
    ]


class VoteQuiOuvre:
    """The day the vote opens: nobody has voted yet."""

    libelle = "Vote qui s'ouvre"
    apres = False
    apres_cloture = False
    jours: tuple[int, ...] = (0,)

    def __call__(
        self, *, jour: date, delais: Mapping[int, Sequence[int]], lecture: Lecture
    ) -> list[Rappel]:
        visee = Visee(jour=jour, delais=delais, apres=self.apres)
        scrutins = _scrutins(visee, lecture, "ouvre_le")
        phrase = f"{SUJET} ouvre le {{ouvre}}, jusqu'au {{ferme}}."
        return _rappels(scrutins, lecture, champ="ouvre_le", phrase=phrase)


class VoteQuiFerme:
    """A vote that is open and closes soon."""

    libelle = "Vote ouvert, bientôt fermé"
    apres = False
    apres_cloture = False
    jours: tuple[int, ...] = (2,)

    def __call__(
        self, *, jour: date, delais: Mapping[int, Sequence[int]], lecture: Lecture
    ) -> list[Rappel]:
        visee = Visee(jour=jour, delais=delais, apres=self.apres)
        scrutins = _scrutins(visee, lecture, "ferme_le")
        ouverts = [s for s in scrutins if localdate(s.ouvre_le) <= jour]
        phrase = (
            f"{SUJET} ferme le {{ferme}}. Si votre voix y est déjà, merci : il n'y a rien à faire."
        )
        return _rappels(ouverts, lecture, champ="ferme_le", phrase=phrase)


def inscrire() -> None:
    """Register the kinds of reminders of this room."""
    registres.rappels.inscrire("vote-ouvre", VoteQuiOuvre(), rang=90)
    registres.rappels.inscrire("vote-ferme", VoteQuiFerme(), rang=100)
