"""What the rooms hand on to one another while a lot of synthetic promotions is being filled."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random

from parcours.promotions.lectures.calendrier import Calendrier, calculer
from parcours.promotions.models import Binome, Parcours, Promotion
from parcours.travaux.exemples.redaction import Dossier, dossiers
from parcours.travaux.models import Livrable, Version
from rameau.commun.temps import instant_de_paris
from rameau.comptes.models import Personne
from territoires.models import Organisation, Territoire

STRUCTURES = 12
PAQUET = 2_000

# Of 20 promotions, how many are in each state, and how many days ago they may have begun.
_ETATS = (
    (Promotion.Etat.CLOSE, 14, (300, 2_500)),
    (Promotion.Etat.EN_COURS, 4, (10, 260)),
    (Promotion.Etat.EVALUATION, 1, (262, 299)),
    (Promotion.Etat.PREPARATION, 1, (-90, -30)),
)


@dataclass(kw_only=True)
class Fiche:
    """One synthetic promotion: the numbers it is drawn from, then the rows each room adds."""

    nom: str
    hasard: Random
    etat: str
    calendrier: Calendrier
    aujourdhui: date
    dossiers: list[Dossier]
    structures: list[Organisation] = field(default_factory=list)
    territoires: list[Territoire] = field(default_factory=list)
    membres: list[tuple[Personne, Personne]] = field(default_factory=list)
    coachs: list[Personne] = field(default_factory=list)
    comite: list[Personne] = field(default_factory=list)
    promotion: Promotion = field(default_factory=Promotion)
    binomes: list[Binome] = field(default_factory=list)

    def le(self, jours: int, heure: int = 10, minute: int = 0) -> datetime:
        """The instant so many days after the promotion's first day, at a Paris hour."""
        jour = self.calendrier.debut + timedelta(days=jours)
        return instant_de_paris(jour, time(heure, minute))

    def est_passe(self, jours: int) -> bool:
        """Say whether that day of the promotion is over."""
        return self.calendrier.debut + timedelta(days=jours) < self.aujourdhui

    def coach(self, rang: int) -> Personne:
        """Each coach follows a third of the binômes."""
        return self.coachs[rang % len(self.coachs)]


@dataclass(kw_only=True)
class Lot:
    """Some synthetic promotions filled together, in one transaction."""

    parcours: Parcours
    fiches: list[Fiche]
    versions: list[tuple[Fiche, Livrable, Version]] = field(default_factory=list)


def tirer(parcours: Parcours, *, graine: int, numero: int, aujourdhui: date) -> Fiche:
    """Draw a promotion: the same seed and number give the same one, whatever the lot."""
    hasard = Random(f"{graine}-{numero}")  # noqa: S311 (a draw of invented data, not a secret)
    etat, _, ages = hasard.choices(_ETATS, weights=[poids for _, poids, _ in _ETATS])[0]
    debut = aujourdhui - timedelta(days=hasard.randint(*ages))
    tous = list(dossiers("en-cours"))
    hasard.shuffle(tous)
    return Fiche(
        nom=f"{graine}-{numero}",
        hasard=hasard,
        etat=etat,
        calendrier=calculer(parcours, debut),
        aujourdhui=aujourdhui,
        dossiers=tous,
    )
