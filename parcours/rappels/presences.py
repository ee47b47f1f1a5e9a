"""What a rencontre that is over left undone: a half-day not signed, a catch-up not made."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.timezone import localdate

from parcours.appels import moments_de
from parcours.attendus import joignables
from parcours.models import Participation, Presence, Rattrapage, Rencontre, Support, Synthese
from parcours.models.presences import promotions_par_demi_journee
from parcours.presences import ATTENDUE, avec_places, est_venue, etaient_attendus
from parcours.rappels.visees import Visee
from rameau.commun.registres import Rappel
from rameau.commun.texte import date_longue


class SignatureManquante:
    """By the option of half-days: those of a person that are over and bear no signature. Who was
    excused or absent, and who is not expected there, has nothing to sign."""

    libelle = "Demi-journée passée, pas encore signée"
    apres = True
    apres_cloture = False
    jours: tuple[int, ...] = (1,)

    def __call__(self, *, jour: date, delais: Mapping[int, Sequence[int]]) -> list[Rappel]:
        visee = Visee(jour=jour, delais=delais, apres=self.apres)
        rencontres = _tenues(visee, Q(promotion__in=promotions_par_demi_journee().order_by()))
        participations = _participations(rencontres)
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
            for participation in etaient_attendus(rencontre, participations[rencontre.promotion_id])
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

    def __call__(self, *, jour: date, delais: Mapping[int, Sequence[int]]) -> list[Rappel]:
        visee = Visee(jour=jour, delais=delais, apres=self.apres)
        de_la_rencontre = {"rencontre": OuterRef("pk")}
        rencontres = _tenues(
            visee,
            Exists(Synthese.objects.filter(**de_la_rencontre, publiee_le__isnull=False))
            | Exists(Support.objects.filter(**de_la_rencontre, publie_le__isnull=False))
            | Exists(Rattrapage.objects.filter(**de_la_rencontre).exclude(texte="")),
            obligatoire=True,
        )
        notees: dict[tuple[int, int], list[Presence]] = defaultdict(list)
        for presence in Presence.objects.filter(rencontre__in=rencontres).order_by("pk"):
            notees[presence.rencontre_id, presence.participation_id].append(presence)
        participations = _participations(rencontres)
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
            for participation in participations[rencontre.promotion_id]
            if _a_rattraper(notees[rencontre.pk, participation.pk])
        ]


def _a_rattraper(presences: Iterable[Presence]) -> bool:
    """Whether she missed it all and has not said that she has caught up."""
    notees = list(presences)
    return bool(notees) and not est_venue(notees) and any(p.rattrape_le is None for p in notees)


def _tenues(visee: Visee, *conditions: Q | Exists, **champs: object) -> list[Rencontre]:
    """The rencontres where people are expected that took place on the days one looks at, with
    their agenda and their places."""
    rencontres = (
        Rencontre.objects.maintenues()
        .filter(visee.instants("debut"), *conditions, promotion__in=visee.delais, **champs)
        .filter(nature__in=ATTENDUE)
        .select_related("promotion__parcours")
        .prefetch_related("sequences")
        .order_by("debut", "pk")
    )
    return [
        rencontre
        for rencontre in avec_places(rencontres)
        if visee.touche(rencontre.promotion_id, localdate(rencontre.debut))
    ]


def _participations(rencontres: Iterable[Rencontre]) -> dict[int, list[Participation]]:
    """The members of their promotions who may be written to, in one query."""
    membres: dict[int, list[Participation]] = defaultdict(list)
    for participation in (
        Participation.objects.actives()
        .filter(
            binome__promotion__in={r.promotion_id for r in rencontres}, personne__in=joignables()
        )
        .select_related("binome")
        .order_by("pk")
    ):
        membres[participation.binome.promotion_id].append(participation)
    return membres
