"""Gathering what the 12 have in common: grouping, naming, publishing, quoting with consent."""

from collections.abc import Iterable
from datetime import datetime

from parcours.promotions.models import Participation, Promotion
from parcours.travaux.droits.capitalisation import peut_capitaliser, peut_repondre
from parcours.travaux.lectures.capitalisation import ids_partages
from parcours.travaux.lectures.contenus import contenu_pour
from parcours.travaux.models import Citation, Rattachement, Regroupement, Version
from rameau.commun.actions import action
from rameau.commun.courriels import prevenir
from rameau.commun.empreintes import verifier_lecture
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.comptes.models import Personne

REFUS = "L'équipe rassemble ce que les structures ont en commun."


@action("capitalisation.regrouper")
def regrouper(
    *,
    par: Personne,
    promotion: Promotion,
    elements: Iterable[int],
    instant: datetime,
    regroupement: Regroupement | None = None,
    titre: str = "",
) -> Regroupement:
    """Put elements in a group, made under `titre` when none is given; an element leaves the group
    it was in. Raises RegleViolee without any element, or for one that is not shared with the
    équipe, and when the name is taken."""
    if not peut_capitaliser(par, promotion):
        raise AccesRefuse(REFUS)
    choisis = set(elements)
    if not choisis:
        raise RegleViolee("Choisissez au moins un élément.", constraint="elements")
    if choisis - ids_partages(promotion, par):
        raise RegleViolee(
            "Un de ces éléments n'est plus partagé : rechargez la page.", constraint="elements"
        )
    if regroupement is None:
        regroupement = Regroupement.objects.create(
            promotion=promotion, titre=" ".join(titre.split()), cree_le=instant
        )
    for element_id in sorted(choisis):
        Rattachement.objects.update_or_create(
            element_id=element_id, defaults={"regroupement": regroupement}
        )
    return regroupement


@action("capitalisation.detacher", objet="regroupement")
def detacher(*, par: Personne, regroupement: Regroupement, element: int) -> None:
    """Take an element out of its group; harmless when it is not there any more."""
    if not peut_capitaliser(par, regroupement.promotion):
        raise AccesRefuse(REFUS)
    Rattachement.objects.filter(regroupement=regroupement, element_id=element).delete()


@action("capitalisation.nommer", objet="regroupement", champs=("titre", "constat"))
def modifier_regroupement(
    *, par: Personne, regroupement: Regroupement, titre: str, constat: str, lu: str | None = None
) -> None:
    """Name a group and say what is learnt from it. Raises RegleViolee for a name taken,
    VersionDepassee when someone else has changed it since it was read (`lu`)."""
    if not peut_capitaliser(par, regroupement.promotion):
        raise AccesRefuse(REFUS)
    titre = " ".join(titre.split())
    verifier_lecture(
        lu,
        Regroupement.objects.select_for_update(of=("self",)).get(pk=regroupement.pk),
        {"titre": titre, "constat": constat},
    )
    regroupement.titre, regroupement.constat = titre, constat
    regroupement.save(update_fields=["titre", "constat"])


@action("capitalisation.publier", objet="regroupement", champs=("publie_le",))
def publier_regroupement(
    *, par: Personne, regroupement: Regroupement, publier: bool, instant: datetime
) -> None:
    """Show a group to the promotion, or take it back."""
    if not peut_capitaliser(par, regroupement.promotion):
        raise AccesRefuse(REFUS)
    regroupement.publie_le = instant if publier else None
    regroupement.save(update_fields=["publie_le"])


@action("capitalisation.defaire", objet="regroupement")
def defaire_regroupement(*, par: Personne, regroupement: Regroupement) -> None:
    """Undo a group: its elements stay in their works. Raises RegleViolee when quotes were asked
    for it: what a binôme answered is kept."""
    if not peut_capitaliser(par, regroupement.promotion):
        raise AccesRefuse(REFUS)
    if regroupement.citations.exists():
        raise RegleViolee(
            "Des citations ont été demandées pour ce regroupement : il est gardé avec elles."
        )
    Regroupement.objects.filter(pk=regroupement.pk).delete()


@action("capitalisation.citer")
def demander_citation(
    *, par: Personne, regroupement: Regroupement, version: Version, texte: str, instant: datetime
) -> Citation:
    """Ask a binôme whether its words may be quoted; its members are told.

    Raises RegleViolee when the words are not those of the version, or already asked for.
    """
    if not peut_capitaliser(par, regroupement.promotion):
        raise AccesRefuse(REFUS)
    passage = " ".join(texte.split())
    contenu = contenu_pour(version, par)
    if not passage or not any(contenu.porte(code, passage) for code in contenu.codes):
        raise RegleViolee(
            "Citez les mots mêmes de la version : ce passage ne s'y trouve pas.",
            constraint="texte",
        )
    citation = Citation.objects.create(
        regroupement=regroupement,
        version=version,
        texte=passage,
        demandee_par=par,
        demandee_le=instant,
    )
    membres = Participation.objects.actives().filter(binome=version.livrable.binome_id)
    for membre in membres.select_related("personne").order_by("place"):
        prevenir(
            genre="citation_demandee",
            destinataire=membre.personne,
            objet=citation,
            instant=instant,
        )
    return citation


@action("capitalisation.repondre", objet="citation", champs=("reponse",))
def repondre_citation(
    *, par: Personne, citation: Citation, reponse: str, instant: datetime
) -> None:
    """The binôme says yes, yes without its name, or no; it may change its mind.

    Raises RegleViolee for anything else, AccesRefuse for who is not of the binôme.
    """
    if not peut_repondre(par, citation):
        raise AccesRefuse("Le binôme seul dit si ses mots peuvent être cités.")
    if reponse not in {*Citation.ACCORDS, Citation.Reponse.NON}:
        raise RegleViolee("Répondez oui, oui sans nous nommer, ou non.", constraint="reponse")
    citation.reponse, citation.repondue_par, citation.repondue_le = reponse, par, instant
    citation.save(update_fields=["reponse", "repondue_par", "repondue_le"])
