"""The follow-up of the roadmaps, after the promotion's end: told to the binôme until each of its
actions has had its line, whatever has become of the promotion."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db.models import F
from django.urls import reverse

from parcours.promotions.lectures.rappels import Lecture
from parcours.promotions.rappels.visees import Visee
from parcours.travaux.lectures.contenus import lire
from parcours.travaux.lectures.suivis import actions_de, cle_de_rappel, dites_par_etat
from parcours.travaux.models import Version
from parcours.travaux.models.livrables import Nature
from parcours.travaux.models.suivis import Moment, moments_de
from rameau.commun import registres
from rameau.commun.registres import Rappel
from rameau.commun.texte import accorder, date_longue


class SuiviAttendu:
    """A moment of the follow-up that comes, and whose lines are not all written."""

    libelle = "Suivi des actions, pas encore dit"
    apres = False
    apres_cloture = True
    jours: tuple[int, ...] = (0,)
    phrase = (
        "Que deviennent les actions de votre feuille de route, {mois} après ? Il reste {restent} "
        "à dire, en une ligne chacune."
    )

    def __call__(
        self, *, jour: date, delais: Mapping[int, Sequence[int]], lecture: Lecture
    ) -> list[Rappel]:
        dus = _dus(Visee(jour=jour, delais=delais, apres=self.apres), lecture)
        if not dus:
            return []
        versions = list(
            Version.objects.filter(
                livrable__binome__promotion__in=dus,
                livrable__nature=Nature.FEUILLE_DE_ROUTE,
                livrable__version_remise=F("pk"),
            )
            .select_related("livrable__binome__promotion")
            .defer("document")
            .order_by("pk")
        )
        dites = dites_par_etat(versions)
        rappels = []
        for version in versions:
            binome = version.livrable.binome
            for moment in dus[binome.promotion_id]:
                fait = sum(dites[version.pk, moment.mois].values())
                restent = actions_de(lire(version)) - fait
                if restent <= 0:
                    continue
                texte = self.phrase.format(
                    mois=moment.libelle,
                    restent=accorder(restent, "action", "actions"),
                    jour=date_longue(moment.le),
                )
                adresse = [binome.promotion.code, binome.pk, moment.mois]
                rappels += [
                    Rappel(
                        personne_id=personne,
                        promotion_id=binome.promotion_id,
                        cle=cle_de_rappel(version.pk, moment.mois),
                        texte=texte,
                        url=reverse("parcours:suivi", args=adresse),
                        acte="Dire ce qu'elles deviennent",
                        date=moment.le,
                    )
                    for personne in lecture.du_binome[binome.pk]
                ]
        return rappels


class SuiviDepasse(SuiviAttendu):
    """The same, some days after its day."""

    libelle = "Suivi des actions, jour passé"
    apres = True
    jours: tuple[int, ...] = (21,)
    phrase = (
        "Votre feuille de route a eu {mois} le {jour} : il reste {restent} à dire. Une action "
        "arrêtée ou changée se dit aussi ; cela aide les suivants."
    )


def _dus(visee: Visee, lecture: Lecture) -> dict[int, list[Moment]]:
    """The moments that are told on this day, by promotion."""
    dus = {}
    for pk in visee.delais:
        moments = moments_de(lecture.promotions[pk], aujourdhui=visee.jour)
        if vus := [moment for moment in moments if visee.touche(pk, moment.le)]:
            dus[pk] = vus
    return dus


def inscrire() -> None:
    """Register the kinds of reminders of this room."""
    registres.rappels.inscrire("suivi", SuiviAttendu(), rang=130)
    registres.rappels.inscrire("suivi-depasse", SuiviDepasse(), rang=140)
