"""Opening the works of a binôme, and writing them: sections and typed elements."""

from collections.abc import Mapping
from copy import copy
from datetime import datetime
from typing import Any

from django.db.models import Max

from parcours.contenus import normaliser
from parcours.droits.livrables import peut_ecrire
from parcours.droits.promotions import peut_organiser
from parcours.models import Binome, Element, Etape, Livrable, Section
from parcours.models.livrables import LONGUEUR_MAX
from parcours.trames import trame_de
from rameau.commun.actions import action
from rameau.commun.erreurs import AccesRefuse, RegleViolee, VersionDepassee
from rameau.commun.texte import nombre
from rameau.comptes.models import Personne

REFUS_ECRIRE = "Ce travail est écrit par son binôme, jusqu'à la clôture de la promotion."


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
            f"{nombre(LONGUEUR_MAX)}. Gardez l'essentiel ici : votre texte reste à l'écran.",
            constraint="section_longueur",
        )
    Section.objects.bulk_create([Section(livrable=livrable, code=code)], ignore_conflicts=True)
    section = Section.objects.select_for_update().get(livrable=livrable, code=code)
    if section.texte == texte:
        return section
    if section.revision != revision:
        raise VersionDepassee(actuel=section)
    section.texte = texte
    section.revision += 1
    section.modifiee_le = instant
    section.modifiee_par = par
    section.save(update_fields=["texte", "revision", "modifiee_le", "modifiee_par"])
    return section


@action("livrables.ajouter_element")
def ajouter_element(
    *,
    par: Personne,
    livrable: Livrable,
    nature: str,
    titre: str,
    detail: str = "",
    issu_de: Element | None = None,
) -> Element:
    """Add a typed element at the end of those of its kind.

    Raises RegleViolee when the work does not gather this kind, when nothing is said, or when
    the element could not stem from the one chosen.
    """
    livrable = _livrable_ouvert(par, livrable)
    if nature not in trame_de(livrable.nature).natures:
        raise RegleViolee("Ce travail ne rassemble pas cette sorte d'élément.")
    element = Element(livrable=livrable, nature=nature)
    _remplir(element, titre=titre, detail=detail, issu_de=issu_de)
    derniers = Element.objects.filter(livrable=livrable, nature=nature)
    element.ordre = (derniers.aggregate(dernier=Max("ordre"))["dernier"] or 0) + 1
    element.save(force_insert=True)
    return element


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
) -> Element:
    """Change what an element says, or what it stems from.

    Raises VersionDepassee when someone changed it since `revision`, RegleViolee as for adding.
    """
    _livrable_ouvert(par, element.livrable)
    enregistre = Element.objects.select_related("livrable__etape").get(pk=element.pk)
    change = copy(enregistre)
    _remplir(change, titre=titre, detail=detail, issu_de=issu_de)
    champs = ("titre", "detail", "issu_de_id")
    if all(getattr(change, champ) == getattr(enregistre, champ) for champ in champs):
        return enregistre
    if enregistre.revision != revision:
        raise VersionDepassee(actuel=enregistre)
    change.revision += 1
    change.save(update_fields=["titre", "detail", "issu_de", "revision"])
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


@action("livrables.retirer_element", objet="element")
def retirer_element(*, par: Personne, element: Element) -> None:
    """Take an element out of the work; those that stemmed from it stay, and versions keep it."""
    _livrable_ouvert(par, element.livrable)
    # Through the collector, which lets go of those that stem from it; the instance keeps its id.
    Element.objects.filter(pk=element.pk).delete()


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
