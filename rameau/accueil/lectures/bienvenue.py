"""The welcome of each hat: the three things one comes for, each with the page where it is done."""

from dataclasses import dataclass

from django.urls import reverse

from parcours.promotions.models import Promotion
from rameau.commun.chapeaux import Chapeau


@dataclass(frozen=True, kw_only=True)
class Chose:
    """One of the three things one comes for."""

    icone: str
    titre: str
    texte: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Bienvenue:
    """The welcome of a hat."""

    chapeau: Chapeau
    phrase: str
    choses: tuple[Chose, ...]


def bienvenue(chapeau: Chapeau, promotion: Promotion | None) -> Bienvenue:
    """Return the welcome of a hat; its links lead into `promotion` when there is one."""
    phrase, choses = _MOTS[chapeau]
    return Bienvenue(
        chapeau=chapeau,
        phrase=phrase,
        choses=tuple(
            Chose(icone=icone, titre=titre, texte=texte, url=_adresse(route, promotion))
            for icone, titre, texte, route in choses
        ),
    )


def _adresse(route: str, promotion: Promotion | None) -> str:
    """The address of a route, under the promotion when it is one of `parcours`."""
    if not route.startswith("parcours:"):
        return reverse(route)
    return reverse(route, args=[promotion.code]) if promotion else reverse("accueil:accueil")


_Mots = tuple[str, tuple[tuple[str, str, str, str], ...]]

_MOTS: dict[Chapeau, _Mots] = {
    Chapeau.CATALYSEUR: (
        "Dix minutes par semaine suffisent. Vous venez ici pour trois choses.",
        (
            (
                "notebook-pen",
                "Écrire vos travaux",
                "À deux, à votre rythme ; chacun part du précédent, votre coach répond en marge.",
                "parcours:livrables",
            ),
            (
                "calendar-days",
                "Savoir où et quand venir",
                "Votre agenda, aussi dans votre téléphone ; le jour venu, votre présence.",
                "agenda:agenda",
            ),
            (
                "git-branch",
                "Vivre la promotion",
                "Les rencontres, le vote, ce que les autres partagent, ce que vous avez en commun.",
                "parcours:promotion",
            ),
        ),
    ),
    Chapeau.EQUIPE: (
        "Tout ce qui attend une main est sur cette page. Vous venez ici pour trois choses.",
        (
            (
                "git-branch",
                "Ouvrir une promotion",
                "Toutes les dates se proposent ; rien n’existe avant votre accord.",
                "equipe:nouvelle_promotion",
            ),
            (
                "users",
                "La mener, session après session",
                "Binômes, groupes, présences, synthèse : tout part de la page de la promotion.",
                "equipe:promotions",
            ),
            (
                "settings-2",
                "Régler ce qui peut l’être",
                "Textes des étapes, questions des travaux, rappels : rien ne part sans vous.",
                "accueil:reglages",
            ),
        ),
    ),
    Chapeau.COACH: (
        "Vos binômes vous attendent ici. Vous venez pour trois choses.",
        (
            (
                "book-open-check",
                "Lire ce qui est partagé",
                "La version telle que le binôme l’a partagée ; elle ne bouge plus.",
                "coaching:binomes",
            ),
            (
                "eye",
                "Répondre en marge",
                "Vos remarques s’accrochent aux mots du texte ; elles partent quand vous le dites.",
                "coaching:binomes",
            ),
            (
                "calendar-days",
                "Suivre les sessions",
                "Votre agenda, les feuilles de codev, les webinaires, les pitchs.",
                "agenda:agenda",
            ),
        ),
    ),
    Chapeau.COMITE: (
        "Cette page se lit en dix secondes. Vous venez ici pour trois choses.",
        (
            (
                "layout-grid",
                "Voir où en est la promotion",
                "Chaque structure et chaque étape, par des faits.",
                "pilotage:programmes",
            ),
            (
                "book-open",
                "Lire ce qui est partagé",
                "Les travaux, les feuilles de route, ce que les structures ont en commun.",
                "parcours:promotion",
            ),
            (
                "map",
                "Connaître les territoires",
                "Les structures et leurs territoires, sur la carte.",
                "territoires:territoires",
            ),
        ),
    ),
    Chapeau.ALUMNI: (
        "Votre promotion est close, votre place reste. Vous venez ici pour trois choses.",
        (
            (
                "notebook-pen",
                "Dire ce que deviennent vos actions",
                "À six mois, à douze mois ; votre feuille de route reste à emporter.",
                "parcours:livrables",
            ),
            (
                "users",
                "Retrouver votre promotion",
                "Les binômes et comment les joindre, leurs travaux, vos présences.",
                "parcours:promotion",
            ),
            (
                "library",
                "Puiser dans les ressources",
                "Les huit centres de ressources du RAMEAU.",
                "ressources:centres",
            ),
        ),
    ),
}
