"""What hangs on the date of a session on this floor: the dates counted from it, its agenda. Each
moves by as many days as its session."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate, localtime

from parcours.promotions.models import Echeance, Rencontre
from parcours.promotions.models.programmes import Ancre
from rameau.commun import registres
from rameau.commun.erreurs import RegleViolee
from rameau.commun.registres import Effet
from rameau.commun.texte import accorder, date_courte
from rameau.comptes.models import Personne


def ecart(rencontre: Rencontre, debut: datetime) -> timedelta:
    """Return by how many days a rencontre would move."""
    return localdate(debut) - localdate(rencontre.debut)


def rang_de_la_session(rencontre: Rencontre) -> int | None:
    """The rank of the stage whose session this is; None for any other rencontre."""
    if rencontre.nature != Rencontre.Nature.SESSION or rencontre.etape is None:
        return None
    return rencontre.etape.ordre


class EcheancesLiees:
    """The dates that the parcours counts from this session."""

    def prevoir(self, *, rencontre: Rencontre, debut: datetime) -> list[Effet]:
        """Each end of each date that follows; refused when a window would close before it opens."""
        if not ecart(rencontre, debut):
            return []
        effets = []
        for echeance, le, jusquau in self._suites(rencontre, debut):
            if jusquau is not None and jusquau < le:
                raise RegleViolee(
                    f"« {echeance.titre} » se fermerait le {date_courte(jusquau)} avant de "
                    f"s'ouvrir le {date_courte(le)} : choisissez un autre jour.",
                    constraint="echeance_dates",
                )
            ouvre = f"{echeance.titre} : ouverture" if echeance.jusquau else echeance.titre
            if le != echeance.le:
                effets.append(Effet(libelle=ouvre, avant=echeance.le, apres=le))
            if jusquau is not None and echeance.jusquau and jusquau != echeance.jusquau:
                effets.append(
                    Effet(
                        libelle=f"{echeance.titre} : fermeture",
                        avant=echeance.jusquau,
                        apres=jusquau,
                    )
                )
        return effets

    def appliquer(
        self, *, par: Personne, rencontre: Rencontre, debut: datetime, instant: datetime
    ) -> None:
        """Move them, each end by the days of its own anchor."""
        moved = []
        for echeance, le, jusquau in self._suites(rencontre, debut):
            echeance.le, echeance.jusquau = le, jusquau
            moved.append(echeance)
        Echeance.objects.bulk_update(moved, ["le", "jusquau"])

    def _suites(
        self, rencontre: Rencontre, debut: datetime
    ) -> Iterator[tuple[Echeance, date, date | None]]:
        rang, delta = rang_de_la_session(rencontre), ecart(rencontre, debut)
        if rang is None:
            return
        echeances = (
            Echeance.objects.filter(
                etape__promotion=rencontre.promotion_id, etape__ordre__in=(rang - 1, rang)
            )
            .select_related("modele", "etape")
            .order_by("le", "pk")
        )
        for echeance in echeances:
            # Of the stage before, what is counted from the next session; of its own, from its own.
            ancre = Ancre.SESSION if echeance.etape.ordre == rang else Ancre.SUIVANTE
            suit = [un == ancre for un in (echeance.modele.ancre, echeance.modele.ancre_fin)]
            if any(suit):
                le = echeance.le + delta * suit[0]
                jusquau = echeance.jusquau and echeance.jusquau + delta * suit[1]
                yield echeance, le, jusquau


class Deroule:
    """The agenda of a rencontre, whose sequences count from its start: nothing is written."""

    def prevoir(self, *, rencontre: Rencontre, debut: datetime) -> list[Effet]:
        """One line for the whole agenda."""
        nombre = rencontre.sequences.count()
        if not nombre:
            return []
        return [
            Effet(
                libelle=f"Son déroulé, {accorder(nombre, 'séquence', 'séquences')} : dès",
                avant=localtime(rencontre.debut),
                apres=localtime(debut),
            )
        ]

    def appliquer(
        self, *, par: Personne, rencontre: Rencontre, debut: datetime, instant: datetime
    ) -> None:
        """Nothing: the sequences follow by themselves."""


def inscrire() -> None:
    """Register what hangs on a rencontre here."""
    registres.dependances.inscrire("echeances", EcheancesLiees(), rang=20)
    registres.dependances.inscrire("deroule", Deroule(), rang=30)
