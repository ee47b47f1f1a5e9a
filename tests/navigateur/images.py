"""The pictures of the README and of the guides, as data: a command opens each and keeps it in
`docs/images/`."""

from dataclasses import dataclass

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 390, "height": 844}


@dataclass(frozen=True, kw_only=True)
class Image:
    """One picture: its file name, whose eyes (a demo account, "" for a visitor), where (an
    address, then the words of the links to follow from there), at which size."""

    nom: str
    compte: str
    adresse: str = "/"
    suivre: tuple[str, ...] = ()
    taille: tuple[int, int] = (DESK["width"], DESK["height"])


TELEPHONE = (PHONE["width"], PHONE["height"])

IMAGES = (
    Image(nom="catalyseur-accueil", compte="catalyseur", taille=(1280, 1600)),
    Image(
        nom="catalyseur-ecrire",
        compte="catalyseur",
        suivre=("Nos travaux", "Plan de mise en œuvre"),
        taille=TELEPHONE,
    ),
    Image(
        nom="catalyseur-remettre",
        compte="catalyseur",
        suivre=("Nos travaux", "Plan de mise en œuvre", "Remettre le plan de mise en œuvre"),
    ),
    Image(
        nom="catalyseur-fil",
        compte="catalyseur",
        suivre=("Nos travaux", "Le fil de nos travaux"),
    ),
    Image(
        nom="catalyseur-visite",
        compte="catalyseur",
        suivre=("La promotion", "Les rencontres", "décider autrement"),
        taille=TELEPHONE,
    ),
    Image(nom="equipe-accueil", compte="equipe"),
    Image(
        nom="equipe-calendrier",
        compte="equipe",
        adresse="/equipe/promotions/nouvelle/?nom=Promotion+2028&debut=2028-01-18",
    ),
    Image(nom="coach-accueil", compte="coach"),
    Image(nom="coach-binomes", compte="coach", suivre=("Mes binômes",)),
    Image(nom="coach-regard", compte="coach", suivre=("Lire et répondre",)),
    Image(nom="comite-tableau", compte="comite"),
    Image(
        nom="comite-commun",
        compte="comite",
        suivre=("structures", "Ce que nous avons en commun"),
    ),
    Image(nom="alumni-accueil", compte="alumni"),
    Image(nom="alumni-suivi", compte="alumni", suivre=("Suivi à 6 mois",)),
)
