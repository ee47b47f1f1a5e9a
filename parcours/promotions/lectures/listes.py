"""The lists that the équipe filters by the address, as their page and their export read them."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db.models import Count, OuterRef, Prefetch, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from parcours.promotions.lectures.personnes import avec_courriel
from parcours.promotions.models import Binome, Candidature, Intervenant, Promotion, Sequence
from rameau.commun.chapeaux import Chapeau
from rameau.commun.texte import cle_de_tri
from rameau.comptes.models import Invitation, Personne


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


def candidatures_montrees(
    liste: Iterable[Candidature], adresse: Mapping[str, str]
) -> list[Candidature]:
    """Return the structures considered, by decision if asked; those that have their place come
    after those that still wait for a hand."""
    decision = adresse.get("decision", "")
    voulues = (
        (decision,) if decision in Candidature.Decision.values else Candidature.Decision.values
    )
    return sorted(
        (c for c in liste if c.decision in voulues), key=lambda c: c.binome_id is not None
    )


def personnes_connues(adresse: Mapping[str, str], *, instant: datetime) -> QuerySet[Personne]:
    """Return the people known to the platform with their hats and their latest invitation,
    searched by name or e-mail, by hat, or by an invitation to send again."""
    liste = Personne.objects.avec_chapeaux().order_by("cle_de_tri", "pk")
    cherche, chapeau = adresse.get("q", "").strip(), adresse.get("chapeau", "")
    if cherche:
        liste = liste.filter(
            Q(cle_de_tri__contains=cle_de_tri(cherche)) | Q(email__contains=cherche.lower())
        )
    if chapeau in {un.value for un in Chapeau}:
        liste = liste.filter(**{f"chapeau_{chapeau}": True})
    elif chapeau == "a-relancer":
        expirees = Invitation.objects.en_attente().filter(expire_le__lte=instant)
        liste = liste.filter(pk__in=expirees.order_by().values("personne"))
    return liste.prefetch_related(avec_courriel(instant))


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
