"""What lower floors need from upper ones: typed places, filled in each app's `AppConfig.ready()`.

A registry is read by a lower floor that must not import the upper one. Nothing else carries
business upward: no signal does.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

from django.db.models import Exists, QuerySet

from rameau.commun.limits import SECONDS, Progress

if TYPE_CHECKING:
    from rameau.commun.exports import Tableau
    from rameau.commun.recherche import Requete

T = TypeVar("T")


class Registre(Generic[T]):
    """Named entries by their rank, then as they came; registering a name twice is an error."""

    def __init__(self, nom: str) -> None:
        self.nom = nom
        self._entrees: dict[str, T] = {}
        self._rangs: dict[str, int] = {}

    def inscrire(self, cle: str, valeur: T, *, rang: int = 0) -> None:
        if cle in self._entrees:
            raise ValueError(f"{self.nom}: « {cle} » est déjà inscrit")
        self._rangs[cle] = rang
        entrees = {**self._entrees, cle: valeur}
        self._entrees = {nom: entrees[nom] for nom in sorted(entrees, key=self._rangs.__getitem__)}

    def __getitem__(self, cle: str) -> T:
        return self._entrees[cle]

    def __contains__(self, cle: str) -> bool:
        return cle in self._entrees

    def __iter__(self) -> Iterator[T]:
        return iter(self._entrees.values())

    def items(self) -> Iterable[tuple[str, T]]:
        return self._entrees.items()


# --- chapeaux: person → hats ---------------------------------------------------------------
class ChapeauFactuel(Protocol):
    """Returns the fact that gives the hat, as an Exists over `OuterRef("pk")` of a person."""

    def __call__(self) -> Exists: ...


chapeaux: Registre[ChapeauFactuel] = Registre("chapeaux")


# --- journal: where the action frame writes its row ------------------------------------------
class Journal(Protocol):
    def consigner(
        self,
        *,
        par_id: int | None,
        pour_le_compte_de_id: int | None,
        verbe: str,
        type_objet: str,
        objet_id: int | None,
        avant: Mapping[str, Any],
        apres: Mapping[str, Any],
        cle: str | None,
    ) -> None: ...


class _Journal:
    _journal: Journal | None = None

    def inscrire(self, journal: Journal) -> None:
        self._journal = journal

    def get(self) -> Journal:
        if self._journal is None:
            raise LookupError("aucun journal n'est inscrit : une action ne peut rien écrire")
        return self._journal


journal = _Journal()


# --- données personnelles: the nature of each field of each model ---------------------------
@dataclass(frozen=True, kw_only=True)
class Declaration:
    """Which fields of a model are personal, which are texts of people, which are technical.

    Each is a string of field names separated by spaces. A model that holds anything of people
    says besides, in the words of the page « Données personnelles », what it is, what it is kept
    for and until when.
    """

    personnelles: str = ""
    textes: str = ""
    techniques: str = ""
    quoi: str = ""
    pourquoi: str = ""
    duree: str = ""

    def tous(self) -> list[str]:
        return f"{self.personnelles} {self.textes} {self.techniques}".split()


class _DonneesPersonnelles(Registre[Declaration]):
    def technical_fields(self, label: str) -> frozenset[str]:
        """Return the fields the journal may show in clear; none for an undeclared model."""
        return frozenset(self[label].techniques.split()) if label in self else frozenset()


donnees_personnelles = _DonneesPersonnelles("donnees_personnelles")


# --- à traiter: facts that need a hand of the équipe, with the act at hand -------------------
@dataclass(frozen=True, kw_only=True)
class Fait:
    """One line of « À traiter »: what is the case, since when, and the page where to act."""

    texte: str
    url: str
    acte: str
    echeance: date | None = None
    urgent: bool = False


class SourceDeFaits(Protocol):
    """Returns the facts of one kind that `personne` may act upon; constant number of queries."""

    def __call__(self, *, personne: Any, maintenant: datetime) -> list[Fait]: ...


a_traiter: Registre[SourceDeFaits] = Registre("a_traiter")


class SourceDUnePromotion(Protocol):
    """The same, about one promotion."""

    def __call__(self, *, personne: Any, maintenant: datetime, promotion: Any) -> list[Fait]: ...


a_traiter_de_promotion: Registre[SourceDUnePromotion] = Registre("a_traiter_de_promotion")


# --- exports: the lists that the équipe takes away ---------------------------------------------
class Export(Protocol):
    """Composes a list as its page shows it: what the person may see, with the filter of the page,
    in a constant number of queries. It is given what the list is about (a programme, a
    promotion, a rencontre, nothing for the whole platform), then who asks."""

    def __call__(self, *de: Any) -> "Tableau[Any]": ...


# By what a list is about: « promotion/binomes », « rencontre/presences ».
exports: Registre[Export] = Registre("exports")


# --- recherche: what a person may find, kind by kind ------------------------------------------
@dataclass(frozen=True, kw_only=True)
class Trouvaille:
    """One thing found: its title, its page, what tells it from others, and its text if any."""

    titre: str
    url: str
    detail: str = ""
    texte: str = ""


class GenreDeRecherche(Protocol):
    """One kind of things that the search box finds.

    `chercher` returns, in order, those of the kind that the query finds among what `personne`
    may see (through `visibles_par` only), in one query; the page bounds it and counts it.
    """

    libelle: str
    icone: str

    def chercher(self, *, personne: Any, requete: "Requete") -> QuerySet[Any]: ...

    def presenter(self, trouve: Any) -> Trouvaille: ...


recherche: Registre[GenreDeRecherche] = Registre("recherche")


# --- ressources: what there is to read about something ------------------------------------------
class SourceDeRessources(Protocol):
    """Returns what `personne` may read about something that bears these tags, in this parcours
    (its title), the nearest first; a constant number of queries."""

    def __call__(
        self, *, personne: Any, etiquettes: Sequence[str], parcours: str
    ) -> list[Trouvaille]: ...


ressources: Registre[SourceDeRessources] = Registre("ressources")


# --- références and exemples: what the loading commands call, floor by floor -----------------
class Chargeur(Protocol):
    """Loads the app's part of the reference data; may run again without harm."""

    def __call__(self, *, donnees: Mapping[str, Any]) -> None: ...


