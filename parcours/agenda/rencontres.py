"""The rencontres of a person's agenda."""

from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet

from parcours.a_traiter.sources import PROMOTIONS_SUIVIES
from parcours.calendrier import instant_de_paris
from parcours.models import Promotion, Rencontre
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.registres import RendezVous
from rameau.comptes.models import Personne


def source(*, personne: Personne, du: date, au: date) -> list[RendezVous]:
    """Those of the promotions she lives or coaches; for the équipe, of the latest open ones; for
    the committee, the journées conclusives of the programmes it follows."""
    debut, fin = instant_de_paris(du, time()), instant_de_paris(au + timedelta(days=1), time())
    return [en_rendez_vous(rencontre) for rencontre in _entre(personne, debut, fin)]


@compiled
def _entre(personne: Personne, debut: datetime, fin: datetime) -> QuerySet[Rencontre]:
    return (
        Rencontre.objects.visibles_par(personne)
        .filter(_les_siennes(personne), debut__lt=fin, fin__gte=debut)
        .select_related("promotion", "etape")
        .order_by("debut", "pk")
    )


def _les_siennes(personne: Personne) -> Q:
    miennes = Q(
        promotion__in=personne.participations.filter(jusqua=None).values("binome__promotion")
    ) | Q(promotion__in=personne.binomes_suivis.filter(jusqua=None).values("binome__promotion"))
    miennes |= Q(
        nature=Rencontre.Nature.JOURNEE,
        promotion__programme__in=personne.sieges.filter(jusqua=None).values("programme"),
    )
    if personne.porte(Chapeau.EQUIPE):
        suivies = Promotion.objects.ouvertes().order_by("-debut", "-pk")[:PROMOTIONS_SUIVIES]
        miennes |= Q(promotion__in=suivies.values("pk"))
    return miennes


def en_rendez_vous(rencontre: Rencontre) -> RendezVous:
    """Return a rencontre as a calendar shows it; « comment venir », which may name someone, stays
    on its page. `rencontre` comes with its promotion and its stage."""
    presence = " Votre présence est attendue." if rencontre.obligatoire else ""
    return RendezVous(
        cle=f"rencontre-{rencontre.pk}",
        titre=rencontre.titre,
        debut=rencontre.debut,
        fin=rencontre.fin,
        lieu=", ".join(filter(None, (rencontre.lieu, rencontre.adresse))),
        lien=rencontre.lien,
        url=rencontre.get_absolute_url(),
        nature=rencontre.nature,
        libelle=rencontre.get_nature_display(),
        etape=rencontre.etape.ordre if rencontre.etape else None,
        revision=rencontre.revision,
        annule=rencontre.annulee_le is not None,
        attendu=rencontre.obligatoire,
        description=f"{rencontre.promotion.nom}, {rencontre.get_nature_display()}.{presence}",
    )


def inscrire() -> None:
    """Register the source of this room."""
    registres.agenda.inscrire("rencontres", source)
