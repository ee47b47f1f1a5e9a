"""A frozen version with its remarks, the coach's regard, and the coach's binômes."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from parcours.actions.retours import (
    ecrire_remarque,
    envoyer_un_mot,
    garder_mot,
    modifier_remarque,
    retirer_remarque,
)
from parcours.contenus import SectionFigee, lire
from parcours.droits import livrables as droits
from parcours.forms.livrables import RemarqueForm
from parcours.models import Binome, Livrable, Participation, Remarque, Retour, Version
from parcours.trames import trame_de
from parcours.views.livrables import LECTEURS
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import RegleViolee
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import ouvert_a
from rameau.commun.temps import aujourdhui, maintenant
from rameau.comptes.requests import SignedInRequest


@ouvert_a(*LECTEURS)
def version(request: SignedInRequest, promotion: str, pk: int, numero: int) -> HttpResponse:
    """A version as it was frozen, with the remarks its reader may see beside each section."""
    return _page(request, _version(request, promotion, pk, numero))


@ouvert_a(Chapeau.COACH, methodes="POST")
def regard(request: SignedInRequest, promotion: str, pk: int, numero: int) -> HttpResponse:
    """Keep the remarks typed on the page and, when asked, send the regard."""
    la_version = _a_relire(request, promotion, pk, numero)
    donnees = request.POST
    formulaires = {}
    for code in lire(la_version).codes:
        form = _formulaire(code, donnees)
        if form.has_changed() and not _garder(request, la_version, code, form):
            formulaires[code] = form
    mot = donnees.get("mot", "")
    if formulaires:
        return _page(request, la_version, formulaires=formulaires, mot=mot, status=422)
    suite, _, code = donnees.get("suite", "").partition(":")
    try:
        if suite == "envoyer":
            envoyer_un_mot(par=request.user, version=la_version, mot=mot, instant=maintenant())
            messages.success(request, "Votre regard est envoyé au binôme.")
            return SeeOther(la_version.get_absolute_url())
        if mot.strip():
            garder_mot(par=request.user, version=la_version, mot=mot, instant=maintenant())
    except RegleViolee as broken:
        return _page(request, la_version, mot=mot, erreur=broken.message, status=422)
    messages.success(request, "Vos remarques sont gardées ; le binôme ne les voit pas encore.")
    ancre = f"#{code}" if code in lire(la_version).codes else "#regard"
    return SeeOther(la_version.get_absolute_url() + ancre)


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
    form = RemarqueForm(request.POST if request.method == "POST" else None, initial=initial)
    status = 200
    if request.method == "POST":
        retour = f"{la_version.get_absolute_url()}#{la_remarque.section}"
        if request.POST.get("acte") == "retirer":
            retirer_remarque(par=request.user, remarque=la_remarque)
            messages.success(request, "La remarque est retirée.")
            return SeeOther(retour)
        status = 422
        if form.is_valid():
            try:
                modifier_remarque(par=request.user, remarque=la_remarque, **form.cleaned_data)
            except RegleViolee as broken:
                form.add_error(_champ(broken), broken.message)
            else:
                messages.success(request, "La remarque est modifiée.")
                return SeeOther(retour)
    return render(
        request,
        "parcours/livrables/remarque.html",
        {
            "version": la_version,
            "section": next(s for s in lire(la_version).sections if s.code == la_remarque.section),
            "form": form,
            "fil": [*_fil(la_version), ("Ma remarque", "")],
        },
        status=status,
    )


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
        "parcours/livrables/binomes.html",
        {
            "groupes": groupes,
            "attendent": sum(attend for _, lignes in groupes for *_, attend in lignes),
            "aujourdhui": aujourdhui(),
        },
    )


def _version(request: SignedInRequest, promotion: str, pk: int, numero: int) -> Version:
    la_version = get_object_or_404(
        Version.objects.visibles_par(request.user).select_related(
            "livrable__binome__promotion",
            "livrable__binome__territoire",
            "livrable__binome__structure",
            "livrable__etape",
            "figee_par",
        ),
        livrable=pk,
        livrable__binome__promotion__code=promotion,
        numero=numero,
    )
    request.promotion = la_version.livrable.binome.promotion  # type: ignore[attr-defined]
    return la_version


def _a_relire(request: SignedInRequest, promotion: str, pk: int, numero: int) -> Version:
    """The version, for the coach who may answer it; absent for all others."""
    la_version = _version(request, promotion, pk, numero)
    if not droits.peut_relire(request.user, la_version):
        raise Http404
    return la_version


def _garder(request: SignedInRequest, la_version: Version, code: str, form: RemarqueForm) -> bool:
    """Keep one remark; False when the form must be shown again with its errors."""
    if not form.is_valid():
        return False
    try:
        ecrire_remarque(
            par=request.user,
            version=la_version,
            section=code,
            instant=maintenant(),
            **form.cleaned_data,
        )
    except RegleViolee as broken:
        form.add_error(_champ(broken), broken.message)
        return False
    return True


def _formulaire(code: str, donnees: Any = None) -> RemarqueForm:
    """The form of a remark on one section, as the page of the version holds it."""
    return RemarqueForm(donnees, prefix=code, formulaire="formulaire-regard")


def _champ(broken: RegleViolee) -> str | None:
    """The field a broken rule is about."""
    return "citation" if broken.constraint == "citation" else None


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
        .prefetch_related("remarques")
    )
    le_mien = next((r for r in retours if r.auteur_id == request.user.pk), None)
    ecrit = (le_mien is None or le_mien.envoye_le is None) and droits.peut_relire(
        request.user, la_version
    )
    contenu = lire(la_version)

    def remarques(section: SectionFigee) -> list[tuple[Retour, Remarque]]:
        return [(r, m) for r in retours for m in r.remarques.all() if m.section == section.code]

    def formulaire(section: SectionFigee) -> RemarqueForm | None:
        if not ecrit:
            return None
        return (formulaires or {}).get(section.code) or _formulaire(section.code)

    membres = la_version.livrable.binome.participations.actives().select_related("personne")
    return render(
        request,
        "parcours/livrables/version.html",
        {
            "version": la_version,
            "livrable": la_version.livrable,
            "trame": trame_de(la_version.livrable.nature),
            "sections": [
                (section, contenu.elements_de(section), remarques(section), formulaire(section))
                for section in contenu.sections
            ],
            "mots": [r for r in retours if r.mot and r.envoye_le],
            "envoyes": [r for r in retours if r.envoye_le],
            "ecrit": ecrit,
            "pretes": len(le_mien.remarques.all()) if le_mien and ecrit else 0,
            "mot": mot if mot is not None else (le_mien.mot if le_mien else ""),
            "erreur": erreur,
            "membres": [p.personne for p in membres.order_by("place")],
            "peut_elargir": droits.peut_partager(request.user, la_version.livrable),
            "fil": _fil(la_version),
        },
        status=status,
    )


def _fil(la_version: Version) -> list[tuple[str, str]]:
    livrable = la_version.livrable
    promotion = livrable.binome.promotion
    return [
        (promotion.nom, promotion.get_absolute_url()),
        ("Travaux", reverse("parcours:livrables", args=[promotion.code])),
        (livrable.titre, livrable.get_absolute_url()),
        (f"Version {la_version.numero}", la_version.get_absolute_url()),
    ]
