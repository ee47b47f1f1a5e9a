"""What the 12 share, read from the latest version of each work that a person may read.

Nothing here looks into a text that is still being written: an element is here because its binôme
shared a version that holds it. Counts are of structures, by theme, never by merit.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from parcours.promotions.lectures.etiquettes import libelle
from parcours.promotions.models import Binome, Promotion
from parcours.travaux.lectures.contenus import ElementFige, contenu_au_niveau
from parcours.travaux.models import Element, Rattachement, Regroupement, Version
from rameau.commun.compiled import compiled
from rameau.commun.graphiques import Genre, Graphique, Serie
from rameau.commun.mots_proches import racines
from rameau.commun.recherche import Requete, plier
from rameau.comptes.models import Personne

THEMES_MONTRES = 10


@dataclass(frozen=True, kw_only=True)
class ElementPartage:
    """An element as the last shared version of its work has it."""

    element: ElementFige
    section: str
    version: Version
    binome: Binome
    regroupement: int | None
    page: str

    @property
    def pk(self) -> int:
        """The element's own id, the same from version to version."""
        return self.element.id

    @property
    def nature(self) -> str:
        """What kind of element it is, in words."""
        return str(Element.Nature(self.element.nature).label)

    @property
    def url(self) -> str:
        """Where it is read, in its version."""
        return f"{self.page}#{self.section}"

    @property
    def etiquettes(self) -> list[str]:
        """Its tags, in words."""
        return [libelle(code) for code in self.element.etiquettes]


@dataclass(frozen=True, kw_only=True)
class Filtre:
    """What one looks for among the elements: kind, work, tag, group (0: in none), words."""

    nature: str = ""
    travail: str = ""
    etiquette: str = ""
    groupe: int | None = None
    requete: Requete = field(default_factory=lambda: Requete(""))

    def garde(self, partage: ElementPartage) -> bool:
        """Say whether an element answers all of it."""
        element = partage.element
        return (
            self.nature in ("", element.nature)
            and self.travail in ("", partage.version.livrable.nature)
            and (not self.etiquette or self.etiquette in element.etiquettes)
            and (self.groupe is None or self.groupe == (partage.regroupement or 0))
            and all(
                mot in plier(f"{element.titre} {element.detail}")[0] for mot in self.requete.mots
            )
        )


@dataclass(frozen=True, kw_only=True)
class Theme:
    """A tag, and the structures that bear it."""

    code: str
    libelle: str
    structures: int


@dataclass(frozen=True, kw_only=True)
class Groupe:
    """A group with what is shared of it, structure by structure."""

    regroupement: Regroupement
    elements: tuple[ElementPartage, ...]

    @property
    def structures(self) -> int:
        """How many structures meet it."""
        return len({partage.binome.pk for partage in self.elements})

    @property
    def par_structure(self) -> list[tuple[Binome, list[ElementPartage]]]:
        """Its elements, under the structure they come from."""
        return _par_structure(self.elements)


def elements_partages(promotion: Promotion, personne: Personne) -> list[ElementPartage]:
    """Return every element of the last version of each work that the person may read.

    Two queries, whatever the number of works; in the order of the structures, then of the works.
    """
    versions = _dernieres(promotion, personne)
    groupes = dict(_rattachements(promotion))
    partages = []
    for version in sorted(versions, key=lambda v: (v.livrable.binome.rang, v.livrable.etape.ordre)):
        binome = version.livrable.binome
        binome.promotion = promotion
        contenu = contenu_au_niveau(version, version.niveau_du_lecteur)
        page = version.get_absolute_url()
        sections = {s.elements: s.code for s in reversed(contenu.sections) if s.elements}
        partages += [
            ElementPartage(
                element=element,
                section=sections.get(element.nature, ""),
                version=version,
                binome=binome,
                regroupement=groupes.get(element.id),
                page=page,
            )
            for element in contenu.elements
        ]
    return partages


