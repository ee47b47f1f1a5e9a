"""A roadmap ready to be shown: composed once from a frozen version, then rendered as a page, a
PDF, a text to edit, a slide. All say the same.

Only what the reader may see is in it: its content comes through `contenu_pour`, its thread
from the versions of the earlier works that she may read. Names of people are joined here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from parcours.promotions.models import Binome, Participation, Promotion
from parcours.travaux.lectures.contenus import Contenu, ElementFige, contenu_pour
from parcours.travaux.models import Element, Livrable, Version
from parcours.travaux.models.livrables import Nature
from rameau.commun.graphiques import Genre, Graphique, Serie
from rameau.commun.texte import MOIS
from rameau.comptes.models import Personne

_N = Element.Nature
SANS_AXE = "Sans axe"


@dataclass(frozen=True)
class Partenaire:
    """With whom an action is led: what it gives, what it receives."""

    nom: str
    donne: str = ""
    recoit: str = ""


@dataclass(frozen=True, kw_only=True)
class Action:
    """An action of the roadmap; `numero` says its axis and its place in it (« 2.1 »)."""

    id: int
    numero: str
    titre: str
    detail: str = ""
    axe: str = ""
    porteur: str = ""
    partenaires: tuple[Partenaire, ...] = ()
    debut: date | None = None
    fin: date | None = None
    moyens: str = ""
    indicateur: str = ""
    etat: str = Element.Etat.A_LANCER.value

    @property
    def libelle_etat(self) -> str:
        return str(Element.Etat(self.etat).label)

    @property
    def mois(self) -> str:
        """When it is led, from month to month; empty when no day is said."""
        return _de_mois_en_mois([self])


@dataclass(frozen=True, kw_only=True)
class Axe:
    """An axis and its actions; the actions without an axis stand under one that is only a word."""

    numero: int
    titre: str
    detail: str = ""
    actions: tuple[Action, ...] = ()

    @property
    def mois(self) -> str:
        """From the month its first action begins to the one its last ends."""
        return _de_mois_en_mois(self.actions)

    @property
    def partenaires(self) -> tuple[str, ...]:
        """With whom its actions are led, each once, in the order they come."""
        return tuple(dict.fromkeys(p.nom for a in self.actions for p in a.partenaires))


@dataclass(frozen=True, kw_only=True)
class Ligne:
    """Any other element: a milestone, with its day when it has one."""

    titre: str
    detail: str = ""
    le: date | None = None
    indicateur: str = ""


@dataclass(frozen=True, kw_only=True)
class Partie:
    """A section: its title and its text in Markdown, then what it gathers (`elements`)."""

    code: str
    titre: str
    texte: str
    elements: str = ""
    lignes: tuple[Ligne, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Fil:
    """Where an action comes from: an empty word is what the reader may not see, or was not said."""

    frein: str
    objectif: str
    action: str
    indicateur: str


@dataclass(frozen=True, kw_only=True)
class FeuilleDeRoute:
    """All that is said of a roadmap, whatever it is rendered as."""

    cle: str
    titre: str
    structure: str
    territoire: str
    promotion: str
    membres: tuple[str, ...]
    numero: int
    empreinte: str
    figee_le: datetime
    parties: tuple[Partie, ...]
    axes: tuple[Axe, ...]
    jalons: tuple[Ligne, ...] = ()
    fils: tuple[Fil, ...] = ()

    @property
    def nom(self) -> str:
        """How people call it: the territory when there is one, else the structure."""
        return self.territoire or self.structure

    @property
    def actions(self) -> tuple[Action, ...]:
        return tuple(action for axe in self.axes for action in axe.actions)

    @property
    def axes_actifs(self) -> tuple[Axe, ...]:
        """The axes that have an action."""
        return tuple(axe for axe in self.axes if axe.actions)

    @property
    def parties_vides(self) -> frozenset[str]:
        """The codes of the sections where nothing is said yet."""
        dits: dict[str, tuple[Axe, ...]] = {
            _N.OBJECTIF: self.axes,
            _N.ACTION_PREVUE: self.axes_actifs,
        }
        return frozenset(
            p.code
            for p in self.parties
            if not (p.texte.strip() or p.lignes or dits.get(p.elements, ()))
        )

    @property
    def chiffres(self) -> tuple[tuple[str, str], ...]:
        """What it comes to: axes, actions, milestones, partners; none of what it has not."""
        combien = (
            (len(self.axes_actifs), "axe", "axes"),
            (len(self.actions), "action", "actions"),
            (len(self.jalons), "jalon", "jalons"),
            (len(self.partenaires), "partenaire", "partenaires"),
        )
        return tuple((str(v), plusieurs if v > 1 else un) for v, un, plusieurs in combien if v)

    def texte(self, code: str) -> str:
        """The text of a section, empty when it has none."""
        return next((p.texte for p in self.parties if p.code == code), "")

    @property
    def partenaires(self) -> tuple[str, ...]:
        """The names of those with whom actions are led, each once, in the order they come."""
        return tuple(dict.fromkeys(nom for axe in self.axes for nom in axe.partenaires))

    @property
    def graphiques(self) -> tuple[Graphique, ...]:
        """Its charts: the actions of each axis by state; none without an action."""
        axes = self.axes_actifs
        if not axes:
            return ()
        return (
            Graphique(
                genre=Genre.REPARTITION,
                code=f"etats-{self.cle}",
                titre="Les actions de chaque axe",
                legende="Combien d’actions sont à lancer, en cours, faites ou abandonnées.",
                entete="Axe",
                categories=[axe.titre for axe in axes],
                series=[
                    Serie(
                        libelle=etat.label,
                        valeurs=[sum(a.etat == etat for a in axe.actions) for axe in axes],
                        motif=motif,
                    )
                    for etat, motif in MOTIFS.items()
                ],
                maximum=max(len(axe.actions) for axe in axes),
            ),
        )


# How each state is filled, in the timeline and in the charts alike.
MOTIFS = {
    Element.Etat.FAITE: 1,
    Element.Etat.EN_COURS: 2,
    Element.Etat.A_LANCER: 4,
    Element.Etat.ABANDONNEE: 5,
}


def composer(version: Version, *, personne: Personne) -> FeuilleDeRoute:
    """Compose a roadmap that the person sees, as she may read it."""
    return composer_toutes([version], personne=personne)[0]


def composer_toutes(versions: Sequence[Version], *, personne: Personne) -> list[FeuilleDeRoute]:
    """Compose several roadmaps in a constant number of queries; each keeps its place."""
    binomes = Binome.objects.select_related("structure", "territoire", "promotion").in_bulk(
        {version.livrable.binome_id for version in versions}
    )
    membres = defaultdict(list)
    for participation in (
        Participation.objects.actives()
        .filter(binome__in=binomes)
        .select_related("personne")
        .order_by("binome_id", "place")
    ):
        membres[participation.binome_id].append(participation.personne.nom_complet)
    anciens = _elements_anterieurs(binomes, personne)
    return [
        _composer(
            version,
            contenu_pour(version, personne),
            binomes[version.livrable.binome_id],
            tuple(membres[version.livrable.binome_id]),
            anciens[version.livrable.binome_id],
        )
        for version in versions
    ]


def _elements_anterieurs(
    binomes: Iterable[int], personne: Personne
) -> Mapping[int, dict[int, ElementFige]]:
    """The elements of the earlier works of each binôme, by id, in the last version of each work
    that the person may read."""
    trouves: dict[int, dict[int, ElementFige]] = defaultdict(dict)
    dernieres = (
        Version.objects.visibles_par(personne)
        .filter(livrable__binome__in=binomes)
        .exclude(livrable__nature=Nature.FEUILLE_DE_ROUTE)
        .select_related("livrable")
        .order_by("livrable_id", "-numero")
        .distinct("livrable_id")
    )
    for version in dernieres:
        for element in contenu_pour(version, personne).elements:
            trouves[version.livrable.binome_id][element.id] = element
    return trouves


def versions_a_reunir(
    promotion: Promotion, personne: Personne
) -> list[tuple[Livrable, Version | None]]:
    """Each roadmap of a promotion with the version to bring together with the others: the last
    one that the person may read, once the roadmap is handed in. None when there is none."""
    livrables = list(
        Livrable.objects.visibles_par(personne)
        .filter(binome__promotion=promotion, nature=Nature.FEUILLE_DE_ROUTE)
        .select_related("binome__structure", "binome__territoire", "binome__promotion")
        .order_by("binome__rang")
    )
    lisibles = {
        version.livrable_id: version
        for version in Version.objects.visibles_par(personne)
        .filter(livrable__in=livrables, livrable__remis_le__isnull=False)
        .select_related("livrable")
        .order_by("livrable_id", "-numero")
        .distinct("livrable_id")
    }
    return [(livrable, lisibles.get(livrable.pk)) for livrable in livrables]


# --- from a content --------------------------------------------------------------------------
def _composer(
    version: Version,
    contenu: Contenu,
    binome: Binome,
    membres: tuple[str, ...],
    anciens: Mapping[int, ElementFige],
) -> FeuilleDeRoute:
    connus = {**anciens, **{e.id: e for e in contenu.elements}}
    axes = _axes(contenu, connus)
    return FeuilleDeRoute(
        cle=f"v{version.pk}",
        titre=contenu.titre,
        structure=binome.structure.nom,
        territoire=binome.territoire.nom if binome.territoire else "",
        promotion=binome.promotion.nom,
        membres=membres,
        numero=version.numero,
        empreinte=version.empreinte,
        figee_le=version.figee_le,
        parties=tuple(
            Partie(
                code=section.code,
                titre=section.titre,
                texte=section.texte,
                elements=section.elements or "",
                lignes=tuple(_ligne(e) for e in contenu.elements_de(section))
                if section.elements not in (_N.OBJECTIF, _N.ACTION_PREVUE)
                else (),
            )
            for section in contenu.sections
        ),
        axes=axes,
        jalons=tuple(_ligne(e) for e in contenu.elements if e.nature == _N.JALON),
        fils=tuple(
            _ariane(action, connus) for axe in axes for action in axe.actions if action.id in connus
        ),
    )


def _ligne(element: ElementFige) -> Ligne:
    return Ligne(
        titre=element.titre,
        detail=element.detail,
        le=_jour(element.fin or element.debut),
        indicateur=element.indicateur,
    )


def _axes(contenu: Contenu, connus: Mapping[int, ElementFige]) -> tuple[Axe, ...]:
    axes = [e for e in contenu.elements if e.nature == _N.OBJECTIF]
    # An axis is known by itself, and by the objectif of the plan that it carries on.
    places = {e.issu_de: rang for rang, e in enumerate(axes) if e.issu_de is not None}
    places |= {e.id: rang for rang, e in enumerate(axes)}
    rangees: dict[int, list[ElementFige]] = defaultdict(list)
    for element in contenu.elements:
        if element.nature == _N.ACTION_PREVUE:
            lignee = [ancetre.id for ancetre in _lignee(element, connus)]
            rang = next((places[i] for i in lignee if i in places), len(axes))
            rangees[rang].append(element)
    titres = [(e.titre, e.detail) for e in axes]
    if rangees[len(axes)]:
        titres.append((SANS_AXE if axes else "Actions", ""))
    return tuple(
        Axe(
            numero=rang + 1,
            titre=titre,
            detail=detail,
            actions=tuple(
                _action(element, f"{rang + 1}.{place}", titre)
                for place, element in enumerate(rangees[rang], start=1)
            ),
        )
        for rang, (titre, detail) in enumerate(titres)
    )


def _action(element: ElementFige, numero: str, axe: str) -> Action:
    return Action(
        id=element.id,
        numero=numero,
        titre=element.titre,
        detail=element.detail,
        axe=axe,
        porteur=element.porteur,
        partenaires=tuple(
            Partenaire(c.partenaire, c.donne, c.recoit) for c in element.contributions
        ),
        debut=_jour(element.debut),
        fin=_jour(element.fin),
        moyens=element.moyens,
        indicateur=element.indicateur,
        etat=element.etat or Element.Etat.A_LANCER.value,
    )


def _lignee(element: ElementFige, connus: Mapping[int, ElementFige]) -> list[ElementFige]:
    """What an element stems from, the nearest first; it stops where nothing is known any more."""
    lignee: list[ElementFige] = []
    vus = {element.id}
    while element.issu_de is not None and element.issu_de not in vus and element.issu_de in connus:
        element = connus[element.issu_de]
        vus.add(element.id)
        lignee.append(element)
    return lignee


def _ariane(action: Action, connus: Mapping[int, ElementFige]) -> Fil:
    lignee = _lignee(connus[action.id], connus)
    objectifs = [e.titre for e in lignee if e.nature == _N.OBJECTIF]
    return Fil(
        frein=next((e.titre for e in lignee if e.nature == _N.FREIN), ""),
        # The objectif of the plan, said before the axis that carries it on.
        objectif=objectifs[-1] if objectifs else "",
        action=f"{action.numero} {action.titre}",
        indicateur=action.indicateur,
    )


def _de_mois_en_mois(actions: Sequence[Action]) -> str:
    jours = sorted(jour for a in actions for jour in (a.debut, a.fin) if jour)
    bornes = (f"{MOIS[jour.month - 1]} {jour.year}" for jour in (*jours[:1], *jours[-1:]))
    return " – ".join(dict.fromkeys(bornes))


def _jour(iso: str | None) -> date | None:
    return date.fromisoformat(iso) if iso else None
