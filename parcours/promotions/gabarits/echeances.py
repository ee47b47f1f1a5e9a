"""What a promotion has beside its stages, rencontres and works: coaching windows, lettres dédiées,
questionnaires, reminders; computed from the rows of its parcours."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from parcours.promotions.lectures.copies import ECHEANCES
from parcours.promotions.models import Echeance, ModeleEcheance, Parcours, Promotion
from parcours.promotions.models.programmes import Ancre
from rameau.commun import registres
from rameau.commun.registres import DatePrevue
from rameau.comptes.models import Personne


class Echeances:
    """The dated rows of this floor: one per row of the template."""

    def prevoir(
        self, *, parcours: Parcours, debut: date, sessions: Mapping[int, date]
    ) -> list[DatePrevue]:
        """Compute each row's dates; a row whose anchor does not exist is left out. One query."""
        prevues = []
        for modele in ModeleEcheance.objects.filter(etape__parcours=parcours).select_related(
            "etape"
        ):
            le = jour_de(modele.ancre, modele.jours, modele.etape.ordre, debut, sessions)
            jusquau = None
            if modele.jours_fin is not None:
                jusquau = jour_de(
                    modele.ancre_fin, modele.jours_fin, modele.etape.ordre, debut, sessions
                )
            if le is None or (modele.jours_fin is not None and jusquau is None):
                continue
            prevues.append(
                DatePrevue(
                    cle=str(modele.pk),
                    etape=modele.etape.ordre,
                    genre=modele.genre,
                    titre=modele.titre,
                    le=le,
                    jusquau=jusquau,
                )
            )
        return sorted(prevues, key=lambda prevue: (prevue.le, int(prevue.cle)))

    def creer(self, *, par: Personne, promotion: Promotion, dates: Sequence[DatePrevue]) -> None:
        """Write the rows of a promotion that has its stages."""
        etapes = {etape.ordre: etape for etape in promotion.etapes.all()}
        Echeance.objects.bulk_create(
            Echeance(
                etape=etapes[prevue.etape],
                modele_id=int(prevue.cle),
                genre=prevue.genre,
                titre=prevue.titre,
                le=prevue.le,
                jusquau=prevue.jusquau,
            )
            for prevue in dates
        )

    def copier(self, *, depuis: Parcours, vers: Parcours) -> None:
        """Give the stages of a new version the rows of the former."""
        etapes = {etape.ordre: etape for etape in vers.etapes.all()}
        copies = []
        for modele in ModeleEcheance.objects.filter(etape__parcours=depuis).select_related("etape"):
            modele.pk, modele.etape = None, etapes[modele.etape.ordre]
            copies.append(modele)
        ModeleEcheance.objects.bulk_create(copies)


def jour_de(
    ancre: str, jours: int, ordre: int, debut: date, sessions: Mapping[int, date]
) -> date | None:
    """Return the day `jours` days after an anchor of the stage `ordre`; None without anchor."""
    depuis = {
        Ancre.DEBUT.value: debut,
        Ancre.SESSION.value: sessions.get(ordre),
        Ancre.SUIVANTE.value: sessions.get(ordre + 1),
    }[ancre]
    return None if depuis is None else depuis + timedelta(days=jours)


def inscrire() -> None:
    """Register the rows of this floor."""
    registres.gabarits.inscrire(ECHEANCES, Echeances())
