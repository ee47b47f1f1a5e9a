"""A frozen version with its remarks, the coach's regard, and the coach's binômes."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from parcours.promotions.models import Binome, Participation
from parcours.travaux.actions.retours import (
    ecrire_remarque,
    envoyer_un_mot,
    garder_mot,
    modifier_remarque,
    remercier,
    reprendre_merci,
    retirer_remarque,
)
from parcours.travaux.droits.retours import peut_relire, peut_remercier
from parcours.travaux.droits.versions import peut_partager
from parcours.travaux.forms.retours import RemarqueForm
from parcours.travaux.lectures.contenus import Contenu, SectionFigee, contenu_pour, lire
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import (
    Element,
    Livrable,
    PieceJointe,
    Publication,
    Remarque,
    Retour,
    Version,
)
from parcours.travaux.views.portes import AUTEURS, LECTEURS, ariane_de_la_version, version_de
from rameau.commun.chapeaux import Chapeau
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import posted, submit
from rameau.commun.temps import aujourdhui, maintenant
from rameau.comptes.lectures.requests import SignedInRequest

# Where each rule is said.
CHAMP_DE = {"citation": "citation"}


@ouvert_a(*LECTEURS)
def version(request: SignedInRequest, promotion: str, pk: int, numero: int) -> HttpResponse:
    """A version as it was frozen, with the remarks its reader may see beside each section."""
    return _page(request, version_de(request, promotion, pk, numero))


@ouvert_a(Chapeau.COACH, methodes="POST")
def regard(request: SignedInRequest, promotion: str, pk: int, numero: int) -> HttpResponse:
    """Keep the remarks typed on the page and, when asked, send the regard."""
    la_version = _a_relire(request, promotion, pk, numero)
    donnees = request.POST
    formulaires = {}
    for code in contenu_pour(la_version, request.user).codes:
        form = _formulaire(code, donnees)
        if form.has_changed() and not _garder(request, la_version, code, form):
            formulaires[code] = form
    mot = donnees.get("mot", "")
    if formulaires:
        return _page(request, la_version, formulaires=formulaires, mot=mot, status=422)
    suite, _, code = donnees.get("suite", "").partition(":")

    def envoyer_ou_garder() -> str:
        if suite == "envoyer":
            envoyer_un_mot(par=request.user, version=la_version, mot=mot, instant=maintenant())
            messages.success(request, "Votre regard est envoyé au binôme.")
            return la_version.get_absolute_url()
        if mot.strip():
            garder_mot(par=request.user, version=la_version, mot=mot, instant=maintenant())
        messages.success(request, "Vos remarques sont gardées ; le binôme ne les voit pas encore.")
        ancre = f"#{code}" if code in lire(la_version).codes else "#regard"
        return la_version.get_absolute_url() + ancre

    outcome = submit(request, envoyer_ou_garder, refused=422)
    return outcome.response or _page(
        request, la_version, mot=mot, erreur=outcome.refusal, status=outcome.status
    )


@ouvert_a(Chapeau.COACH, methodes="GET POST")
def remarque(
    request: SignedInRequest, promotion: str, pk: int, numero: int, remarque_pk: int
) -> HttpResponse:
    """Change a remark, or take it back, before the regard is sent."""
    la_version = _a_relire(request, promotion, pk, numero)
    la_remarque = get_object_or_404(
        Remarque.objects.select_related("retour"),
        pk=remarque_pk,
        retour__version=la_version,
        retour__auteur=request.user,
        retour__envoye_le=None,
    )
    initial = {"citation": la_remarque.citation, "texte": la_remarque.texte}
    form = RemarqueForm(posted(request), initial=initial)
    retour = f"{la_version.get_absolute_url()}#{la_remarque.section}"
    if request.POST.get("acte") == "retirer":
        retirer_remarque(par=request.user, remarque=la_remarque)
        messages.success(request, "La remarque est retirée.")
        return SeeOther(retour)

    def modifier() -> str:
        modifier_remarque(par=request.user, remarque=la_remarque, **form.cleaned_data)
        messages.success(request, "La remarque est modifiée.")
        return retour

    outcome = submit(request, modifier, form, field=CHAMP_DE.get, refused=422)
    if outcome.response:
        return outcome.response
    return render(
        request,
        "travaux/livrables/remarque.html",
        {
            "version": la_version,
            "section": next(s for s in lire(la_version).sections if s.code == la_remarque.section),
            "form": form,
            "ariane": [*ariane_de_la_version(request, la_version), ("Ma remarque", "")],
        },
        status=outcome.status,
    )


@ouvert_a(*AUTEURS, methodes="POST")
def merci(
    request: SignedInRequest, promotion: str, pk: int, numero: int, remarque_pk: int
) -> HttpResponse:
    """« Merci, utile » said of a remark by the binôme, or taken back."""
    la_version = version_de(request, promotion, pk, numero)
    if not peut_remercier(request.user, la_version):
        raise Http404
    la_remarque = get_object_or_404(
        Remarque.objects.select_related(
            "retour__version__livrable__binome__promotion", "retour__auteur"
        ),
        pk=remarque_pk,
        retour__version=la_version,
        retour__envoye_le__isnull=False,
    )
    if request.POST.get("acte") == "reprendre":
        reprendre_merci(par=request.user, remarque=la_remarque)
    else:
        remercier(par=request.user, remarque=la_remarque, instant=maintenant())
        messages.success(request, f"{la_remarque.retour.auteur} verra votre merci.")
    return SeeOther(f"{la_version.get_absolute_url()}#{la_remarque.section}")


@ouvert_a(Chapeau.COACH)
def binomes(request: SignedInRequest) -> HttpResponse:
    """The binômes a coach follows: their people, the state of each work, what waits for her."""
    suivis = (
        Binome.objects.suivis_par(request.user)
        .select_related("promotion", "territoire", "structure")
        .prefetch_related(
            Prefetch(
                "participations",
                Participation.objects.actives().select_related("personne"),
                to_attr="membres",
            ),
            Prefetch(
                "livrables",
                Livrable.objects.avec_etat()
                .select_related("binome__promotion", "etape", "remis_par")
                .order_by("etape__ordre"),
                to_attr="travaux",
            ),
        )
        .order_by("promotion__debut", "promotion", "rang")
    )
    travaux: list[Any] = [travail for binome in suivis for travail in binome.travaux]
    partagees = (
        Version.objects.filter(pk__in=[t.derniere_partagee for t in travaux])
        .select_related("livrable__binome__promotion")
        .defer("contenu")
        .in_bulk()
    )
    attendues = set(
        Version.objects.filter(pk__in=partagees)
        .en_attente_de_regard()
        .order_by()
        .values_list("pk", flat=True)
    )

    def lire_ou_repondre(travail: Any) -> tuple[Any, Version | None, bool]:
        derniere = partagees.get(travail.derniere_partagee)
        return travail, derniere, travail.derniere_partagee in attendues

    groupes = [(binome, [lire_ou_repondre(t) for t in binome.travaux]) for binome in suivis]
    return render(
        request,
        "travaux/livrables/binomes.html",
        {
            "groupes": groupes,
            "attendent": sum(attend for _, lignes in groupes for *_, attend in lignes),
            "aujourdhui": aujourdhui(),
        },
    )


def _a_relire(request: SignedInRequest, promotion: str, pk: int, numero: int) -> Version:
    """The version, for the coach who may answer it; absent for all others."""
    la_version = version_de(request, promotion, pk, numero)
    if not peut_relire(request.user, la_version):
        raise Http404
    return la_version


def _garder(request: SignedInRequest, la_version: Version, code: str, form: RemarqueForm) -> bool:
    """Keep one remark; False when the form must be shown again with its errors."""

    def ecrire() -> str:
        ecrire_remarque(
            par=request.user,
            version=la_version,
            section=code,
            instant=maintenant(),
            **form.cleaned_data,
        )
        return la_version.get_absolute_url()

    return submit(request, ecrire, form, field=CHAMP_DE.get).response is not None


def _formulaire(code: str, donnees: Any = None) -> RemarqueForm:
    """The form of a remark on one section, as the page of the version holds it."""
    return RemarqueForm(donnees, prefix=code, formulaire="formulaire-regard")


def _origines(contenu: Contenu) -> dict[int, Element]:
    """What the elements of a version stem from, even taken out since; one query."""
    issus = {e.issu_de for e in contenu.elements if e.issu_de}
    return {e.pk: e for e in Element.tous.filter(pk__in=issus).order_by("pk")} if issus else {}


def _pieces(contenu: Contenu) -> list[tuple[PieceJointe, str]]:
    """The files of a version, each with the section it goes with; one query, if it has any."""
    ids = [piece.id for piece in contenu.pieces]
    jointes = (
        PieceJointe.objects.filter(pk__in=ids).select_related("fichier").in_bulk() if ids else {}
    )
    return [(jointes[p.id], p.section) for p in contenu.pieces if p.id in jointes]


def _page(
    request: SignedInRequest,
    la_version: Version,
    *,
    formulaires: dict[str, RemarqueForm] | None = None,
    mot: str | None = None,
    erreur: str = "",
    status: int = 200,
) -> HttpResponse:
    retours = list(
        Retour.objects.visibles_par(request.user)
        .filter(version=la_version)
        .select_related("auteur")
        .prefetch_related(
            Prefetch("remarques", Remarque.objects.select_related("merci__dit_par").order_by("pk"))
        )
    )
    le_mien = next((r for r in retours if r.auteur_id == request.user.pk), None)
    ecrit = (le_mien is None or le_mien.envoye_le is None) and peut_relire(request.user, la_version)
    contenu = contenu_pour(la_version, request.user)
    auteur = peut_partager(request.user, la_version.livrable)
    origines = _origines(contenu)
    pieces = _pieces(contenu)

    def remarques(section: SectionFigee) -> list[tuple[Retour, Remarque]]:
        return [(r, m) for r in retours for m in r.remarques.all() if m.section == section.code]

    def formulaire(section: SectionFigee) -> RemarqueForm | None:
        if not ecrit:
            return None
        return (formulaires or {}).get(section.code) or _formulaire(section.code)

    membres = la_version.livrable.binome.participations.actives().select_related("personne")
    return render(
        request,
        "travaux/livrables/version.html",
        {
            "version": la_version,
            "livrable": la_version.livrable,
            "trame": trame_de(la_version.livrable.nature),
            "sections": [
                (
                    section,
                    [(e, origines.get(e.issu_de or 0)) for e in contenu.elements_de(section)],
                    [p for p in pieces if p[1] == section.code],
                    remarques(section),
                    formulaire(section),
                )
                for section in contenu.sections
            ],
            "pieces": [p for p in pieces if not p[1]],
            "retenues": [
                (guide.titre, la_version.niveau_de(guide.code).label)
                for guide in trame_de(la_version.livrable.nature).sections
                if guide.code in la_version.parties_retenues
            ]
            if auteur
            else [],
            "cachees": len(lire(la_version).sections) - len(contenu.sections),
            "remercie": peut_remercier(request.user, la_version),
            "precedentes": list(
                Version.objects.visibles_par(request.user)
                .filter(livrable=la_version.livrable_id, numero__lt=la_version.numero)
                .order_by("-numero")
                .values_list("numero", flat=True)
            ),
            "publication": Publication.objects.visibles_par(request.user)
            .filter(version=la_version)
            .order_by("-pk")
            .first(),
            "mots": [r for r in retours if r.mot and r.envoye_le],
            "envoyes": [r for r in retours if r.envoye_le],
            "ecrit": ecrit,
            "pretes": len(le_mien.remarques.all()) if le_mien and ecrit else 0,
            "mot": mot if mot is not None else (le_mien.mot if le_mien else ""),
            "erreur": erreur,
            "membres": [p.personne for p in membres.order_by("place")],
            "peut_elargir": auteur,
            "ariane": ariane_de_la_version(request, la_version),
        },
        status=status,
    )
