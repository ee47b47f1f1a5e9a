"""What the search box finds here: structures and territories, together, by their names."""

from typing import Any

from django.db.models import QuerySet

from rameau.commun import registres
from rameau.commun.recherche import Requete, noms
from rameau.commun.registres import Trouvaille
from rameau.comptes.models import Personne
from territoires.models import Organisation, Territoire


def structures_nommees(requete: Requete) -> QuerySet[Organisation]:
    """The structures that bear these words in their name."""
    return Organisation.objects.alias(nommee=noms("cle_de_tri")).filter(nommee=requete.par_nom)


def territoires_nommes(requete: Requete) -> QuerySet[Territoire]:
    """The territories that bear these words in their name."""
    return Territoire.objects.alias(nomme=noms("cle_de_tri")).filter(nomme=requete.par_nom)


class StructuresEtTerritoires:
    """A territory is found by its own name or by that of the structure that animates it."""

    libelle = "Structures et territoires"
    icone = "map"

    def chercher(self, *, personne: Personne, requete: Requete) -> QuerySet[Territoire]:
        visibles = Territoire.objects.visibles_par(personne).order_by()
        # A union rather than an OR: each half is answered by an index.
        trouves = (
            territoires_nommes(requete)
            .order_by()
            .values("pk")
            .union(
                Territoire.objects.filter(
                    structure__in=structures_nommees(requete).order_by().values("pk")
                )
                .order_by()
                .values("pk")
            )
        )
        return (
            visibles.filter(pk__in=trouves).select_related("structure").order_by("cle_de_tri", "pk")
        )

    def presenter(self, trouve: Any) -> Trouvaille:
        return Trouvaille(
            titre=trouve.nom, url=trouve.get_absolute_url(), detail=str(trouve.structure)
        )


def inscrire() -> None:
    """Register what this app lets people find."""
    registres.recherche.inscrire("territoires", StructuresEtTerritoires())
