"""The frame of every page: who is here, under which hat, in which promotion, where to go."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from parcours.promotions.models import Promotion
from rameau.accueil.lectures.bienvenue import Bienvenue, bienvenue
from rameau.commun import registres
from rameau.commun.chapeaux import Chapeau
from rameau.commun.compiled import compiled
from rameau.commun.recherche import Requete
from rameau.comptes.models import Accueil, Personne
from rameau.comptes.views.compte import CHAPEAU


@dataclass(frozen=True)
class Entree:
    """One entry of the navigation; `active` when the page shown is under it."""

    libelle: str
    url: str
    icone: str
    active: bool


@dataclass(frozen=True)
class PromotionDuCadre:
    """The promotion the page is about, as the frame names it."""

    nom: str
    url: str


def chapeau_porte(request: HttpRequest) -> Chapeau | None:
    """Return the hat worn: the one chosen if it is still true, else the first by order.

    It changes the menu and the home page only, never a right.
    """
    personne = request.user
    if not isinstance(personne, Personne):
        return None
    siens = [hat for hat in Chapeau if hat in personne.chapeaux]
    choisi = request.session.get(CHAPEAU)
    return next((hat for hat in siens if hat.value == choisi), siens[0] if siens else None)


def promotion_de_la_page(request: HttpRequest) -> Promotion | None:
    """Return the promotion the view named (`request.promotion`), else the latest of those the
    person takes part in."""
    nommee = getattr(request, "promotion", None)
    if nommee is not None or not isinstance(request.user, Personne):
        return nommee
    return _siennes.first(request.user)


@compiled
def _siennes(personne: Personne) -> QuerySet[Promotion]:
    siennes = personne.participations.filter(jusqua=None).values("binome__promotion")
    return Promotion.objects.filter(pk__in=siennes).order_by("-debut", "-pk")[:1]


@compiled
def _accueils(personne: Personne, chapeau: str) -> QuerySet[Accueil, int]:
    return personne.accueils.filter(chapeau=chapeau).values_list("pk", flat=True)


class Cadre:
    """What `base.html` needs; nothing is asked of the database before the template does."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @property
    def demo(self) -> bool:
        return bool(settings.DEMO)

    @property
    def url_chapeau(self) -> str:
        return reverse("comptes:chapeau")

    @property
    def requete(self) -> str:
        """What the search box shows again on its own page, nothing elsewhere."""
        la = self._request.path == reverse("accueil:recherche")
        return Requete.lire(self._request.GET.get("q", "")).texte if la else ""

    @cached_property
    def personne(self) -> Personne | None:
        user = getattr(self._request, "user", None)
        return user if isinstance(user, Personne) and user.is_authenticated else None

    @cached_property
    def chapeau(self) -> Chapeau | None:
        return chapeau_porte(self._request) if self.personne else None

    @cached_property
    def bienvenue(self) -> Bienvenue | None:
        """The welcome of the hat worn, until the person puts it away."""
        if self.personne is None or self.chapeau is None:
            return None
        lus = _accueils(self.personne, self.chapeau.value)
        return None if lus else bienvenue(self.chapeau, self._promotion)

    @cached_property
    def chapeaux(self) -> list[Chapeau]:
        return [hat for hat in Chapeau if self.personne and hat in self.personne.chapeaux]

    @cached_property
    def promotion(self) -> PromotionDuCadre | None:
        promotion = self._promotion
        if promotion is None:
            return None
        url = promotion.get_absolute_url()
        if self.chapeau is Chapeau.EQUIPE:
            url = reverse("equipe:promotion", args=[promotion.code])
        return PromotionDuCadre(promotion.nom, url)

    @cached_property
    def _promotion(self) -> Promotion | None:
        if self.chapeau in (Chapeau.CATALYSEUR, Chapeau.ALUMNI):
            return promotion_de_la_page(self._request)
        return getattr(self._request, "promotion", None)

    @cached_property
    def navigation(self) -> list[Entree]:
        """The home, then the entries that the rooms give to the hat worn."""
        if self.chapeau is None:
            return []
        here = self._request.path
        entries = [("Accueil", reverse("accueil:accueil"), "house")]
        for entree in registres.menus:
            if self.chapeau not in entree.chapeaux:
                continue
            url = entree.adresse(self._promotion)
            if url is None:
                continue
            entries.append((entree.libelle, url, entree.icone))
            if any(here.startswith(_debut(rayon)) for rayon in entree.rayons):
                here = url
        longest = max((url for _, url, _ in entries if here.startswith(url)), key=len, default="")
        return [
            Entree(libelle, url, icone, active=url == longest and (url != "/" or here == "/"))
            for libelle, url, icone in entries
        ]


def _debut(rayon: str) -> str:
    """The beginning of the addresses of a part of the site, which its route may name."""
    return rayon if rayon.startswith("/") else reverse(rayon)


def cadre(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `cadre` in every template."""
    return {"cadre": SimpleLazyObject(lambda: Cadre(request))}
