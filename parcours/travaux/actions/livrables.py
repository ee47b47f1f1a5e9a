"""Opening the works of a binôme, and writing them: sections and typed elements."""

from collections.abc import Mapping
from copy import copy
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Max

from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.lectures.etiquettes import inconnues
from parcours.promotions.models import Binome, Etape
from parcours.travaux.droits.livrables import peut_ecrire
from parcours.travaux.lectures.contenus import normaliser
from parcours.travaux.lectures.trames import PRECISIONS, trame_de
from parcours.travaux.models import Contribution, Element, Livrable, Section, TexteGarde
from parcours.travaux.models.chaine import LONGUEUR_MAX
from rameau.commun.actions import action
from rameau.commun.empreintes import verifier_revision
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.texte import nombre
from rameau.comptes.models import Personne

# What one person writes in a row is one text of the history; a section keeps the latest.
PAUSE = timedelta(minutes=10)
TEXTES_GARDES = 30
# A text cut by this much is kept apart from the former one, even within the pause.
COUPE = 200
PARTENAIRES_MAX = 20
REFUS_ECRIRE = "Ce travail est écrit par son binôme, jusqu'à la clôture de la promotion."


@dataclass(frozen=True)
class Apport:
    """A partner of an action: what it gives, what it receives."""

    partenaire: str
    donne: str = ""
    recoit: str = ""


@dataclass(frozen=True, kw_only=True)
class Precisions:
    """What an element says besides its sentence and its detail; `trames.PRECISIONS` tells which
    of these each kind may say."""

    porteur: str = ""
    debut: date | None = None
    fin: date | None = None
    moyens: str = ""
    indicateur: str = ""
    etat: str = Element.Etat.A_LANCER
    etiquettes: tuple[str, ...] = ()
    contributions: tuple[Apport, ...] = ()


def _par_heure(quoi: str, objet: str) -> Any:
    """One journal row per person, thing written and hour: saving as one types is one act."""

    def cle(kwargs: Mapping[str, Any]) -> str:
        chose = f"{kwargs[objet].pk}:{kwargs.get('code', '')}"
        return f"{quoi}:{chose}:{kwargs['par'].pk}:{kwargs['instant']:%Y%m%d%H}"

    return cle


@action("livrables.ouvrir", objet="binome")
def ouvrir_livrables(*, par: Personne, binome: Binome) -> list[Livrable]:
    """Give a binôme the works of its parcours, each due when its stage says.

    Called as the binôme is made, in the same transaction. Raises RegleViolee when a stage of
    the promotion has a work without a date.
    """
    if not peut_organiser(par, binome.promotion):
        raise AccesRefuse("L'équipe compose une promotion ouverte.")
    etapes = (
        Etape.objects.filter(promotion=binome.promotion_id, modele__livrable__isnull=False)
        .select_related("modele__livrable")
        .order_by("ordre")
    )
    livrables = []
    for etape in etapes:
        modele = etape.modele.livrable
        if etape.livrable_du_le is None:
            raise RegleViolee(f"Dites pour quand « {modele.titre} » est attendu.")
        livrables.append(
            Livrable(
                binome=binome,
                etape=etape,
                nature=modele.nature,
                titre=modele.titre,
                du_le=etape.livrable_du_le,
            )
        )
    return Livrable.objects.bulk_create(livrables)


@action(
    "livrables.ecrire_section",
    objet="livrable",
    cle=_par_heure("section", "livrable"),
)
def ecrire_section(
    *,
    par: Personne,
    livrable: Livrable,
    code: str,
    texte: str,
    revision: int,
    instant: datetime,
) -> Section:
    """Save the text of one section, as it is being written.

    `revision` is the one the writer had before her: if someone saved another text since, raises
    VersionDepassee with the section as it stands; the same text does no harm. Raises
    RegleViolee for a section that does not exist or a text that is too long.
    """
    if not peut_ecrire(par, livrable):
        raise AccesRefuse(REFUS_ECRIRE)
    if code not in trame_de(livrable.nature).codes:
        raise RegleViolee("Ce travail n'a pas cette section.")
    texte = normaliser(texte)
    if len(texte) > LONGUEUR_MAX:
        raise RegleViolee(
            f"Cette section compte {nombre(len(texte))} signes ; elle en accepte "
            f"{nombre(LONGUEUR_MAX)} : il y en a {nombre(len(texte) - LONGUEUR_MAX)} à retirer. "
            "Rien n'est perdu, votre texte reste à l'écran.",
            constraint="section_longueur",
        )
    Section.objects.bulk_create([Section(livrable=livrable, code=code)], ignore_conflicts=True)
    section = Section.objects.select_for_update().get(livrable=livrable, code=code)
    if section.texte == texte:
        return section
    verifier_revision(section, revision)
    section.texte = texte
    section.revision += 1
    section.modifiee_le = instant
    section.modifiee_par = par
    section.save(update_fields=["texte", "revision", "modifiee_le", "modifiee_par"])
    _garder(section, par, instant)
    return section


