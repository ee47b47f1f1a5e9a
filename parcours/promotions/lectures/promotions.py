"""What many pages read of a promotion, in order."""

from collections.abc import Mapping

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from parcours.promotions.models import (
    Binome,
    Promotion,
    Rencontre,
)
from rameau.commun.compiled import compiled
from rameau.comptes.models import Personne


@compiled
def rencontres_de(promotion: Promotion) -> QuerySet[Rencontre]:
    """Return all the rencontres of a promotion, by date, with their stage."""
    return promotion.rencontres.select_related("etape").order_by("debut", "pk")


@compiled
def binomes_de(promotion: Promotion) -> QuerySet[Binome]:
    """Return the binômes of a promotion in the order of its seats, with where they come from."""
    return promotion.binomes.select_related("structure", "territoire").order_by("rang")


def promotions_de(personne: Personne, adresse: Mapping[str, str]) -> QuerySet[Promotion]:
    """Return the promotions the person sees, the latest first or as asked, with their number of
    binômes, by state if asked."""
    # Counted for the rows that are read, not for every promotion.
    binomes = Binome.objects.filter(promotion=OuterRef("pk")).order_by().values("promotion")
    binomes = binomes.annotate(nombre=Count("pk"))
    liste = (
        Promotion.objects.visibles_par(personne)
        .select_related("parcours")
        .annotate(nombre_de_binomes=Coalesce(Subquery(binomes.values("nombre")), 0))
        .order_by(tri_des_promotions(adresse), "-pk")
    )
    etat = adresse.get("etat", "")
    return liste.filter(etat=etat) if etat in Promotion.Etat.values else liste


def tri_des_promotions(adresse: Mapping[str, str]) -> str:
    """Return the order that an address asks for, the latest first otherwise."""
    tri = adresse.get("tri", "")
    return tri if tri in ("nom", "-nom", "debut", "-debut") else "-debut"
