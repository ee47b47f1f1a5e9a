"""What a rencontre that is over left undone: a half-day not signed, a catch-up not made."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, prefetch_related_objects
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.animation.lectures.demi_journees import moments_de, par_demi_journee
from parcours.animation.lectures.presences import ATTENDUE, est_venue, etaient_attendus, places
from parcours.animation.models import Presence, Rattrapage, Support, Synthese
from parcours.promotions.lectures.rappels import Lecture
from parcours.promotions.models import Rencontre
from parcours.promotions.rappels.visees import Visee
from rameau.commun import registres
from rameau.commun.registres import Rappel
from rameau.commun.texte import date_longue


class SignatureManquante:
    """By the option of half-days: those of a person that are over and bear no signature. Who was
    excused or absent, and who is not expected there, has nothing to sign."""

    libelle = "Demi-journée passée, pas encore signée"
    apres = True
    apres_cloture = False
    jours: tuple[int, ...] = (1,)

    def __call__(
        self, *, jour: date, delais: Mapping[int, Sequence[int]], lecture: Lecture
    ) -> list[Rappel]:
        visee = Visee(jour=jour, delais=delais, apres=self.apres)
        rencontres = [r for r in _tenues(visee, lecture) if par_demi_journee(r)]
        if not rencontres:
            return []
        prefetch_related_objects(rencontres, "sequences", places())
        notees: dict[tuple[int, int], dict[str, Presence]] = defaultdict(dict)
        for presence in Presence.objects.filter(rencontre__in=rencontres).order_by("pk"):
            notees[presence.rencontre_id, presence.participation_id][presence.moment] = presence
        return [
            Rappel(
                personne_id=participation.personne_id,
                promotion_id=rencontre.promotion_id,
                cle=f"signature-{rencontre.pk}",
                texte=f"« {rencontre.titre} », {date_longue(localdate(rencontre.debut))} : "
                f"{' et '.join(manquent)}, votre présence n'est pas signée. L'équipe vous donne un "
                "code ; si vous n'y étiez pas, dites-le en deux mots.",
                url=reverse("parcours:presence", args=[rencontre.promotion.code, rencontre.pk]),
                acte="Signer, ou dire pourquoi",
                date=localdate(rencontre.debut),
            )
            for rencontre in rencontres
            for participation in etaient_attendus(
                rencontre, lecture.participations[rencontre.promotion_id]
            )
            if (manquent := _a_signer(rencontre, notees[rencontre.pk, participation.pk]))
        ]


def _a_signer(rencontre: Rencontre, notees: Mapping[str, Presence]) -> list[str]:
    """The half-days of a rencontre that wait for this person's signature; where one is not bound
    to come, those where she is noted present."""
    attendues = []
    for demi in moments_de(rencontre):
        presence = notees.get(demi.moment)
        if presence is None:
            attend = rencontre.obligatoire
        else:
            attend = presence.etat == Presence.Etat.PRESENT and presence.signee_le is None
        if attend:
            attendues.append(str(demi.moment.label))
    return attendues


class RattrapageOuvert:
    """Who could not come to a session, once there is something of it to read, and has not said
    that she has caught up."""

    libelle = "Session manquée, pas encore rattrapée"
    apres = True
    apres_cloture = False
    jours: tuple[int, ...] = (10,)

    def __call__(
        self, *, jour: date, delais: Mapping[int, Sequence[int]], lecture: Lecture
    ) -> list[Rappel]:
        visee = Visee(jour=jour, delais=delais, apres=self.apres)
        rencontres = [r for r in _tenues(visee, lecture) if r.obligatoire]
        if not rencontres:
            return []
        lisibles = _a_lire(rencontres)
        notees: dict[tuple[int, int], list[Presence]] = defaultdict(list)
        for presence in Presence.objects.filter(rencontre__in=rencontres).order_by("pk"):
            notees[presence.rencontre_id, presence.participation_id].append(presence)
        return [
            Rappel(
                personne_id=participation.personne_id,
                promotion_id=rencontre.promotion_id,
                cle=f"rattrapage-{rencontre.pk}",
                texte=f"Vous n'avez pas pu venir à « {rencontre.titre} » : ce qui s'y est dit est "
                "réuni sur une page, à lire quand cela vous convient.",
                url=reverse("parcours:rattrapage", args=[rencontre.promotion.code, rencontre.pk]),
                acte="Rattraper",
                date=localdate(rencontre.debut),
            )
            for rencontre in rencontres
            if rencontre.pk in lisibles
            for participation in lecture.participations[rencontre.promotion_id]
            if _a_rattraper(notees[rencontre.pk, participation.pk])
        ]


def _a_rattraper(presences: Iterable[Presence]) -> bool:
    """Whether she missed it all and has not said that she has caught up."""
    notees = list(presences)
    return bool(notees) and not est_venue(notees) and any(p.rattrape_le is None for p in notees)


def _a_lire(rencontres: Iterable[Rencontre]) -> set[int]:
    """Those of which something may be read: a synthesis, a support, the équipe's words."""
    de_la_rencontre = {"rencontre": OuterRef("pk")}
    return set(
        Rencontre.objects.filter(
            Exists(Synthese.objects.filter(**de_la_rencontre, publiee_le__isnull=False))
            | Exists(Support.objects.filter(**de_la_rencontre, publie_le__isnull=False))
            | Exists(Rattrapage.objects.filter(**de_la_rencontre).exclude(texte="")),
            pk__in=[rencontre.pk for rencontre in rencontres],
        )
        .order_by("pk")
        .values_list("pk", flat=True)
    )


def _tenues(visee: Visee, lecture: Lecture) -> list[Rencontre]:
    """The rencontres where people are expected that took place on the days one looks at."""
    return [
        rencontre
        for rencontre in lecture.rencontres
        if rencontre.nature in ATTENDUE
        and visee.touche(rencontre.promotion_id, localdate(rencontre.debut))
    ]


def inscrire() -> None:
    """Register the kinds of reminders of this room."""
    registres.rappels.inscrire("signature", SignatureManquante(), rang=70)
    registres.rappels.inscrire("rattrapage", RattrapageOuvert(), rang=80)
