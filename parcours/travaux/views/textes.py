"""One section's former texts, and how a text being written will read."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render

from parcours.travaux.actions.livrables import TEXTES_GARDES, ecrire_section
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Section, TexteGarde
from parcours.travaux.models.chaine import LONGUEUR_MAX
from parcours.travaux.views.portes import AUTEURS, fil_de, mien
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import AccesRefuse, RegleViolee, VersionDepassee
from rameau.commun.redirections import SeeOther
from rameau.commun.routes import ouvert_a
from rameau.commun.temps import maintenant
from rameau.comptes.lectures.requests import SignedInRequest


@ouvert_a(*AUTEURS, methodes="GET POST")
def textes(request: SignedInRequest, promotion: str, pk: int, code: str) -> HttpResponse:
    """The former texts of a section, each readable; taking one up again is saving it anew."""
    le_livrable = mien(request, promotion, pk)
    guide = next((s for s in trame_de(le_livrable.nature).sections if s.code == code), None)
    if guide is None:
        raise Http404
    section = Section.objects.filter(livrable=le_livrable, code=code).first()
    status, erreur = 200, ""
    if request.method == "POST":
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
        except VersionDepassee:
            status, erreur = 409, "Quelqu'un vient d'écrire ici : relisez avant de reprendre."
        except (RegleViolee, AccesRefuse) as broken:
            status, erreur = 409, broken.message
        else:
            messages.success(request, "Ce texte est repris ; celui d'avant reste dans la liste.")
            return SeeOther(f"{le_livrable.get_absolute_url()}#{code}")
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
            "erreur": erreur,
            "fil": fil_de(request.user, le_livrable, "Textes précédents"),
        },
        status=status,
    )


@ouvert_a(*AUTEURS, Chapeau.COACH, Chapeau.EQUIPE, methodes="POST")
def apercu(request: SignedInRequest) -> HttpResponse:
    """How a text reads, as the house renders it; nothing is kept."""
    texte = request.POST.get("texte", "")[: LONGUEUR_MAX + 1]
    return render(request, "travaux/livrables/apercu.html", {"texte": texte})


def _entier(saisi: str) -> int:
    return int(saisi) if saisi.isdecimal() and len(saisi) < 9 else 0
