"""At a frein: who has met it among those one may read, what they did, whom to call.

Two freins are near when they bear a common tag, or when two of their words have the same root.
Everything comes through `Version.visibles_par` and `contenu_pour`; coordinates only of one's own
promotion, for those who may see them, and of the alumni who agreed to be called.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery

from parcours.promotions.droits.promotions import peut_voir_les_coordonnees
from parcours.promotions.lectures.etiquettes import libelle
from parcours.promotions.models import Binome, Participation, Promotion
from parcours.travaux.droits.alumni import peut_appeler
from parcours.travaux.lectures.contenus import Contenu, ElementFige, contenu_au_niveau
from parcours.travaux.models import Element, Version
from parcours.travaux.models.chaine import Nature
from rameau.commun.mots_proches import racines
from rameau.commun.recherche import plier
from rameau.comptes.models import Personne

LUES = 80
MONTRES = 12
MOTS_COMMUNS = 2
# The search is asked for less than a root, its own stems being sometimes shorter: what it finds
# is only what is then compared.
LETTRES_CHERCHEES = 5


@dataclass(frozen=True)
class Voisin:
    """A binôme that has met a frein like this one, in a version one may read."""

    binome: Binome
    frein: ElementFige
    version: Version
    raisons: tuple[str, ...]
    actions: tuple[ElementFige, ...]
    personnes: tuple[Personne, ...]

    @property
    def est_alumni(self) -> bool:
        """Whether its promotion is closed."""
        return self.binome.promotion.etat == Promotion.Etat.CLOSE


def voisins(frein: Element, personne: Personne) -> list[Voisin]:
    """Return the nearest first; a constant number of queries."""
    mots = set(racines(frein.titre))
    proches: list[tuple[int, Version, ElementFige, tuple[str, ...]]] = []
    for version in _bilans(frein, personne, mots):
        contenu = contenu_au_niveau(version, version.niveau_du_lecteur)
        for autre in contenu.elements:
            if autre.nature == Element.Nature.FREIN:
                communes = [e for e in autre.etiquettes if e in frein.etiquettes]
                partages = mots & racines(autre.titre).keys()
                if communes or len(partages) >= MOTS_COMMUNS:
                    raisons = tuple(libelle(code) for code in communes)
                    proches.append((len(communes) * 2 + len(partages), version, autre, raisons))
    proches.sort(key=lambda p: (-p[0], p[1].livrable.binome_id, p[2].id))
    retenus = proches[:MONTRES]
    binomes = {version.livrable.binome_id for _, version, _, _ in retenus}
    suites = _suites(binomes, personne)
    joignables = _joignables(frein.livrable.binome.promotion, binomes, personne)
    return [
        Voisin(
            binome=version.livrable.binome,
            frein=autre,
            version=version,
            raisons=raisons,
            actions=_actions(autre, suites[version.livrable.binome_id]),
            personnes=tuple(joignables[version.livrable.binome_id]),
        )
        for _, version, autre, raisons in retenus
    ]


def _bilans(frein: Element, personne: Personne, mots: set[str]) -> list[Version]:
    """The bilans one may read that hold one of its words or of its tags, the latest first."""
    etiquettes = ["(" + " & ".join(plier(code)[0].split()) + ")" for code in frein.etiquettes]
    cherches = [f"{mot[:LETTRES_CHERCHEES]}:*" for mot in sorted(mots)] + etiquettes
    if not cherches:
        return []
    requete = SearchQuery(" | ".join(cherches), config="french", search_type="raw")
    visibles = Version.objects.visibles_par(personne).filter(livrable__nature=Nature.BILAN)
    return list(
        visibles.dernieres()
        .avec_niveau(personne)
        .filter(document=requete)
        .exclude(livrable__binome=frein.livrable.binome_id)
        .select_related("livrable__binome__promotion")
        .select_related("livrable__binome__structure", "livrable__binome__territoire")
        .order_by("-figee_le", "-pk")[:LUES]
    )


def _suites(binomes: set[int], personne: Personne) -> dict[int, list[ElementFige]]:
    """What these binômes wrote afterwards, in the versions one may read."""
    visibles = Version.objects.visibles_par(personne).filter(
        livrable__binome__in=binomes,
        livrable__nature__in=[Nature.PLAN, Nature.FEUILLE_DE_ROUTE],
    )
    elements: dict[int, list[ElementFige]] = defaultdict(list)
    for version in (
        visibles.dernieres()
        .avec_niveau(personne)
        .select_related("livrable")
        .order_by("livrable__etape__ordre", "pk")
    ):
        contenu: Contenu = contenu_au_niveau(version, version.niveau_du_lecteur)
        elements[version.livrable.binome_id] += contenu.elements
    return elements


def _actions(frein: ElementFige, elements: list[ElementFige]) -> tuple[ElementFige, ...]:
    """The actions that stem from a frein, near or far, each in its latest words."""
    issus = {frein.id}
    reste = list(elements)
    while nouveaux := [e for e in reste if e.issu_de in issus and e.id not in issus]:
        issus |= {e.id for e in nouveaux}
        reste = [e for e in reste if e.id not in issus]
    actions = [e for e in elements if e.id in issus and e.nature == Element.Nature.ACTION_PREVUE]
    reprises = {action.issu_de for action in actions}
    return tuple(action for action in actions if action.id not in reprises)


def _joignables(
    promotion: Promotion, binomes: set[int], personne: Personne
) -> dict[int, list[Personne]]:
    """Whom to call in these binômes: people of the same promotion, alumni who said yes to it."""
    joignables: dict[int, list[Personne]] = defaultdict(list)
    if not peut_voir_les_coordonnees(personne, promotion):
        return joignables
    for participation in (
        Participation.objects.actives()
        .filter(binome__in=binomes)
        .select_related("personne", "binome__promotion")
        .prefetch_related("choix_alumni")
        .order_by("binome", "place")
    ):
        if peut_appeler(personne, participation, depuis=promotion):
            joignables[participation.binome_id].append(participation.personne)
    return joignables
