"""One section's former texts, and how a text being written will read."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from parcours.travaux.actions.livrables import TEXTES_GARDES, ecrire_section
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Section, TexteGarde
from parcours.travaux.models.chaine import LONGUEUR_MAX
from parcours.travaux.views.portes import AUTEURS, ariane_de, mien
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.routes import ouvert_a
from rameau.commun.submissions import submit
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest

ECRIT_ENTRE_TEMPS = "Quelqu'un vient d'écrire ici : relisez avant de reprendre."


@ouvert_a(*AUTEURS, methodes="GET POST")
def textes(request: SignedInRequest, promotion: str, pk: int, code: str) -> HttpResponse:
    """The former texts of a section, each readable; taking one up again is saving it anew."""
    le_livrable = mien(request, promotion, pk)
    guide = next((s for s in trame_de(le_livrable.nature).sections if s.code == code), None)
    if guide is None:
        raise Http404
    section = Section.objects.filter(livrable=le_livrable, code=code).first()

    def reprendre() -> str:
        choisi = get_object_or_404(
            TexteGarde, section=section, revision=_entier(request.POST.get("revision", ""))
        )
        try:
            ecrire_section(
                par=request.user,
                livrable=le_livrable,
                code=code,
                texte=choisi.texte,
                revision=_entier(request.POST.get("actuelle", "")),
                instant=maintenant(),
            )
        except AccesRefuse as refus:
            raise RegleViolee(refus.message) from refus
        messages.success(request, "Ce texte est repris ; celui d'avant reste dans la liste.")
        return f"{le_livrable.get_absolute_url()}#{code}"

    outcome = submit(request, reprendre)
    if outcome.response:
        return outcome.response
    gardes = (
        section.textes_gardes.select_related("ecrit_par").order_by("-revision") if section else []
    )
    return render(
        request,
        "travaux/livrables/textes.html",
        {
            "livrable": le_livrable,
            "guide": guide,
            "section": section,
            "gardes": sorted(gardes, key=lambda garde: -garde.revision),
            "combien": TEXTES_GARDES,
            "erreur": ECRIT_ENTRE_TEMPS if outcome.stale else outcome.refusal,
            "ariane": ariane_de(request.user, le_livrable, "Textes précédents"),
        },
        status=outcome.status,
    )


@ouvert_a(*AUTEURS, Chapeau.COACH, Chapeau.EQUIPE, methodes="POST")
def apercu(request: SignedInRequest) -> HttpResponse:
    """How a text reads, as the house renders it; nothing is kept."""
    texte = request.POST.get("texte", "")[: LONGUEUR_MAX + 1]
    return render(request, "travaux/livrables/apercu.html", {"texte": texte})


def _entier(saisi: str) -> int:
    return int(saisi) if saisi.isdecimal() and len(saisi) < 9 else 0
