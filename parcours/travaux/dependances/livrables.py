"""What of the works hangs on the date of a session."""

from datetime import datetime

from django.utils.timezone import localdate

from parcours.promotions.dependances.rencontres import ecart, rang_de_la_session
from parcours.promotions.models import Etape, Rencontre
from parcours.travaux.models import Livrable
from rameau.commun import registres
from rameau.commun.erreurs import RegleViolee
from rameau.commun.registres import Effet
from rameau.commun.texte import accorder, date_courte
from rameau.comptes.models import Personne


class TravailAttendu:
    """The work prepared for a session. A binôme to whom another day was granted keeps it."""

    def prevoir(self, *, rencontre: Rencontre, debut: datetime) -> list[Effet]:
        """The work's day; refused when it would not come after the former session."""
        etape, delta = self._etape(rencontre), ecart(rencontre, debut)
        if etape is None or etape.livrable_du_le is None or not delta:
            return []
        apres = etape.livrable_du_le + delta
        precedente = (
            Rencontre.objects.sessions().maintenues().filter(etape=etape).order_by("debut").first()
        )
        if precedente is not None and apres <= localdate(precedente.debut):
            raise RegleViolee(
                f"« {etape.modele.livrable.titre} » serait attendu le {date_courte(apres)}, avant "
                f"la fin de « {precedente.titre} » : choisissez un jour plus tardif.",
                constraint="rencontre_ordre",
            )
        suivis = Livrable.objects.filter(etape=etape)
        prolonges = suivis.exclude(du_le=etape.livrable_du_le).count()
        libelle = f"{etape.modele.livrable.titre} : attendu le"
        if prolonges:
            verbe = "garde son délai" if prolonges == 1 else "gardent leur délai"
            libelle += f" ({accorder(prolonges, 'binôme', 'binômes')} {verbe})"
        return [Effet(libelle=libelle, avant=etape.livrable_du_le, apres=apres)]

    def appliquer(
        self, *, par: Personne, rencontre: Rencontre, debut: datetime, instant: datetime
    ) -> None:
        """Move the day of the stage, and that of each work that had no day of its own."""
        etape, delta = self._etape(rencontre), ecart(rencontre, debut)
        if etape is None or etape.livrable_du_le is None:
            return
        apres = etape.livrable_du_le + delta
        Livrable.objects.filter(etape=etape, du_le=etape.livrable_du_le).update(du_le=apres)
        etape.livrable_du_le = apres
        etape.save(update_fields=["livrable_du_le"])

    def _etape(self, rencontre: Rencontre) -> Etape | None:
        rang = rang_de_la_session(rencontre)
        if rang is None:
            return None
        return (
            Etape.objects.filter(promotion=rencontre.promotion_id, ordre=rang - 1)
            .select_related("modele__livrable")
            .first()
        )


def inscrire() -> None:
    """Register what hangs on a rencontre here."""
    registres.dependances.inscrire("travail", TravailAttendu(), rang=10)
