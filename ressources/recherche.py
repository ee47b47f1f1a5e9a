"""What the search box finds here: the resource centres, by their names."""

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from rameau.commun import registres
from rameau.commun.recherche import Requete, document
from rameau.commun.registres import Trouvaille
from rameau.comptes.models import Personne
from ressources.models import CentreRessources


class Centres:
    """Open to everyone who signs in."""

    libelle = "Centres de ressources"
    icone = "library"

    def chercher(self, *, personne: Personne, requete: Requete) -> QuerySet[CentreRessources]:
        visibles = CentreRessources.objects.visibles_par(personne)
        return visibles.alias(document=document("nom")).filter(document=requete.par_texte)

    def presenter(self, trouve: Any) -> Trouvaille:
        return Trouvaille(
            titre=trouve.nom,
            url=trouve.adresse or reverse("ressources:centres"),
            detail=trouve.hote,
        )


def inscrire() -> None:
    """Register what this app lets people find."""
    registres.recherche.inscrire("ressources", Centres())
