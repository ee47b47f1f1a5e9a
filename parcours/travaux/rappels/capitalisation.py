"""Quotes that the équipe asked for and that a binôme has not answered."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.urls import reverse
from django.utils.timezone import localdate

from parcours.promotions.lectures.rappels import Lecture
from parcours.promotions.models import Binome
from parcours.promotions.rappels.visees import Visee
from parcours.travaux.models import Citation
from rameau.commun import registres
from rameau.commun.registres import Rappel
from rameau.commun.texte import accorder


class CitationDemandee:
    """Passages of its works that a binôme alone may let quote; one line for all of a day."""

    libelle = "Citation demandée, pas encore de réponse"
    apres = True
    apres_cloture = False
    jours: tuple[int, ...] = (7,)

    def __call__(
        self, *, jour: date, delais: Mapping[int, Sequence[int]], lecture: Lecture
    ) -> list[Rappel]:
        visee = Visee(jour=jour, delais=delais, apres=self.apres)
        demandes: dict[Binome, list[date]] = {}
        for citation in (
            Citation.objects.en_attente()
            .filter(visee.instants("demandee_le"), version__livrable__binome__promotion__in=delais)
            .select_related("version__livrable__binome__promotion")
            .defer("version__contenu", "version__document")
            .order_by("demandee_le", "pk")
        ):
            binome, le = citation.version.livrable.binome, localdate(citation.demandee_le)
            if visee.touche(binome.promotion_id, le):
                demandes.setdefault(binome, []).append(le)
        return [
            Rappel(
                personne_id=personne,
                promotion_id=binome.promotion_id,
                cle=f"citations-{binome.pk}",
                texte=f"L'équipe souhaite citer {_passages(len(jours))} de "
                "vos travaux : oui en vous nommant, oui sans vous nommer, ou non, c'est à vous "
                "de le dire.",
                url=reverse("parcours:citations", args=[binome.promotion.code]),
                acte="Répondre",
                date=jours[0],
            )
            for binome, jours in demandes.items()
            for personne in lecture.du_binome[binome.pk]
        ]


def _passages(combien: int) -> str:
    return "un passage" if combien == 1 else accorder(combien, "passage", "passages")


def inscrire() -> None:
    """Register the kinds of reminders of this room."""
    registres.rappels.inscrire("citation", CitationDemandee(), rang=110)
