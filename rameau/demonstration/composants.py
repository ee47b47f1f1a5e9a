"""What the page of the kit shows: each part in its states, with invented facts and fixed dates."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator

from parcours.travaux.lectures.chemin import Chemin, Feuille, Noeud, composer_chemin
from rameau.demonstration import graphiques as exemples_graphiques
from territoires.lectures.carte import Carte, Lieu, composer_carte

AUJOURDHUI = date(2018, 5, 17)

ETATS = (
    ("a-faire", "À faire"),
    ("en-cours", "En cours"),
    ("partage", "Partagé au coach"),
    ("regard", "Regard reçu"),
    ("remis", "Remis"),
    ("retard", "Attendu depuis 3 jours"),
    ("a-venir", "À venir"),
    ("present", "Présent"),
    ("excuse", "Excusé"),
    ("absent", "Absent"),
)
ETAPES = (
    (1, "Comprendre"),
    (2, "Mettre en œuvre"),
    (3, "Approfondir"),
    (4, "Mettre en perspective"),
)
LIEUX = (
    Lieu("Siilab", "Hauts-de-France", 50.63, 3.06, "#", ("02", "59", "60", "62", "80")),
    Lieu(
        "Alliance Sens & Économie",
        "Grand Est",
        48.58,
        7.75,
        "#",
        ("08", "10", "51", "52", "54", "55", "57", "67", "68", "88"),
    ),
    Lieu(
        "Villes au Carré",
        "Centre-Val de Loire",
        47.39,
        0.69,
        "#",
        ("18", "28", "36", "37", "41", "45"),
    ),
    Lieu("FACE-Paris", "Paris", 48.86, 2.35, "#", ("75",)),
    Lieu(
        "Les Sables d’Olonne Développement",
        "Les Sables-d’Olonne",
        46.50,
        -1.78,
        "#",
        ("85",),
    ),
    Lieu(
        "Agir ensemble en Territoire",
        "Charenton (Val-de-Marne)",
        48.82,
        2.41,
        "#",
        ("94",),
    ),
    Lieu("PTCE", "Yvelines – Les Mureaux", 48.99, 1.92, "#", ("78",)),
    Lieu(
        "Labo des partenariats",
        "Poitou-Charentes",
        46.58,
        0.34,
        "#",
        ("16", "17", "79", "86"),
    ),
    Lieu("Le CentSept", "Lyon", 45.76, 4.84, "#", ("69",)),
    Lieu("Le Catalyseur", "Toulouse", 43.60, 1.44, "#", ("31",)),
    Lieu("Maison des associations", "Aix", 43.53, 5.45, "#", ("13",)),
    Lieu(
        "Caisse d’Épargne",
        "Midi-Pyrénées",
        44.02,
        1.36,
        "#",
        ("09", "12", "31", "32", "46", "65", "81", "82"),
    ),
)


@dataclass(frozen=True)
class Colonne:
    libelle: str
    etape: int


@dataclass(frozen=True)
class Cellule:
    etat: str
    libelle: str
    detail: str
    url: str = "#"


@dataclass(frozen=True)
class Ligne:
    structure: str
    territoire: str
    cellules: tuple[Cellule, ...]
    url: str = "#"


@dataclass(frozen=True)
class Grille:
    colonnes: tuple[Colonne, ...]
    lignes: tuple[Ligne, ...]


class FormulaireExemple(forms.Form):
    """One field of each kind."""

    nom = forms.CharField(
        label="Nom du projet", help_text="Tel qu’il sera lu sur la feuille de route."
    )
    courriel = forms.EmailField(label="Adresse électronique")
    jour = forms.DateField(
        label="Date prévue",
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    sphere = forms.ChoiceField(
        label="Sphère",
        choices=[
            ("", "Choisir…"),
            ("collectivites", "Collectivités et acteurs publics"),
            ("entreprises", "Entreprises"),
        ],
    )
    partage = forms.ChoiceField(
        label="Qui pourra lire ce travail ?",
        widget=forms.RadioSelect,
        choices=[
            ("binome", "Notre binôme"),
            ("coach", "Notre coach aussi"),
            ("promotion", "Toute la promotion"),
        ],
    )
    frein = forms.CharField(
        label="Un frein rencontré",
        required=False,
        widget=forms.Textarea,
        help_text="Une ou deux phrases suffisent.",
    )
    piece = forms.FileField(
        label="Pièce jointe",
        required=False,
        help_text="PDF, image ou document bureautique, 10 Mo au plus.",
    )
    accord = forms.BooleanField(label="J’accepte que ce travail soit cité dans la synthèse")


class FiltresExemple(forms.Form):
    """Filters above a list."""

    recherche = forms.CharField(label="Chercher", required=False)
    etape = forms.ChoiceField(
        label="Étape",
        required=False,
        choices=[("", "Toutes"), *((n, t) for n, t in ETAPES)],
    )


def chemin() -> Chemin:
    """A path half walked."""
    feuille = Feuille
    return composer_chemin(
        date(2018, 1, 8),
        date(2018, 9, 28),
        AUJOURDHUI,
        [
            Noeud(1, "Comprendre", date(2018, 1, 18), "fait", "#"),
            Noeud(2, "Mettre en œuvre", date(2018, 3, 29), "fait", "#"),
            Noeud(3, "Approfondir", date(2018, 6, 21), "en-cours", "#"),
            Noeud(4, "Mettre en perspective", date(2018, 9, 13), "a-venir", "#"),
        ],
        [
            feuille(
                "rencontres",
                "Visite : un pair pionnier",
                date(2018, 2, 22),
                "fait",
                "#",
            ),
            feuille("rencontres", "Webinaire", date(2018, 5, 3), "fait", "#"),
            feuille(
                "rencontres",
                "Visite : un tiers pionnier",
                date(2018, 5, 29),
                "en-cours",
                "#",
            ),
            feuille("rencontres", "Visite : un décideur", date(2018, 7, 12), "a-venir", "#"),
            feuille(
                "livrables",
                "Bilan des actions et des freins",
                date(2018, 3, 22),
                "fait",
                "#",
            ),
            feuille("livrables", "Plan de mise en œuvre", date(2018, 6, 14), "en-cours", "#"),
            feuille("livrables", "Feuille de route", date(2018, 9, 6), "a-venir", "#"),
            feuille("coaching", "Coaching", date(2018, 3, 8), "fait", "#"),
            feuille("coaching", "Coaching", date(2018, 5, 31), "en-cours", "#"),
            feuille("coaching", "Coaching", date(2018, 8, 30), "a-venir"),
        ],
    )


def grille() -> Grille:
    """Twelve structures in every state."""
    cycle = (
        (
            Cellule("remis", "Remis", "20 mars"),
            Cellule("en-cours", "En cours", "12 mai"),
        ),
        (
            Cellule("remis", "Remis", "22 mars"),
            Cellule("partage", "Partagé au coach", "15 mai"),
        ),
        (
            Cellule("remis", "Remis", "19 mars"),
            Cellule("regard", "Regard reçu", "16 mai"),
        ),
        (Cellule("remis", "Remis", "22 mars"), Cellule("a-faire", "À faire", "")),
    )
    presence = Cellule("fait", "Présents", "")
    a_venir = Cellule("a-venir", "À venir", "", "")
    lignes = [
        Ligne(
            lieu.nom,
            lieu.detail,
            (
                presence,
                cycle[rang % 4][0],
                presence,
                cycle[rang % 4][1],
                a_venir,
                a_venir,
                a_venir,
            ),
        )
        for rang, lieu in enumerate(LIEUX)
    ]
    colonnes = (
        "Session 1",
        "Bilan",
        "Session 2",
        "Plan",
        "Session 3",
        "Feuille de route",
        "Session 4",
    )
    return Grille(
        tuple(
            Colonne(libelle, etape)
            for libelle, etape in zip(colonnes, (1, 1, 2, 2, 3, 3, 4), strict=True)
        ),
        tuple(lignes),
    )


def carte() -> Carte:
    """The twelve pilots on the map."""
    return composer_carte(LIEUX)


def contexte() -> dict[str, Any]:
    """All that the page of the kit needs."""
    return {
        "etats": ETATS,
        "etapes": ETAPES,
        "chemin": chemin(),
        "grille": grille(),
        "carte": carte(),
        "graphiques": exemples_graphiques.graphiques(),
        "form_vierge": FormulaireExemple(auto_id="vierge_%s"),
        "form_erreurs": FormulaireExemple({"nom": "", "courriel": "claire@", "partage": "coach"}),
        "filtres": FiltresExemple(auto_id="filtre_%s"),
        "page": Paginator(range(1, 128), 20).page(3),
        "ariane": (("Accueil", "/"), ("Démonstration", "#"), ("Composants", "")),
        "tri": "-territoire",
        "structures": LIEUX[:3],
        "alertes": (
            ("info", "À savoir", "La session 3 se tient à Lyon, en présence."),
            (
                "succes",
                "C’est remis",
                "Votre plan attend la session 3. Vous pouvez le reprendre pendant 48 heures.",
            ),
            (
                "attention",
                "Deux sections sont vides",
                "Vous pouvez remettre votre plan ainsi, ou le compléter.",
            ),
            (
                "erreur",
                "Ce créneau vient d’être pris",
                "Choisissez-en un autre : il en reste quatre.",
            ),
        ),
    }
