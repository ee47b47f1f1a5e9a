"""A vote that closes soon, told to those who have not voted."""

from collections.abc import Mapping, Sequence
from datetime import date, time, timedelta

from django.db.models import Exists, F, OuterRef
from django.urls import reverse
from django.utils.timezone import localdate, localtime

from parcours.attendus import joignables
from parcours.calendrier import instant_de_paris
from parcours.models import Bulletin, Participation, Scrutin
from rameau.commun.registres import Rappel
from rameau.commun.texte import date_longue, heure


class VoteQuiFerme:
    """The vote on the topic of stage 3, while it is open, for who has not put a ballot in."""

    libelle = "Vote ouvert, pas encore de bulletin"
    apres = False
    jours: tuple[int, ...] = (2,)

    def __call__(self, *, jour: date, delais: Mapping[int, Sequence[int]]) -> list[Rappel]:
        jours = {jour + timedelta(days=n) for nombres in delais.values() for n in nombres}
        if not jours:
            return []
        scrutins = {
            scrutin.promotion_id: scrutin
            for scrutin in Scrutin.objects.filter(
                promotion__in=delais,
                ouvre_le__lt=instant_de_paris(jour + timedelta(days=1), time()),
                ferme_le__gte=instant_de_paris(min(jours), time()),
                ferme_le__lt=instant_de_paris(max(jours) + timedelta(days=1), time()),
            )
            .select_related("promotion")
            .order_by("pk")
            if (localdate(scrutin.ferme_le) - jour).days in delais[scrutin.promotion_id]
        }
        if not scrutins:
            return []
        votants = (
            Participation.objects.actives()
            .filter(binome__promotion__in=scrutins, personne__in=joignables())
            .exclude(
                Exists(
                    Bulletin.objects.filter(
                        scrutin__promotion=OuterRef("binome__promotion"),
                        votant=OuterRef("personne"),
                    ).order_by()
                )
            )
            .annotate(promotion=F("binome__promotion"))
            .order_by("pk")
        )
        return [
            Rappel(
                personne_id=votant.personne_id,
                promotion_id=scrutin.promotion_id,
                cle=f"scrutin-{scrutin.pk}",
                texte="Le vote sur le sujet de l'étape 3 ferme le "
                f"{date_longue(localtime(scrutin.ferme_le))}, à "
                f"{heure(localtime(scrutin.ferme_le))}.",
                url=reverse("parcours:sujets", args=[scrutin.promotion.code]),
                acte="Voter",
                date=localdate(scrutin.ferme_le),
            )
            for votant in votants
            for scrutin in [scrutins[votant.promotion]]
        ]