references: Registre[Chargeur] = Registre("references")


# --- gabarits de courriel: kind of mail → its message, rendered when it leaves ---------------
@dataclass(frozen=True, kw_only=True)
class PieceCalendrier:
    """An iCalendar object that a mail carries: its file name, its METHOD, its text."""

    nom: str
    methode: str
    contenu: bytes


@dataclass(frozen=True, kw_only=True)
class Message:
    """A mail ready to be rendered: subject, template (without extension) and its context.

    `adresse` is where it goes when its row names nobody: someone who has no account;
    `calendriers` are the calendars it carries.
    """

    objet: str
    gabarit: str
    contexte: dict[str, Any]
    adresse: str = ""
    calendriers: tuple[PieceCalendrier, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GabaritCourriel:
    """A kind of mail: `preparer` makes the message of a row when it leaves, or None if it is
    no longer to be sent (a kind without it leaves at once and is never a row); `exemple` is a
    context of invented data for the preview page; `apres_envoi` is told the row once the mail
    server has taken the mail."""

    libelle: str
    preparer: Callable[[int], Message | None] | None = None
    exemple: Callable[[], Message]
    apres_envoi: Callable[[int], None] | None = None


courriels: Registre[GabaritCourriel] = Registre("courriels")


# --- gabarits de document: kind of document → its content, composed by a worker ---------------
class Format(Enum):
    """What a document is, for the machine that opens it and for people."""

    PDF = ("pdf", "application/pdf", "le PDF")
    DOCX = (
        "docx",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "le texte (Word)",
    )
    PPTX = (
        "pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "les diapositives (PowerPoint)",
    )
    ZIP = ("zip", "application/zip", "l’archive (ZIP)")

    def __init__(self, extension: str, content_type: str, nom: str) -> None:
        self.extension = extension
        self.content_type = content_type
        self.nom = nom


@dataclass(frozen=True, kw_only=True)
class Composition:
    """A document ready to be rendered: title, template (without extension) and its context."""

    titre: str
    sous_titre: str
    gabarit: str
    contexte: dict[str, Any]
    instant: datetime


@dataclass(frozen=True, kw_only=True)
class Fabrication:
    """A document that is not one page of HTML (slides, a text to edit, an archive): `fabriquer`
    makes its bytes in a child that must not touch the database, and tells how far it is."""

    titre: str
    fabriquer: Callable[[Progress], bytes]


class Compositeur(Protocol):
    """Reads what a document about `objet` says, with the rights of `personne`."""

    def __call__(
        self, *, objet: Any, personne: Any, instant: datetime
    ) -> Composition | Fabrication: ...


@dataclass(frozen=True, kw_only=True)
class GabaritDocument:
    """A kind of document: `objets` are those about which a person may have it, `exemple` is one
    of invented data for the preview page, `secondes` the time it may take, `sujet` the words
    that tell the file of one from that of another."""

    libelle: str
    objets: Callable[[Any], QuerySet[Any]]
    composer: Compositeur
    exemple: Callable[[], Composition | Fabrication]
    format: Format = Format.PDF
    secondes: int = SECONDS
    sujet: Callable[[Any], str] = str


documents: Registre[GabaritDocument] = Registre("documents")


# --- gabarits: parcours → what a promotion also creates ---------------------------------------
@dataclass(frozen=True, kw_only=True)
class DatePrevue:
    """A dated row that a promotion would also have: `cle` tells it from the others of its
    gabarit, `etape` is the rank of its stage; a window has its last day too."""

    cle: str
    etape: int
    genre: str
    titre: str
    le: date
    jusquau: date | None = None


class Gabarit(Protocol):
    """One kind of rows that a parcours holds beside its stages, rencontres and works.

    `prevoir` computes their dates from the promotion's first day and the day of each session (by
    rank of stage), in a constant number of queries; people may change them; `creer` writes them,
    inside the action that opens the promotion; `copier` gives a new version of the parcours, whose
    stages are already there, the rows of the former.
    """

    def prevoir(
        self, *, parcours: Any, debut: date, sessions: Mapping[int, date]
    ) -> list[DatePrevue]: ...

    def creer(self, *, par: Any, promotion: Any, dates: Sequence[DatePrevue]) -> None: ...

    def copier(self, *, depuis: Any, vers: Any) -> None: ...


gabarits: Registre[Gabarit] = Registre("gabarits")


# --- dependances: rencontre → what hangs on its date ------------------------------------------
@dataclass(frozen=True, kw_only=True)
class Effet:
    """One thing that a rencontre takes along when it moves: its date before and after."""

    libelle: str
    avant: date | datetime
    apres: date | datetime


class Dependance(Protocol):
    """One kind of things that hang on the date of a rencontre.

    `prevoir` reads what would move with `rencontre` if it began at `debut`, in a constant number
    of queries; it raises RegleViolee when that cannot be. `appliquer` does it, inside the action,
    just before the rencontre itself moves.
    """

    def prevoir(self, *, rencontre: Any, debut: datetime) -> list[Effet]: ...

    def appliquer(
        self, *, par: Any, rencontre: Any, debut: datetime, instant: datetime
    ) -> None: ...


dependances: Registre[Dependance] = Registre("dependances")


# --- acceptations: what follows when someone accepts an invitation -----------------------------
class ApresAcceptation(Protocol):
    """Called inside the action by which `personne` accepts what was waiting for her."""

    def __call__(self, *, personne: Any, instant: datetime) -> None: ...


acceptations: Registre[ApresAcceptation] = Registre("acceptations")


# --- ouvertures, departs, clotures: what follows an act on a promotion and its binômes ------------
class ApresOuverture(Protocol):
    """Called inside the action by which `binome` takes its seat in a promotion."""

    def __call__(self, *, par: Any, binome: Any) -> object: ...


class ApresDepart(Protocol):
    """Called inside the action by which a `participation` ends."""

    def __call__(self, *, par: Any, participation: Any, instant: datetime) -> object: ...


class ApresCloture(Protocol):
    """Called inside the action by which a `promotion` is closed."""

    def __call__(self, *, par: Any, promotion: Any) -> None: ...


ouvertures: Registre[ApresOuverture] = Registre("ouvertures")
departs: Registre[ApresDepart] = Registre("departs")
clotures: Registre[ApresCloture] = Registre("clotures")


# --- audiences: nature of a rencontre → who is told of it ----------------------------------------
class Audience(Protocol):
    """Return the people who are told when `rencontre` is planned, changes or is cancelled."""

    def __call__(self, rencontre: Any) -> QuerySet[Any]: ...


audiences: Registre[Audience] = Registre("audiences")


# --- agenda: what a person has at a date ---------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class RendezVous:
    """One line of an agenda: at an hour (`debut` and `fin` are instants) or all day long (both
    are dates, the last one included).

    `cle` never changes for the same thing (the UID of calendars), `revision` rises with each
    change of it (their SEQUENCE). Nothing of other people stands in it.
    """

    cle: str
    titre: str
    debut: datetime | date
    fin: datetime | date
    url: str
    nature: str
    libelle: str
    lieu: str = ""
    lien: str = ""
    etape: int | None = None
    revision: int = 0
    annule: bool = False
    attendu: bool = False
    description: str = ""

    @property
    def journee(self) -> bool:
        """Whether it takes days rather than hours."""
        return not isinstance(self.debut, datetime)


class SourceDAgenda(Protocol):
    """Returns what `personne` has between two days, both included, as she may see it now; a
    constant number of queries."""

    def __call__(self, *, personne: Any, du: date, au: date) -> list[RendezVous]: ...


agenda: Registre[SourceDAgenda] = Registre("agenda")


# --- rappels: what is not done yet, told to whom it belongs -------------------------------------
@dataclass(frozen=True, kw_only=True)
class Rappel:
    """One reminder: to whom, of what (`cle` names the thing and never changes), the act at hand."""

    personne_id: int
    promotion_id: int
    cle: str
    texte: str
    url: str
    acte: str
    date: date


class GenreDeRappel(Protocol):
    """One kind of reminders, about what is NOT done.

    `delais` says, for each promotion where the kind is on, how many days before the date (or
    after it, when `apres`) one is told; `jours` is what a promotion begins with. A kind that is
    `apres_cloture` goes on once the promotion is closed. The call returns those of one day, in a
    constant number of queries; `lecture` holds what the kinds read together of the promotions
    (`parcours.promotions.lectures.lectures_de_rappels.Lecture`).
    """

    libelle: str
    apres: bool
    apres_cloture: bool
    jours: tuple[int, ...]

    def __call__(
        self, *, jour: date, delais: Mapping[int, Sequence[int]], lecture: Any
    ) -> list[Rappel]: ...


rappels: Registre[GenreDeRappel] = Registre("rappels")