def _garder(section: Section, par: Personne, instant: datetime) -> None:
    """Keep the text just saved in the history of its section, within its bound."""
    dernier = section.textes_gardes.order_by("-revision").first()
    if (
        dernier is not None
        and dernier.ecrit_par_id == par.pk
        and instant - dernier.ecrit_le < PAUSE
        and len(dernier.texte) - len(section.texte) < COUPE
    ):
        # The pause counts from where this writing began: a long one leaves its stages.
        TexteGarde.objects.filter(pk=dernier.pk).update(
            texte=section.texte, revision=section.revision
        )
        return
    TexteGarde.objects.create(
        section=section,
        revision=section.revision,
        texte=section.texte,
        ecrit_le=instant,
        ecrit_par=par,
    )
    anciens = section.textes_gardes.order_by("-revision").values("pk")[TEXTES_GARDES:]
    TexteGarde.objects.filter(pk__in=list(anciens.values_list("pk", flat=True))).delete()


@action("livrables.ajouter_element")
def ajouter_element(
    *,
    par: Personne,
    livrable: Livrable,
    nature: str,
    titre: str,
    detail: str = "",
    issu_de: Element | None = None,
    precisions: Precisions | None = None,
) -> Element:
    """Add a typed element at the end of those of its kind.

    Raises RegleViolee when the work does not gather this kind, when nothing is said, when the
    kind does not say what is precised, or when it could not stem from the one chosen.
    """
    livrable = _livrable_ouvert(par, livrable)
    if nature not in trame_de(livrable.nature).natures:
        raise RegleViolee("Ce travail ne rassemble pas cette sorte d'élément.")
    element = Element(livrable=livrable, nature=nature)
    _remplir(element, titre=titre, detail=detail, issu_de=issu_de)
    apports = _preciser(element, precisions or Precisions())
    element.ordre = prochain_ordre(livrable, nature)
    element.save(force_insert=True)
    _ecrire_contributions(element, apports)
    return element


def prochain_ordre(livrable: Livrable, nature: str) -> int:
    """Where a new element of this kind stands in its work: after the others."""
    derniers = Element.objects.filter(livrable=livrable, nature=nature)
    return (derniers.aggregate(dernier=Max("ordre"))["dernier"] or 0) + 1


@action("livrables.modifier_element", objet="element", cle=_par_heure("element", "element"))
def modifier_element(
    *,
    par: Personne,
    element: Element,
    titre: str,
    detail: str,
    issu_de: Element | None,
    revision: int,
    instant: datetime,
    precisions: Precisions | None = None,
) -> Element:
    """Change what an element says, or what it stems from; without `precisions`, these stay.

    Raises VersionDepassee when someone changed it since `revision`, RegleViolee as for adding,
    or when it was taken out meanwhile.
    """
    _livrable_ouvert(par, element.livrable)
    enregistre = _debout(element)
    change = copy(enregistre)
    _remplir(change, titre=titre, detail=detail, issu_de=issu_de)
    avant = tuple(_apports(enregistre))
    apports = avant if precisions is None else _preciser(change, precisions)
    if apports == avant and all(
        getattr(change, champ) == getattr(enregistre, champ) for champ in _CHAMPS
    ):
        return enregistre
    verifier_revision(enregistre, revision)
    change.revision += 1
    change.save(update_fields=[*(champ.removesuffix("_id") for champ in _CHAMPS), "revision"])
    if apports != avant:
        change.contributions.all().delete()
        _ecrire_contributions(change, apports)
    return change


@action("livrables.deplacer_element", objet="element", champs=("ordre",))
def deplacer_element(*, par: Personne, element: Element, monter: bool) -> None:
    """Exchange an element with its neighbour above or below; at the end of the list, nothing."""
    _livrable_ouvert(par, element.livrable)
    rang = list(
        Element.objects.filter(livrable=element.livrable_id, nature=element.nature).order_by(
            "ordre", "pk"
        )
    )
    place = next((i for i, autre in enumerate(rang) if autre.pk == element.pk), None)
    if place is None:
        raise RegleViolee("Cet élément vient d'être retiré.")
    autre_place = place - 1 if monter else place + 1
    if not 0 <= autre_place < len(rang):
        return
    rang[place], rang[autre_place] = rang[autre_place], rang[place]
    for ordre, deplace in enumerate(rang, start=1):
        deplace.ordre = ordre
    Element.objects.bulk_update(rang, ["ordre"])


@action("livrables.retirer_element", objet="element", champs=("retire_le",))
def retirer_element(*, par: Personne, element: Element, instant: datetime) -> None:
    """Take an element out of the work; those that stem from it still say so, versions keep it.

    Doing it twice changes nothing more.
    """
    _livrable_ouvert(par, element.livrable)
    Element.objects.filter(pk=element.pk).update(retire_le=instant)


