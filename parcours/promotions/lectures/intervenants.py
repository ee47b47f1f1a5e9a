"""The speakers and the hosts, as the équipe filters them."""

from collections.abc import Mapping

from django.db.models import Prefetch, Q, QuerySet

from parcours.promotions.models import Intervenant, Sequence
from rameau.comptes.models import Personne


def intervenants_de(personne: Personne, adresse: Mapping[str, str]) -> QuerySet[Intervenant]:
    """Return those who speak or receive, by name or body if asked, with where each speaks."""
    liste = Intervenant.objects.visibles_par(personne).order_by("nom", "prenom", "pk")
    for mot in adresse.get("q", "").split():
        liste = liste.filter(
            Q(nom__icontains=mot) | Q(prenom__icontains=mot) | Q(organisme__icontains=mot)
        )
    return liste.prefetch_related(
        Prefetch("sequences", Sequence.objects.select_related("rencontre__promotion"))
    )
