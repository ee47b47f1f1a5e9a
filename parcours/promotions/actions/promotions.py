"""Opening a promotion and leading it from one state to the next."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.text import slugify

from parcours.promotions.actions.agenda import annoncer_les_dates
from parcours.promotions.actions.binomes import ajouter_binome
from parcours.promotions.droits.promotions import peut_creer_une_promotion
from parcours.promotions.lectures.calendrier import Calendrier, refuser
from parcours.promotions.models import (
    Etape,
    ModeleRencontre,
    ModeleSequence,
    Parcours,
    Programme,
    Promotion,
    Rencontre,
    Sequence,
    TacheProgramme,
    TempsProgramme,
)
from parcours.promotions.models.rencontres import enchainer
from rameau.commun import registres
from rameau.commun.actions import action
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.registres import gabarits
from rameau.commun.temps import ajouter_mois, maintenant
from rameau.comptes.models import Personne
from territoires.models import Organisation, Territoire

# Words that the addresses of the équipe's pages keep for themselves.
ADRESSES_RESERVEES = frozenset({"nouvelle"})

TRANSITIONS = {
    Promotion.Etat.PREPARATION: (Promotion.Etat.EN_COURS,),
    Promotion.Etat.EN_COURS: (Promotion.Etat.EVALUATION,),
    Promotion.Etat.EVALUATION: (Promotion.Etat.CLOSE, Promotion.Etat.EN_COURS),
    Promotion.Etat.CLOSE: (),
}


@action("promotions.creer", champs=("nom", "debut", "fin", "etat"))
def creer_promotion(
    *,
    par: Personne,
    parcours: Parcours,
    nom: str,
    calendrier: Calendrier,
    aujourdhui: date,
    programme: Programme | None = None,
    territoires: Iterable[Territoire] = (),
    structures: Iterable[Organisation] = (),
) -> Promotion:
    """Open a promotion: its stages, rencontres, dates, one binôme per structure, all at once.

    Without a programme, the 18 months around it are created too, with their three temps.
    Structures come with their territory (`territoires`) or without (`structures`), as the
    parcours says. Raises RegleViolee for an impossible calendar, a name already taken, one
    structure too many, or a parcours that is not complete.
    """
    if not peut_creer_une_promotion(par):
        raise AccesRefuse("L'équipe ouvre les promotions.")
    if parcours.brouillon:
        raise RegleViolee("Cette version du parcours s'écrit encore : publiez-la d'abord.")
    if not parcours.complet:
        raise RegleViolee("Ce parcours n'est encore qu'annoncé : il n'ouvre pas de promotion.")
    refus = refuser(calendrier, aujourdhui=aujourdhui)
    if refus:
        raise refus[0]
    code = slugify(nom)[:60]
    if not code or code in ADRESSES_RESERVEES:
        raise RegleViolee(
            "Donnez à la promotion un nom qui la distingue, avec des lettres ou des chiffres.",
            constraint="nom",
        )
    if Promotion.objects.filter(code=code).exists():
        # Said here because the programme made with it bears the same name.
        raise RegleViolee("Une promotion porte déjà ce nom.", constraint="promotion_code_unique")
    promotion = Promotion.objects.create(
        programme=programme or _creer_programme(parcours, nom, calendrier.debut),
        parcours=parcours,
        nom=nom,
        code=code,
        debut=calendrier.debut,
        fin=calendrier.fin,
    )
    _creer_etapes(promotion, calendrier)
    for nom_du_gabarit, gabarit in gabarits.items():
        gabarit.creer(par=par, promotion=promotion, dates=calendrier.dates[nom_du_gabarit])
    for territoire in territoires:
        ajouter_binome(
            par=par,
            promotion=promotion,
            structure=territoire.structure,
            territoire=territoire,
        )
    for structure in structures:
        ajouter_binome(par=par, promotion=promotion, structure=structure)
    return promotion


def _creer_programme(parcours: Parcours, nom: str, debut: date) -> Programme:
    premier = debut.replace(day=1)
    modeles = list(parcours.temps.all())
    if not modeles:
        raise RegleViolee("Ce parcours ne dit pas les temps de son programme : choisissez-en un.")
    bornes = [
        (
            ajouter_mois(premier, m.debut_mois),
            ajouter_mois(premier, m.debut_mois + m.nombre_mois) - date.resolution,
        )
        for m in modeles
    ]
    programme = Programme.objects.create(
        titre=f"Programme {nom}", debut=bornes[0][0], fin=bornes[-1][1]
    )
    for modele, (commence, finit) in zip(modeles, bornes, strict=True):
        temps = TempsProgramme.objects.create(
            programme=programme,
            ordre=modele.ordre,
            titre=modele.titre,
            debut=commence,
            fin=finit,
        )
        TacheProgramme.objects.bulk_create(
            TacheProgramme(temps=temps, ordre=rang, titre=titre)
            for rang, titre in enumerate(modele.taches, start=1)
        )
    return programme


def _creer_etapes(promotion: Promotion, calendrier: Calendrier) -> None:
    du_le = {travail.etape: travail.du_le for travail in calendrier.travaux}
    etapes = {}
    for modele in promotion.parcours.etapes.all():
        etapes[modele.pk] = Etape.objects.create(
            promotion=promotion,
            modele=modele,
            ordre=modele.ordre,
            titre=modele.titre,
            livrable_du_le=du_le.get(modele.ordre),
        )
    for prevue in calendrier.rencontres:
        modele_rencontre = prevue.modele
        rencontre = Rencontre.objects.create(
            promotion=promotion,
            etape=etapes[modele_rencontre.etape_id],
            nature=modele_rencontre.nature,
            titre=modele_rencontre.titre,
            debut=prevue.debut,
            fin=prevue.fin,
            obligatoire=modele_rencontre.obligatoire,
        )
        _creer_sequences(rencontre, modele_rencontre)


def _creer_sequences(rencontre: Rencontre, modele: ModeleRencontre) -> None:
    """The agenda of a rencontre begins as the template has it."""
    moments = ModeleSequence.objects.filter(rencontre=modele).order_by("ordre")
    Sequence.objects.bulk_create(
        enchainer(rencontre, moments.values_list("temps", "titre", "duree_minutes"))
    )


@action("promotions.changer_etat", objet="promotion", champs=("etat",))
def changer_etat_promotion(
    *, par: Personne, promotion: Promotion, etat: str, instant: datetime | None = None
) -> Promotion:
    """Lead a promotion to its next state; starting it sends each catalyseur her dates, closing
    it makes alumni of its catalyseurs, and leaves visible what each chose.

    Raises RegleViolee for a step that is not one of TRANSITIONS.
    """
    if not peut_creer_une_promotion(par):
        raise AccesRefuse("L'équipe conduit les promotions.")
    promotion = Promotion.objects.select_for_update().get(pk=promotion.pk)
    if etat not in TRANSITIONS[Promotion.Etat(promotion.etat)]:
        raise RegleViolee(
            f"Une promotion « {promotion.get_etat_display()} » ne passe pas à cet état."
            if promotion.etat != Promotion.Etat.CLOSE
            else "Cette promotion est close."
        )
    commence = promotion.etat == Promotion.Etat.PREPARATION
    promotion.etat = etat
    promotion.save(update_fields=["etat"])
    if etat == Promotion.Etat.CLOSE:
        for suite in registres.clotures:
            suite(par=par, promotion=promotion)
    if commence:
        annoncer_les_dates(promotion, instant=instant or maintenant())
    return promotion
