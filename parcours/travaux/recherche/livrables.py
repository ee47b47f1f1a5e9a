"""What the search box finds of the works."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from parcours.travaux.lectures.contenus import contenu_au_niveau
from parcours.travaux.models import Version
from rameau.commun import registres
from rameau.commun.markdown import plain_text
from rameau.commun.recherche import Requete
from rameau.commun.registres import Trouvaille
from rameau.comptes.models import Personne


class Travaux:
    """The works, by what is written in the last version one may read: never in a text that is
    not shared with the person."""

    libelle = "Travaux partagés"
    icone = "notebook-pen"

    def chercher(self, *, personne: Personne, requete: Requete) -> QuerySet[Version]:
        visibles = Version.objects.visibles_par(personne)
        plus_tard = visibles.filter(
            livrable=OuterRef("livrable"), numero__gt=OuterRef("numero")
        ).order_by()
        return (
            visibles.avec_niveau(personne)
            .filter(~Exists(plus_tard), document=requete.par_texte)
            .select_related(
                "livrable__binome__structure",
                "livrable__binome__territoire",
                "livrable__binome__promotion",
            )
            .order_by("-figee_le", "-pk")
        )

    def presenter(self, trouve: Any) -> Trouvaille:
        contenu = contenu_au_niveau(trouve, trouve.niveau_du_lecteur)
        textes = [section.texte for section in contenu.sections] + [
            f"{element.titre}. {element.detail}" for element in contenu.elements
        ]
        binome = trouve.livrable.binome
        return Trouvaille(
            titre=contenu.titre,
            url=trouve.get_absolute_url(),
            detail=f"{binome.nom}, version {trouve.numero} – {binome.promotion.nom}",
            texte=" ".join(plain_text(texte) for texte in textes if texte),
        )


def inscrire() -> None:
    """Register what this app lets people find."""
    registres.recherche.inscrire("travaux", Travaux())
