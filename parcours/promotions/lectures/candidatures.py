"""The choice of the structures, composed: their diversity, the list as the committee reads it,
and its fingerprint."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from parcours.promotions.models import AvisDuComite, Candidature, Promotion
from rameau.commun.graphiques import Genre, Graphique, Serie
from rameau.commun.texte import cle_de_tri, empreinte_du_contenu
from territoires.lectures.carte import Carte, Lieu, composer_carte
from territoires.models.insee import REGIONS

TAILLES: tuple[tuple[int, str], ...] = (
    (50_000, "moins de 50 000 habitants"),
    (200_000, "de 50 000 à 200 000"),
    (1_000_000, "de 200 000 à 1 million"),
)
AU_DELA, INCONNUE = "plus de 1 million", "pas encore connue"
RANGS = {
    Candidature.Decision.RETENU: 0,
    Candidature.Decision.LISTE_D_ATTENTE: 1,
    Candidature.Decision.A_EXAMINER: 2,
    Candidature.Decision.NON_RETENU: 3,
}


def taille(population: int | None) -> str:
    """The class of a population, in words."""
    if population is None:
        return INCONNUE
    return next((mots for borne, mots in TAILLES if population < borne), AU_DELA)


@dataclass(frozen=True, kw_only=True)
class Diversite:
    """What the retained structures have of different: four pictures and a map."""

    combien: int
    places: int
    graphiques: tuple[Graphique, ...]
    carte: Carte
    regions: int
    profils: int
    tailles: int


def diversite_de(candidatures: Iterable[Candidature], *, places: int) -> Diversite:
    """Compose the diversity of those that are retained."""
    retenues = [c for c in candidatures if c.decision == Candidature.Decision.RETENU]
    tailles = [taille(c.population) for c in retenues]
    ordre_tailles = [mots for _, mots in TAILLES] + [AU_DELA, INCONNUE]
    maturites = [c.get_maturite_display() or INCONNUE for c in retenues]
    ordre_maturites = [str(m.label) for m in Candidature.Maturite] + [INCONNUE]
    regions = [REGIONS[c.region] for c in retenues]
    return Diversite(
        combien=len(retenues),
        places=places,
        graphiques=(
            _compter("regions", "Les régions", "Région", regions),
            _compter("profils", "Les profils", "Profil", [c.profil for c in retenues]),
            _compter("tailles", "La taille des territoires", "Taille", tailles, ordre_tailles),
            _compter(
                "maturites",
                "La maturité de la co-construction",
                "Maturité",
                maturites,
                ordre_maturites,
            ),
        ),
        carte=composer_carte(
            [
                Lieu(
                    nom=c.lieu,
                    detail=c.nom if c.nom_territoire else "",
                    latitude=float(c.latitude),
                    longitude=float(c.longitude),
                    departements=tuple(c.departements),
                )
                for c in retenues
                if c.latitude is not None and c.longitude is not None
            ]
        ),
        regions=len(set(regions)),
        profils=len({c.profil for c in retenues}),
        tailles=len(set(tailles)),
    )


def _compter(
    code: str, titre: str, entete: str, valeurs: Sequence[str], ordre: Sequence[str] = ()
) -> Graphique:
    """How many structures there are of each kind, in the order given or by name."""
    comptes = Counter(valeurs)
    categories = [v for v in ordre if comptes[v]] or sorted(comptes, key=cle_de_tri)
    return Graphique(
        genre=Genre.BARRES,
        code=code,
        titre=titre,
        legende="Combien des structures retenues.",
        entete=entete,
        categories=categories,
        series=[Serie(libelle="structures", valeurs=[comptes[c] for c in categories])],
        maximum=max(max(comptes.values(), default=0), 4),
    )


def liste_de(promotion: Promotion) -> list[Candidature]:
    """The structures considered, from those retained to those that are not."""
    return sorted(
        promotion.candidatures.select_related("bilaterale", "binome").order_by("pk"),
        key=lambda c: (RANGS[Candidature.Decision(c.decision)], cle_de_tri(c.lieu), c.pk),
    )


def empreinte_de(candidatures: Iterable[Candidature]) -> str:
    """The fingerprint of a list: which structures, and what is decided of each."""
    return empreinte_du_contenu(
        {"schema": 1, "liste": sorted([c.pk, str(c.decision)] for c in candidatures)}
    )


# --- the committee -----------------------------------------------------------------------------
@dataclass(frozen=True, kw_only=True)
class LigneDuChoix:
    """A structure as the committee reads it: no contact, no note, no message."""

    lieu: str
    nom: str
    region: str
    profil: str
    taille: str
    maturite: str
    decision: str
    decision_dite: str


@dataclass(frozen=True, kw_only=True)
class AvisDit:
    """What a member said, and whether the list has changed since."""

    membre: str
    organisme: str
    accord: bool
    mots: str
    donne_le: datetime
    depasse: bool


def lignes_du_choix(candidatures: Iterable[Candidature]) -> list[LigneDuChoix]:
    """The list, in the order given, with what the committee may read of it."""
    return [
        LigneDuChoix(
            lieu=c.lieu,
            nom=c.nom if c.nom_territoire else "",
            region=REGIONS[c.region],
            profil=c.profil,
            taille=taille(c.population),
            maturite=c.get_maturite_display() or INCONNUE,
            decision=c.decision,
            decision_dite=c.get_decision_display(),
        )
        for c in candidatures
    ]


def avis_de(promotion: Promotion, actuelle: str) -> list[AvisDit]:
    """The latest avis of each member who sits today."""
    derniers: dict[int, AvisDuComite] = {}
    for avis in (
        promotion.avis_du_comite.filter(siege__jusqua=None)
        .select_related("siege__personne")
        .order_by("donne_le", "pk")
    ):
        derniers[avis.siege_id] = avis
    return [
        AvisDit(
            membre=str(avis.siege.personne),
            organisme=avis.siege.organisme,
            accord=avis.accord,
            mots=avis.mots,
            donne_le=avis.donne_le,
            depasse=avis.empreinte != actuelle,
        )
        for avis in derniers.values()
    ]


def candidatures_montrees(
    liste: Iterable[Candidature], adresse: Mapping[str, str]
) -> list[Candidature]:
    """Return the structures considered, by decision if asked; those that have their place come
    after those that still wait for a hand."""
    decision = adresse.get("decision", "")
    voulues = (
        (decision,) if decision in Candidature.Decision.values else Candidature.Decision.values
    )
    return sorted(
        (c for c in liste if c.decision in voulues), key=lambda c: c.binome_id is not None
    )
