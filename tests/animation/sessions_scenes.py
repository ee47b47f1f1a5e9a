"""What surrounds the sessions of the scene of the table of routes."""

from datetime import timedelta

from django.utils import timezone

from parcours.animation.actions.sujets import fixer_scrutin, proposer_sujet
from parcours.animation.actions.supports import ajouter_support
from parcours.animation.actions.webinaires import poser_question
from parcours.promotions.actions.intervenants import ajouter_intervenant
from parcours.promotions.actions.rencontres import planifier_rencontre
from parcours.promotions.models import Promotion
from rameau.commun.fichiers import FichierExamine
from rameau.commun.models.fichiers import Genre
from rameau.comptes.models import Personne


def entourer_les_sessions(equipe: Personne, membre: Personne, promotion: Promotion) -> None:
    """A speaker, a published file for the last session, a topic, a vote to come, a webinaire of
    tomorrow with one question of `membre`."""
    instant = timezone.now()
    ajouter_intervenant(par=equipe, nom="Kerloch")
    session = promotion.rencontres.sessions().order_by("debut")[3]
    ajouter_support(
        par=equipe,
        rencontre=session,
        moment="avant",
        titre="À lire",
        fichier=FichierExamine(nom="a.pdf", genre=Genre.PDF, octets=b"%PDF-1.4"),
        publier=True,
        instant=instant,
    )
    proposer_sujet(par=membre, promotion=promotion, titre="Un sujet", instant=instant)
    fixer_scrutin(
        par=equipe,
        promotion=promotion,
        ouvre_le=instant + timedelta(days=1),
        ferme_le=instant + timedelta(days=2),
        instant=instant,
    )
    webinaire = planifier_rencontre(
        par=equipe,
        promotion=promotion,
        nature="webinaire",
        titre="Webinaire de demain",
        debut=instant + timedelta(days=1),
        fin=instant + timedelta(days=1, hours=2),
    )
    poser_question(par=membre, rencontre=webinaire, texte="Par où commencer ?", instant=instant)
