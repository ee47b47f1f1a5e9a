"""The vote on the topic of stage 3. It is secret, even of who voted: every catalyseur is told the
same, and neither a preview nor a journal says who has voted."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate, localtime

from parcours.attendus import catalyseurs_joignables
from parcours.models import Scrutin
from parcours.rappels.visees import Visee
from rameau.commun.registres import Rappel
from rameau.commun.texte import date_longue, heure

SUJET = "Le vote sur le sujet de l'étape 3"


def _rappels(scrutins: Sequence[Scrutin], *, champ: str, phrase: str) -> list[Rappel]:
    catalyseurs = catalyseurs_joignables(s.promotion_id for s in scrutins)
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
            for personne in catalyseurs.get(scrutin.promotion_id, [])
        ]
    return rappels


def _scrutins(visee: Visee, champ: str) -> list[Scrutin]:
    return [
        scrutin
        for scrutin in Scrutin.objects.filter(visee.instants(champ), promotion__in=visee.delais)
        .select_related("promotion")
        .order_by("pk")
        if visee.touche(scrutin.promotion_id, localdate(getattr(scrutin, champ)))
    ]


class VoteQuiOuvre:
    """The day the vote opens: nobody has voted yet."""

    libelle = "Vote qui s'ouvre"
    apres = False
    apres_cloture = False
    jours: tuple[int, ...] = (0,)

    def __call__(self, *, jour: date, delais: Mapping[int, Sequence[int]]) -> list[Rappel]:
        scrutins = _scrutins(Visee(jour=jour, delais=delais, apres=self.apres), "ouvre_le")
        phrase = f"{SUJET} ouvre le {{ouvre}}, jusqu'au {{ferme}}."
        return _rappels(scrutins, champ="ouvre_le", phrase=phrase)


class VoteQuiFerme:
    """A vote that is open and closes soon."""

    libelle = "Vote ouvert, bientôt fermé"
    apres = False
    apres_cloture = False
    jours: tuple[int, ...] = (2,)

    def __call__(self, *, jour: date, delais: Mapping[int, Sequence[int]]) -> list[Rappel]:
        scrutins = _scrutins(Visee(jour=jour, delais=delais, apres=self.apres), "ferme_le")
        ouverts = [s for s in scrutins if localdate(s.ouvre_le) <= jour]
        phrase = (
            f"{SUJET} ferme le {{ferme}}. Si votre voix y est déjà, merci : il n'y a rien à faire."
        )
        return _rappels(ouverts, champ="ferme_le", phrase=phrase)
