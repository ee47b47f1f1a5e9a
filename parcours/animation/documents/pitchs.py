"""The deck of the pitchs, in their running order."""

from datetime import datetime

from django.db.models import QuerySet
from django.utils import timezone

from parcours.animation.lectures.pitchs import Passage, ordre_de_passage, tour_de
from parcours.promotions.models import Promotion
from parcours.travaux.documents.feuille_d_exemple import feuille_d_exemple
from parcours.travaux.documents.feuille_en_diapositive import Diapositive, diaporama
from parcours.travaux.documents.feuilles_de_route import promotions_a_reunir
from parcours.travaux.lectures.feuilles_de_route import composer_toutes, versions_a_reunir
from rameau.commun import registres
from rameau.commun.registres import Fabrication, Format, GenreDeDocument
from rameau.commun.texte import heure
from rameau.comptes.models import Personne


def inscrire() -> None:
    """Register this kind of document."""
    registres.documents.inscrire(
        "pitchs_en_diaporama",
        GenreDeDocument(
            libelle="Diaporama des pitchs",
            objets=promotions_aux_pitchs,
            composer=pitchs_en_diaporama,
            exemple=_exemple,
            format=Format.PPTX,
        ),
    )


def promotions_aux_pitchs(personne: Personne) -> QuerySet[Promotion]:
    """Rule: the deck is for whoever sees the promotion; a slide says what she may read."""
    return promotions_a_reunir(personne)


def pitchs_en_diaporama(*, objet: Promotion, personne: Personne, instant: datetime) -> Fabrication:
    """One slide per binôme in the order of the round: its roadmap, or its name alone when the
    person may not read it or when it brings a slide of its own."""
    versions = {
        livrable.binome_id: version
        for livrable, version in versions_a_reunir(objet, personne)
        if version is not None
    }
    feuilles = dict(
        zip(versions, composer_toutes(list(versions.values()), personne=personne), strict=True)
    )
    passages = ordre_de_passage(objet, tour=tour_de(objet))
    diapositives = [
        Diapositive(
            _titre(passage),
            None if _apportee(passage) else feuilles.get(passage.binome.pk),
            f"Cette structure apporte sa diapositive : {_apportee(passage)}"
            if _apportee(passage)
            else "",
        )
        for passage in passages
    ]
    return Fabrication(
        titre=f"Pitchs – {objet.nom}", fabriquer=lambda avancer: diaporama(diapositives, avancer)
    )


def _apportee(passage: Passage) -> str:
    pitch = passage.pitch
    return pitch.diapositive.nom if pitch is not None and pitch.diapositive is not None else ""


def _titre(passage: Passage) -> str:
    debut = timezone.localtime(passage.debut) if passage.debut else None
    quand = f" – {heure(debut)}" if debut else ""
    return f"{passage.ordre}. {passage.binome.nom}{quand}"


def _exemple() -> Fabrication:
    feuille = feuille_d_exemple()
    return Fabrication(
        titre="Pitchs",
        fabriquer=lambda avancer: diaporama([Diapositive(f"1. {feuille.nom}", feuille)], avancer),
    )
