"""The topic of stage 3: proposed, voted for in secret, confirmed."""

from datetime import datetime

from django.utils.timezone import localtime

from parcours.animation.droits.sujets import participe, peut_proposer, peut_retirer
from parcours.animation.models import Bulletin, Scrutin, Sujet
from parcours.promotions.droits.promotions import peut_organiser
from parcours.promotions.models import Promotion, Rencontre, Sequence
from rameau.commun.actions import action
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.texte import date_longue, heure
from rameau.comptes.models import Personne

ETAPE = 3
REFUS = "L'équipe organise le vote d'une promotion ouverte."


@action("sujets.proposer", champs=("titre",))
def proposer_sujet(
    *,
    par: Personne,
    promotion: Promotion,
    titre: str,
    pourquoi: str = "",
    origine: str = "",
    instant: datetime,
) -> Sujet:
    """Propose a topic, until the vote opens. Raises RegleViolee when it is proposed already."""
    scrutin = Scrutin.objects.filter(promotion=promotion).first()
    if not peut_proposer(par, promotion, scrutin, instant):
        if scrutin and instant >= scrutin.ouvre_le:
            raise RegleViolee("Le vote a commencé : la liste des sujets ne change plus.")
        raise AccesRefuse("Les catalyseurs de la promotion et l'équipe proposent des sujets.")
    return Sujet.objects.create(
        promotion=promotion,
        titre=titre,
        pourquoi=pourquoi,
        origine=origine,
        propose_par=par,
        propose_le=instant,
    )


@action("sujets.retirer", objet="sujet", champs=("retire_le",))
def retirer_sujet(*, par: Personne, sujet: Sujet, instant: datetime) -> None:
    """Take a topic back, before the vote opens."""
    scrutin = Scrutin.objects.filter(promotion=sujet.promotion_id).first()
    if scrutin and instant >= scrutin.ouvre_le:
        raise RegleViolee("Le vote a commencé : la liste des sujets ne change plus.")
    if not peut_retirer(par, sujet, scrutin, instant):
        raise AccesRefuse("Un sujet est retiré par qui l'a proposé, ou par l'équipe.")
    sujet.retire_le = instant
    sujet.save(update_fields=["retire_le"])


@action("sujets.ouvrir_le_vote", champs=("ouvre_le", "ferme_le"))
def fixer_scrutin(
    *,
    par: Personne,
    promotion: Promotion,
    ouvre_le: datetime,
    ferme_le: datetime,
    instant: datetime,
) -> Scrutin:
    """Set when the vote opens and closes; a vote that runs may be prolonged or shortened.

    Raises RegleViolee when it would close before it opens or in the past, when it has closed
    already, or when it would open anew a vote that has begun.
    """
    if not peut_organiser(par, promotion):
        raise AccesRefuse(REFUS)
    scrutin = Scrutin.objects.select_for_update().filter(promotion=promotion).first()
    if scrutin is not None and scrutin.est_ferme(instant):
        raise RegleViolee("Le vote est fermé et son résultat est connu : il ne rouvre pas.")
    if scrutin is not None and scrutin.est_ouvert(instant) and ouvre_le != scrutin.ouvre_le:
        raise RegleViolee(
            "Le vote est ouvert : seule sa fermeture peut changer.", constraint="ouvre_le"
        )
    if ferme_le <= instant:
        raise RegleViolee("Choisissez une fermeture à venir.", constraint="ferme_le")
    if scrutin is None:
        scrutin = Scrutin(promotion=promotion)
    scrutin.ouvre_le, scrutin.ferme_le = ouvre_le, ferme_le
    scrutin.save()
    return scrutin


@action("sujets.voter")
def voter(*, par: Personne, scrutin: Scrutin, sujet: Sujet, instant: datetime) -> None:
    """Put one's ballot in, or change it, while the vote is open.

    The journal says that someone voted, neither in which ballot nor for what. Raises RegleViolee
    before the opening, after the closing, for a topic not proposed, or for someone who does not
    take part: the database holds these.
    """
    if not participe(par, scrutin.promotion):
        raise AccesRefuse("Les catalyseurs de la promotion votent.")
    if instant < scrutin.ouvre_le:
        ouvre = localtime(scrutin.ouvre_le)
        raise RegleViolee(
            f"Le vote n'est pas encore ouvert : il ouvre le {date_longue(ouvre)}, à {heure(ouvre)}."
        )
    Bulletin.objects.bulk_create(
        [Bulletin(scrutin=scrutin, votant=par, sujet=sujet, depose_le=instant)],
        update_conflicts=True,
        unique_fields=["scrutin", "votant"],
        update_fields=["sujet", "depose_le"],
    )


@action("sujets.confirmer", objet="scrutin", champs=("retenu", "confirme_le"))
def confirmer_sujet(*, par: Personne, scrutin: Scrutin, sujet: Sujet, instant: datetime) -> None:
    """Confirm the topic once the vote is closed: it titles the theory time of the third session.

    Raises RegleViolee while the vote runs, or for a topic of elsewhere.
    """
    if not peut_organiser(par, scrutin.promotion):
        raise AccesRefuse(REFUS)
    if not scrutin.est_ferme(instant):
        raise RegleViolee("Le sujet se confirme une fois le vote fermé.")
    if sujet.promotion_id != scrutin.promotion_id or sujet.retire_le is not None:
        raise RegleViolee("Ce sujet n'est pas proposé dans cette promotion.")
    scrutin.retenu, scrutin.confirme_le = sujet, instant
    scrutin.save(update_fields=["retenu", "confirme_le"])
    theorie = (
        Sequence.objects.filter(
            rencontre__promotion=scrutin.promotion_id,
            rencontre__nature=Rencontre.Nature.SESSION,
            rencontre__annulee_le=None,
            rencontre__etape__ordre=ETAPE,
            temps=Sequence.Temps.THEORIE,
        )
        .order_by("ordre")
        .first()
    )
    if theorie is not None:
        theorie.titre = sujet.titre
        theorie.save(update_fields=["titre"])
