"""The PDF documents of the committee: one function each, one page of HTML each."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.timezone import localdate

from evaluation.droits import promotions_pilotees
from evaluation.lectures import pilotage
from parcours.promotions.models import Promotion
from parcours.travaux.lectures.binomes import chemin_de
from parcours.travaux.lectures.chemin import Chemin, Feuille, Noeud, composer_chemin
from rameau.commun import registres
from rameau.commun.graphiques import Genre, Graphique, Serie
from rameau.commun.registres import Composition, GenreDeDocument
from rameau.comptes.models import Personne
from territoires.lectures.carte import Carte, Lieu, composer_carte
from territoires.models import Territoire


def inscrire() -> None:
    """Register the kinds of document of this app."""
    registres.documents.inscrire(
        "tableau-de-bord",
        GenreDeDocument(
            libelle="Tableau de bord",
            objets=promotions_pilotees,
            composer=tableau_de_bord,
            exemple=_exemple_tableau_de_bord,
        ),
    )


def tableau_de_bord(*, objet: Promotion, personne: Personne, instant: datetime) -> Composition:
    """The dashboard of a promotion as its page shows it to this person, with path and map."""
    territoires = Territoire.objects.filter(binomes__promotion=objet).order_by("binomes__rang")
    lieux = [
        Lieu(
            nom=str(territoire),
            detail=str(territoire.structure),
            latitude=float(territoire.latitude),
            longitude=float(territoire.longitude),
            departements=tuple(territoire.departements),
        )
        for territoire in territoires.select_related("structure")
    ]
    return _composer(
        pilotage.tableau_de_bord(objet, personne, maintenant=instant),
        chemin_de(objet, None, aujourdhui=localdate(instant)),
        composer_carte(lieux),
        instant,
    )


def _composer(
    tableau: pilotage.TableauDeBord, chemin: Chemin, carte: Carte, instant: datetime
) -> Composition:
    return Composition(
        titre="Tableau de bord",
        sous_titre=tableau.promotion.nom,
        template="documents/tableau_de_bord",
        contexte={"tableau": tableau, "chemin": chemin, "carte": carte},
        instant=instant,
    )


# --- an example, of invented facts -----------------------------------------------------------
_LIEUX = (
    Lieu("Vallée de l’Exemple", "Agence des alliances", 48.6, 7.7, "", ("67", "68")),
    Lieu("Pays du Modèle", "Maison des projets", 47.4, 0.7, "", ("37",)),
    Lieu("Côte de l’Essai", "Collectif d’entreprises", 46.5, -1.8, "", ("85",)),
    Lieu("Plateau du Patron", "Communauté de communes", 43.6, 1.4, "", ("31",)),
)
_ETATS = (("remis", "remis"), ("partage", "partagé au coach"), ("en-cours", "en cours"))


def _exemple_tableau_de_bord() -> Composition:
    debut = date(2018, 1, 8)
    promotion = Promotion(nom="Promotion d’exemple", debut=debut, fin=date(2018, 9, 28))
    cellules = [pilotage.Cellule(code, mot, "le 22 mars", "") for code, mot in _ETATS]
    a_venir = pilotage.Cellule("a-faire", "à faire", "pour le 6 septembre", "")
    tableau = pilotage.TableauDeBord(
        promotion=promotion,
        binomes=[],
        temps=[
            pilotage.Temps(
                titre=titre,
                debut=debut + timedelta(days=jours),
                fin=debut + timedelta(days=jours + 180),
                statut=statut,
                taches=[
                    pilotage.Tache(titre="Une tâche du programme", statut="fait"),
                    pilotage.Tache(titre="Une autre tâche", statut="a-venir"),
                ],
            )
            for titre, jours, statut in (
                ("Conception et lancement", -181, "fait"),
                ("Réalisation", 0, "en-cours"),
                ("Évaluation et déploiement", 181, "a-venir"),
            )
        ],
        chiffres=[
            pilotage.Chiffre(valeur="4 / 12", libelle="structures", url=""),
            pilotage.Chiffre(valeur="8", libelle="catalyseurs", url=""),
            pilotage.Chiffre(valeur="2 / 4", libelle="sessions tenues", url=""),
            pilotage.Chiffre(valeur="4 / 12", libelle="travaux remis", url=""),
        ],
        grille=pilotage.Grille(
            colonnes=pilotage.COLONNES,
            lignes=[
                pilotage.Ligne(
                    lieu.detail,
                    lieu.nom,
                    "",
                    [cellules[0], cellules[0], cellules[rang % 3], a_venir],
                )
                for rang, lieu in enumerate(_LIEUX)
            ],
        ),
        travaux=Graphique(
            genre=Genre.REPARTITION,
            code="etat-des-travaux",
            titre="Les trois travaux, par état",
            legende="Chaque barre compte les binômes.",
            entete="Travail",
            categories=["Bilan", "Plan de mise en œuvre", "Feuille de route"],
            series=[
                Serie(libelle="remis", valeurs=[4, 2, 0], motif=1),
                Serie(libelle="partagé au coach", valeurs=[0, 1, 0], motif=4),
                Serie(libelle="en cours", valeurs=[0, 1, 1], motif=3),
                Serie(libelle="à faire", valeurs=[0, 0, 3], motif=5),
            ],
        ),
        attention=["Plan de mise en œuvre pas encore remis : Côte de l’Essai."],
        prochaine=None,
    )
    return _composer(tableau, _chemin_d_exemple(promotion), composer_carte(_LIEUX), timezone.now())


def _chemin_d_exemple(promotion: Promotion) -> Chemin:
    return composer_chemin(
        promotion.debut,
        promotion.fin,
        date(2018, 5, 17),
        [
            Noeud(1, "Comprendre", date(2018, 1, 18), "fait"),
            Noeud(2, "Mettre en œuvre", date(2018, 3, 29), "fait"),
            Noeud(3, "Approfondir", date(2018, 6, 21), "a-venir"),
            Noeud(4, "Mettre en perspective", date(2018, 9, 13), "a-venir"),
        ],
        [
            Feuille("rencontres", "Webinaire", date(2018, 5, 3), "fait"),
            Feuille("rencontres", "Visite : un décideur", date(2018, 7, 12), "a-venir"),
            Feuille("livrables", "Bilan des actions et des freins", date(2018, 3, 22), "fait"),
            Feuille("livrables", "Plan de mise en œuvre", date(2018, 6, 14), "en-cours"),
            Feuille("livrables", "Feuille de route", date(2018, 9, 6), "a-venir"),
            Feuille("coaching", "Coaching", date(2018, 3, 8), "fait"),
            Feuille("coaching", "Coaching", date(2018, 8, 30), "a-venir"),
        ],
    )
