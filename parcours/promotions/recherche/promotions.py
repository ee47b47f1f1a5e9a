"""What the search box finds here: promotions, rencontres, binômes, their people, shared works."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse

from parcours.promotions.models import AffectationCoach, Binome, Participation, Promotion, Rencontre
from rameau.commun import registres
from rameau.commun.recherche import Requete, document, noms
from rameau.commun.registres import Trouvaille
from rameau.commun.texte import date_sans_jour, periode
from rameau.comptes.models import Personne
from territoires.recherche import structures_nommees, territoires_nommes


class Promotions:
    libelle = "Promotions"
    icone = "git-branch"

    def chercher(self, *, personne: Personne, requete: Requete) -> QuerySet[Promotion]:
        visibles = Promotion.objects.visibles_par(personne)
        return (
            visibles.alias(document=document("nom"))
            .filter(document=requete.par_texte)
            .order_by("-debut", "-pk")
        )

    def presenter(self, trouve: Any) -> Trouvaille:
        return Trouvaille(
            titre=trouve.nom,
            url=trouve.get_absolute_url(),
            detail=periode(trouve.debut, trouve.fin),
        )


class Rencontres:
    """Found by their title, their place or their town, cancelled ones included."""

    libelle = "Rencontres"
    icone = "calendar-days"

    def chercher(self, *, personne: Personne, requete: Requete) -> QuerySet[Rencontre]:
        visibles = Rencontre.objects.visibles_par(personne)
        return (
            visibles.alias(document=document("titre", "lieu", "adresse"))
            .filter(document=requete.par_texte)
            .select_related("promotion")
            .order_by("-debut", "-pk")
        )

    def presenter(self, trouve: Any) -> Trouvaille:
        jour = date_sans_jour(trouve.debut.date())
        quoi = f"{jour}, annulée" if trouve.annulee_le else jour
        lieu = f", {trouve.lieu}" if trouve.lieu else ""
        return Trouvaille(
            titre=trouve.titre,
            url=trouve.get_absolute_url(),
            detail=f"{quoi}{lieu} – {trouve.promotion.nom}",
        )


class Binomes:
    """Found by the name of their structure or of their territory."""

    libelle = "Binômes"
    icone = "handshake"

    def chercher(self, *, personne: Personne, requete: Requete) -> QuerySet[Binome]:
        visibles = Binome.objects.visibles_par(personne)
        structures = structures_nommees(requete).order_by().values("pk")
        territoires = territoires_nommes(requete).order_by().values("pk")
        tous = Binome.objects.order_by()
        # A union rather than an OR: each half is answered by an index.
        trouves = (
            tous.filter(structure__in=structures)
            .values("pk")
            .union(tous.filter(territoire__in=territoires).values("pk"))
        )
        return (
            visibles.filter(pk__in=trouves)
            .select_related("structure", "territoire", "promotion")
            .order_by("-promotion__debut", "promotion", "rang")
        )

    def presenter(self, trouve: Any) -> Trouvaille:
        return Trouvaille(
            titre=trouve.nom,
            url=reverse("parcours:binome", args=[trouve.promotion.code, trouve.pk]),
            detail=f"{trouve.structure} – {trouve.promotion.nom}",
        )


class Gens:
    """The catalyseurs and the coaches of the promotions one sees, by their names."""

    libelle = "Personnes"
    icone = "users"

    def chercher(self, *, personne: Personne, requete: Requete) -> QuerySet[Personne]:
        visibles = Promotion.objects.visibles_par(personne).order_by()
        places = (
            Participation.objects.actives()
            .filter(personne=OuterRef("pk"), binome__promotion__in=visibles)
            .order_by("-binome__promotion__debut", "pk")
        )
        suivis = AffectationCoach.objects.filter(
            coach=OuterRef("pk"), jusqua=None, binome__promotion__in=visibles
        ).order_by("-binome__promotion__debut", "pk")
        return (
            Personne.objects.alias(nommee=noms("cle_de_tri"))
            .filter(nommee=requete.par_nom)
            .filter(Q(Exists(places)) | Q(Exists(suivis)))
            .annotate(
                binome_pk=Subquery(places.values("binome")[:1]),
                structure=Subquery(places.values("binome__structure__nom")[:1]),
                promotion_de_la_place=Subquery(places.values("binome__promotion__code")[:1]),
                promotion_suivie=Subquery(suivis.values("binome__promotion__code")[:1]),
            )
            .order_by("cle_de_tri", "pk")
        )

    def presenter(self, trouve: Any) -> Trouvaille:
        if trouve.binome_pk is None:
            return Trouvaille(
                titre=trouve.nom_complet,
                url=reverse("parcours:promotion", args=[trouve.promotion_suivie]),
                detail="coach",
            )
        return Trouvaille(
            titre=trouve.nom_complet,
            url=reverse("parcours:binome", args=[trouve.promotion_de_la_place, trouve.binome_pk]),
            detail=trouve.structure,
        )


def inscrire() -> None:
    """Register what this app lets people find, in the order of the page."""
    registres.recherche.inscrire("promotions", Promotions())
    registres.recherche.inscrire("rencontres", Rencontres())
    registres.recherche.inscrire("binomes", Binomes())
    registres.recherche.inscrire("personnes", Gens())
