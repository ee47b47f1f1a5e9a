"""Synthetic sessions: who speaks, supports, sub-groups, the volunteer, the topic's vote, and the
questions of the webinaire."""

from datetime import timedelta
from typing import Any

from parcours.animation.models import (
    AccordEnregistrement,
    Bulletin,
    Chapitre,
    MembreDeSousGroupe,
    QuestionPosee,
    Scrutin,
    SousGroupe,
    Soutien,
    Sujet,
    Support,
    Volontaire,
    Webinaire,
)
from parcours.promotions.models import Intervenant, Participation, Rencontre, Sequence
from rameau.demonstration.actions.peuplement.lot import PAQUET, Fiche, Lot

GROUPES = 6
QUESTIONS = 12
SUJETS = ("Financer l’animation", "Associer les entreprises", "Mesurer la coopération")


def peupler_sessions(lot: Lot) -> None:
    """A speaker per promotion; all that surrounds its sessions; its vote; its webinaire."""
    lignes: dict[type, list[Any]] = {}

    def garder(ligne: Any) -> Any:
        lignes.setdefault(type(ligne), []).append(ligne)
        return ligne

    promotions = [fiche.promotion.pk for fiche in lot.fiches]
    rencontres: dict[int, list[Rencontre]] = {}
    for rencontre in Rencontre.objects.filter(promotion__in=promotions).order_by("debut", "pk"):
        rencontres.setdefault(rencontre.promotion_id, []).append(rencontre)
    participations: dict[int, list[Participation]] = {}
    for participation in (
        Participation.objects.filter(binome__promotion__in=promotions)
        .select_related("binome")
        .order_by("binome__rang", "place")
    ):
        participations.setdefault(participation.binome.promotion_id, []).append(participation)
    for fiche in lot.fiches:
        siennes = rencontres[fiche.promotion.pk]
        membres = participations[fiche.promotion.pk]
        garder(Intervenant(prenom="Maud", nom=f"Intervenante {fiche.nom}", organisme="Université"))
        sessions = [r for r in siennes if r.nature == Rencontre.Nature.SESSION]
        for session in sessions:
            garder(
                Support(
                    rencontre=session,
                    moment=Support.Moment.AVANT,
                    titre="À lire pour se préparer",
                    lien=f"https://documents.essai.test/{fiche.nom}",
                    publie_le=fiche.le(1),
                    ajoute_par=fiche.coach(0),
                    ajoute_le=fiche.le(1),
                )
            )
        for ordre in range(1, GROUPES + 1):
            groupe = garder(SousGroupe(rencontre=sessions[1], ordre=ordre, nom=f"Groupe {ordre}"))
            for participation in membres[ordre - 1 :: GROUPES]:
                garder(
                    MembreDeSousGroupe(
                        sous_groupe=groupe, rencontre=sessions[1], participation=participation
                    )
                )
        garder(
            Volontaire(
                promotion=fiche.promotion,
                participation=membres[0],
                propose_le=fiche.le(1),
                nomme_le=fiche.le(2),
            )
        )
        _voter(fiche, membres, garder)
        webinaire = next(r for r in siennes if r.nature == Rencontre.Nature.WEBINAIRE)
        _questionner(webinaire, membres, garder)
    for modele in (
        *(Intervenant, Support, SousGroupe, MembreDeSousGroupe, Volontaire),
        *(Sujet, Scrutin, Bulletin, Webinaire, Chapitre, QuestionPosee, Soutien),
        AccordEnregistrement,
    ):
        modele.objects.bulk_create(lignes.get(modele, []), PAQUET)
    _faire_parler(lot, lignes[Intervenant])


def _voter(fiche: Fiche, membres: list[Participation], garder: Any) -> None:
    sujets = [
        garder(
            Sujet(
                promotion=fiche.promotion,
                titre=titre,
                propose_par=membres[0].personne,
                propose_le=fiche.le(100),
            )
        )
        for titre in SUJETS
    ]
    scrutin = garder(
        Scrutin(promotion=fiche.promotion, ouvre_le=fiche.le(110), ferme_le=fiche.le(120))
    )
    if not fiche.est_passe(112):
        return
    for rang, participation in enumerate(membres):
        garder(
            Bulletin(
                scrutin=scrutin,
                votant=participation.personne,
                sujet=sujets[rang % len(sujets)],
                depose_le=fiche.le(111),
            )
        )


def _questionner(rencontre: Rencontre, membres: list[Participation], garder: Any) -> None:
    webinaire = garder(Webinaire(rencontre=rencontre, revision=QUESTIONS, enregistre=True))
    for rang in range(4):
        garder(Chapitre(webinaire=webinaire, seconde=rang * 900, titre=f"Partie {rang + 1}"))
    for rang in range(QUESTIONS):
        question = garder(
            QuestionPosee(
                rencontre=rencontre,
                auteur=membres[rang].personne,
                texte=f"Question {rang + 1} : par où commencer ?",
                posee_le=rencontre.debut + timedelta(minutes=5 * rang),
            )
        )
        for participation in membres[rang + 1 : rang + 4]:
            garder(Soutien(question=question, personne=participation.personne))
    for rang, participation in enumerate(membres):
        garder(
            AccordEnregistrement(
                rencontre=rencontre,
                personne=participation.personne,
                accepte=rang % 8 != 7,
                dit_le=rencontre.debut - timedelta(days=3),
            )
        )


def _faire_parler(lot: Lot, intervenants: list[Intervenant]) -> None:
    """Each speaker in the theory times of her promotion."""
    lien = Sequence.intervenants.through
    par_promotion = {f.promotion.pk: i.pk for f, i in zip(lot.fiches, intervenants, strict=True)}
    theories = Sequence.objects.filter(
        rencontre__promotion__in=par_promotion, temps=Sequence.Temps.THEORIE
    ).order_by("pk")
    lien.objects.bulk_create(
        [
            lien(sequence_id=pk, intervenant_id=par_promotion[promotion])
            for pk, promotion in theories.values_list("pk", "rencontre__promotion")
        ],
        PAQUET,
    )