@compiled
def _dernieres(promotion: Promotion, personne: Personne) -> QuerySet[Any]:
    return (
        Version.objects.visibles_par(personne)
        .avec_niveau(personne)
        .filter(livrable__binome__promotion=promotion)
        .order_by("livrable_id", "-numero")
        .distinct("livrable_id")
        .select_related("livrable__binome__structure", "livrable__binome__territoire")
        .select_related("livrable__etape")
    )


@compiled
def _rattachements(promotion: Promotion) -> QuerySet[Rattachement, tuple[int, int]]:
    siens = Rattachement.objects.filter(regroupement__promotion=promotion)
    return siens.order_by().values_list("element_id", "regroupement_id")


def ids_partages(promotion: Promotion, personne: Personne) -> set[int]:
    """Return the ids of the elements that the person may read in this promotion and that their
    works still hold."""
    ids = {partage.pk for partage in elements_partages(promotion, personne)}
    return set(Element.objects.filter(pk__in=ids).values_list("pk", flat=True))


def par_genre(partages: Iterable[ElementPartage]) -> list[tuple[str, list[ElementPartage]]]:
    """Return the elements under their kind, in the order of the chain."""
    genres: dict[str, list[ElementPartage]] = {}
    for partage in partages:
        genres.setdefault(partage.nature, []).append(partage)
    return list(genres.items())


def groupes_de(
    regroupements: Iterable[Regroupement], partages: Sequence[ElementPartage]
) -> list[Groupe]:
    """Return the groups with what is shared of each, the most widely met first."""
    par_groupe: dict[int | None, list[ElementPartage]] = defaultdict(list)
    for partage in partages:
        par_groupe[partage.regroupement].append(partage)
    groupes = [
        Groupe(regroupement=regroupement, elements=tuple(par_groupe[regroupement.pk]))
        for regroupement in regroupements
    ]
    return sorted(groupes, key=lambda g: (-g.structures, g.regroupement.titre))


def themes_de(partages: Iterable[ElementPartage]) -> list[Theme]:
    """Return the tags borne by what is given, with the number of structures that bear each."""
    couples = {
        (code, partage.binome.pk) for partage in partages for code in partage.element.etiquettes
    }
    comptes = Counter(code for code, _ in couples)
    themes = [Theme(code=c, libelle=libelle(c), structures=n) for c, n in comptes.items()]
    return sorted(themes, key=lambda t: (-t.structures, t.libelle))


def graphique_des_themes(themes: Sequence[Theme]) -> Graphique:
    """Draw the themes met by the most structures."""
    montres = themes[:THEMES_MONTRES]
    return Graphique(
        genre=Genre.BARRES,
        code="themes",
        titre="Les thèmes, par nombre de structures",
        legende="Pour chaque étiquette, combien de structures en portent au moins un élément.",
        entete="Étiquette",
        categories=[theme.libelle for theme in montres],
        series=[Serie(libelle="Structures", valeurs=[t.structures for t in montres])],
    )


def ressemblants(groupe: Groupe, partages: Sequence[ElementPartage]) -> list[ElementPartage]:
    """Return, nearest first, elements in no group that say something near what this one says.

    Near: of a kind the group holds, and sharing at least two of its meaningful words, or one word
    and one tag. Eight at most.
    """
    mots = {mot for partage in groupe.elements for mot in racines(partage.element.titre)}
    etiquettes = {code for partage in groupe.elements for code in partage.element.etiquettes}
    natures = {partage.element.nature for partage in groupe.elements}
    notes = []
    for partage in partages:
        if partage.regroupement is None and partage.element.nature in natures:
            communs = len(mots & racines(partage.element.titre).keys())
            portees = len(etiquettes & set(partage.element.etiquettes))
            if communs >= 2 or (communs and portees):
                notes.append((-communs - portees, partage.pk, partage))
    return [partage for _, _, partage in sorted(notes)[:8]]


def _par_structure(
    partages: Iterable[ElementPartage],
) -> list[tuple[Binome, list[ElementPartage]]]:
    par_binome: dict[int, tuple[Binome, list[ElementPartage]]] = {}
    for partage in partages:
        par_binome.setdefault(partage.binome.pk, (partage.binome, []))[1].append(partage)
    return list(par_binome.values())
