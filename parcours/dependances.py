"""What hangs on the date of a session on this floor: the work due for it, the dates counted from
it, its agenda. Each moves by as many days as its session."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate, localtime

from parcours.models import Echeance, Etape, Livrable, Rencontre
from parcours.models.programmes import Ancre
from rameau.commun.erreurs import RegleViolee
from rameau.commun.registres import Effet
from rameau.commun.texte import accorder, date_courte
from rameau.comptes.models import Personne


def ecart(rencontre: Rencontre, debut: datetime) -> timedelta:
    """Return by how many days a rencontre would move."""
    return localdate(debut) - localdate(rencontre.debut)


def _rang(rencontre: Rencontre) -> int | None:
    """The rank of the stage whose session this is; None for any other rencontre."""
    if rencontre.nature != Rencontre.Nature.SESSION or rencontre.etape is None:
        return None
    return rencontre.etape.ordre


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
        rang = _rang(rencontre)
        if rang is None:
            return None
        return (
            Etape.objects.filter(promotion=rencontre.promotion_id, ordre=rang - 1)
            .select_related("modele__livrable")
            .first()
        )


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
        rang, delta = _rang(rencontre), ecart(rencontre, debut)
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