def _debout(element: Element) -> Element:
    """The element as the database holds it, if nobody took it out meanwhile."""
    enregistre = (
        Element.objects.select_related("livrable__etape")
        .prefetch_related("contributions")
        .filter(pk=element.pk)
        .first()
    )
    if enregistre is None:
        raise RegleViolee("Cet élément vient d'être retiré : ajoutez-le de nouveau s'il le faut.")
    return enregistre


def _livrable_ouvert(par: Personne, livrable: Livrable) -> Livrable:
    """The work, locked: its elements change one act at a time."""
    if not peut_ecrire(par, livrable):
        raise AccesRefuse(REFUS_ECRIRE)
    return (
        Livrable.objects.select_related("etape").select_for_update(of=("self",)).get(pk=livrable.pk)
    )


def _remplir(element: Element, *, titre: str, detail: str, issu_de: Element | None) -> None:
    element.titre = " ".join(normaliser(titre).split())
    element.detail = normaliser(detail)
    if not element.titre:
        raise RegleViolee("Dites l'élément en une phrase.", constraint="element_titre")
    if len(element.titre) > 200:
        raise RegleViolee(
            f"Cette phrase compte {len(element.titre)} signes ; 200 suffisent, le reste va dans "
            "le détail.",
            constraint="element_titre",
        )
    if len(element.detail) > LONGUEUR_MAX:
        raise RegleViolee(
            f"Ce détail compte {nombre(len(element.detail))} signes ; il en accepte "
            f"{nombre(LONGUEUR_MAX)}.",
            constraint="element_longueur",
        )
    possibles = Element.objects.origines_possibles(element.livrable, element.nature)
    if (
        issu_de is not None
        and issu_de.pk != element.issu_de_id
        and not possibles.filter(pk=issu_de.pk).exists()
    ):
        raise RegleViolee("Un élément est issu d'un élément plus ancien de votre binôme.")
    element.issu_de = issu_de


_CHAMPS = (
    "titre",
    "detail",
    "issu_de_id",
    "porteur",
    "debut",
    "fin",
    "moyens",
    "indicateur",
    "etat",
    "etiquettes",
)
_LONGUEURS = {"porteur": 160, "indicateur": 240, "moyens": LONGUEUR_MAX}


def _preciser(element: Element, precisions: Precisions) -> tuple[Apport, ...]:
    """Put on the element what is said besides; return its partners, to be written after it."""
    permises = PRECISIONS[element.nature]
    rien = Precisions()
    for champ in ("porteur", "debut", "fin", "moyens", "indicateur", "etat", "etiquettes"):
        valeur = getattr(precisions, champ)
        if valeur != getattr(rien, champ) and champ not in permises:
            raise RegleViolee("Cette sorte d'élément ne porte pas cette précision.")
        if champ in _LONGUEURS:
            valeur = normaliser(valeur) if champ == "moyens" else _une_ligne(valeur)
            _borner(champ, valeur, _LONGUEURS[champ])
        setattr(element, champ, list(valeur) if champ == "etiquettes" else valeur)
    if inconnues(precisions.etiquettes):
        raise RegleViolee("Choisissez les étiquettes parmi celles proposées.")
    if element.debut and element.fin and element.fin < element.debut:
        raise RegleViolee("Une action finit après avoir commencé.", constraint="element_dates")
    return _verifier_les_apports(precisions.contributions, permises)


def _verifier_les_apports(
    contributions: tuple[Apport, ...], permises: tuple[str, ...]
) -> tuple[Apport, ...]:
    apports = tuple(
        Apport(_une_ligne(a.partenaire), _une_ligne(a.donne), _une_ligne(a.recoit))
        for a in contributions
    )
    if apports and "contributions" not in permises:
        raise RegleViolee("Cette sorte d'élément ne porte pas cette précision.")
    if len(apports) > PARTENAIRES_MAX:
        raise RegleViolee(f"Une action compte {PARTENAIRES_MAX} partenaires au plus.")
    for apport in apports:
        if not apport.partenaire:
            raise RegleViolee("Nommez le partenaire.", constraint="contribution_partenaire")
        _borner("partenaire", apport.partenaire, 160)
        _borner("donne", apport.donne, 240)
        _borner("recoit", apport.recoit, 240)
    return apports


def _borner(champ: str, valeur: str, combien: int) -> None:
    if len(valeur) > combien:
        raise RegleViolee(
            f"Ce texte compte {nombre(len(valeur))} signes ; {nombre(combien)} suffisent.",
            constraint=champ,
        )


def _une_ligne(texte: str) -> str:
    return " ".join(normaliser(texte).split())


def _apports(element: Element) -> list[Apport]:
    return [Apport(c.partenaire, c.donne, c.recoit) for c in element.contributions.all()]


def _ecrire_contributions(element: Element, apports: tuple[Apport, ...]) -> None:
    Contribution.objects.bulk_create(
        Contribution(element=element, partenaire=a.partenaire, donne=a.donne, recoit=a.recoit)
        for a in apports
    )
