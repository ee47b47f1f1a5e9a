"""The follow-up of a roadmap: line by line for its binôme, at a glance for the équipe."""

from django.contrib import messages
from django.db.models import F
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.promotions.models import Promotion
from parcours.promotions.views.portes import ariane_equipe, ariane_promotion, promotion_de
from parcours.travaux.actions.suivis import ecrire_suivi
from parcours.travaux.documents.feuilles_de_route import feuilles_a_lire
from parcours.travaux.droits.suivis import peut_suivre
from parcours.travaux.forms.suivis import SuiviForm
from parcours.travaux.lectures.suivis import avancement, lignes
from parcours.travaux.models import Version
from parcours.travaux.models.suivis import Moment, moment_a, moments_de
from parcours.travaux.views.portes import LECTEURS
from rameau.commun.chapeaux import Chapeau
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import submit
from rameau.commun.temps import aujourdhui, maintenant
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(*LECTEURS, methodes="GET POST")
def suivi(request: SignedInRequest, promotion: str, pk: int, mois: int) -> HttpResponse:
    """What becomes of the actions of a binôme, at one moment: each line saved by itself."""
    la_promotion = promotion_de(request, promotion)
    moment = moment_a(la_promotion, mois, aujourdhui=aujourdhui())
    if moment is None:
        raise Http404(mois)
    version = _version_remise(request, la_promotion, pk)
    if request.method == "POST":
        return _enregistrer(request, version, moment)
    return _page(request, version, moment)


def _version_remise(request: SignedInRequest, promotion: Promotion, binome: int) -> Version:
    version: Version = get_object_or_404(
        feuilles_a_lire(request.user)
        .filter(livrable__binome__promotion=promotion, livrable__version_remise=F("pk"))
        .select_related("livrable__binome__structure", "livrable__binome__territoire"),
        livrable__binome=binome,
    )
    version.livrable.binome.promotion = promotion
    return version


def _enregistrer(request: SignedInRequest, version: Version, moment: Moment) -> HttpResponse:
    form = SuiviForm(request.POST)

    def ecrire() -> str:
        donnees = form.cleaned_data
        ecrire_suivi(
            par=request.user,
            version=version,
            mois=moment.mois,
            id_action=donnees["action"],
            etat=donnees["etat"],
            mot=donnees["mot"],
            mesure=donnees["mesure"],
            revision=donnees["revision"],
            instant=maintenant(),
        )
        messages.success(request, "Cette ligne est enregistrée.")
        return f"{request.path}#action-{donnees['action']}"

    # What is typed is shown beside what the other wrote; saving again keeps it.
    outcome = submit(request, ecrire, form)
    return outcome.response or _page(
        request, version, moment, form=form, autre=outcome.current, status=outcome.status
    )


def _page(
    request: SignedInRequest,
    version: Version,
    moment: Moment,
    *,
    form: SuiviForm | None = None,
    autre: object = None,
    status: int = 200,
) -> HttpResponse:
    """The page; `form` is a line that could not be saved, kept as it was typed."""
    promotion, binome = version.livrable.binome.promotion, version.livrable.binome
    ecrit = peut_suivre(request.user, version, moment.mois, aujourdhui=aujourdhui())
    les_lignes = lignes(version, moment.mois, personne=request.user)
    tapee = form.data.get("action", "") if form is not None else ""
    paires = []
    for ligne in les_lignes:
        le_form = SuiviForm.de(ligne) if ecrit else None
        if form is not None and tapee == str(ligne.action.id):
            form.auto_id = f"id_{ligne.action.id}_%s"
            le_form = form

        paires.append((ligne, le_form, autre if le_form is form and form is not None else None))
    contexte = {
        "ariane": [
            *ariane_promotion(request.user, promotion),
            ("Feuilles de route", reverse("parcours:feuilles_de_route", args=[promotion.code])),
            ("Suivi", ""),
        ],
        "promotion": promotion,
        "binome": binome,
        "version": version,
        "moment": moment,
        "moments": moments_de(promotion, aujourdhui=aujourdhui()),
        "paires": paires,
        "dites": sum(ligne.suivi is not None for ligne in les_lignes),
        "ecrit": ecrit,
    }
    return render(request, "travaux/suivis/suivi.html", contexte, status=status)


@ouvert_a(Chapeau.EQUIPE)
def suivis(request: SignedInRequest, promotion: str) -> HttpResponse:
    """Where the follow-up of each binôme stands, moment by moment."""
    la_promotion = promotion_de(request, promotion)
    contexte = {
        "ariane": ariane_equipe(la_promotion, "Suivi des actions"),
        "promotion": la_promotion,
        "moments": moments_de(la_promotion, aujourdhui=aujourdhui()),
        "rangees": avancement(la_promotion, personne=request.user, aujourdhui=aujourdhui()),
    }
    return render(request, "travaux/suivis/suivis.html", contexte)
