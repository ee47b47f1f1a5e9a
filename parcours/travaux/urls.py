"""The routes of the works, by namespace; joined in `rameau.urls`."""

from django.urls import URLPattern, path

from parcours.travaux.views import (
    alumni,
    binomes,
    capitalisation,
    differences,
    elements,
    feuilles_de_route,
    fil,
    freins_proches,
    livrables,
    parcours,
    pieces_jointes,
    prolongations,
    publications,
    retours,
    suivis,
    textes,
    versions,
)

PROMOTION = "promotions/<slug:promotion>/"
BINOME = f"{PROMOTION}binomes/<int:pk>/"
REGROUPEMENT = f"{PROMOTION}capitalisation/<int:pk>/"
PARCOURS = "parcours/<slug:code>/<int:version>/"

ROUTES: dict[str, list[URLPattern]] = {
    "parcours": [
        path("<slug:promotion>/binomes/<int:pk>/", binomes.binome, name="binome"),
        path("<slug:promotion>/apres/", alumni.apres, name="apres"),
        path("<slug:promotion>/travaux/", livrables.livrables, name="livrables"),
        path("<slug:promotion>/travaux/<int:pk>/", livrables.livrable, name="livrable"),
        path(
            "<slug:promotion>/travaux/<int:pk>/sections/<slug:code>/",
            livrables.section,
            name="section",
        ),
        path(
            "<slug:promotion>/travaux/<int:pk>/elements/<int:element_pk>/",
            elements.element,
            name="element",
        ),
        path("<slug:promotion>/travaux/<int:pk>/partager/", versions.partager, name="partager"),
        path("<slug:promotion>/travaux/<int:pk>/remettre/", versions.remettre, name="remettre"),
        path("<slug:promotion>/travaux/<int:pk>/reprendre/", versions.reprendre, name="reprendre"),
        path(
            "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/",
            retours.version,
            name="version",
        ),
        path(
            "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/elargir/",
            versions.elargir,
            name="elargir",
        ),
        path(
            "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/regard/",
            retours.regard,
            name="regard",
        ),
        path(
            "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/remarques/<int:remarque_pk>/",
            retours.remarque,
            name="remarque",
        ),
        path("travaux/apercu/", textes.apercu, name="apercu"),
        path("illustrations/<int:pk>/", publications.illustration, name="illustration"),
        path(
            "<slug:promotion>/travaux/<int:pk>/sections/<slug:code>/textes/",
            textes.textes,
            name="textes",
        ),
        path("<slug:promotion>/travaux/<int:pk>/reprises/", livrables.reprises, name="reprises"),
        path(
            "<slug:promotion>/travaux/<int:pk>/elements/<int:element_pk>/voisins/",
            freins_proches.voisins,
            name="voisins",
        ),
        path("<slug:promotion>/travaux/<int:pk>/pieces/", pieces_jointes.pieces, name="pieces"),
        path(
            "<slug:promotion>/travaux/<int:pk>/pieces/<int:piece_pk>/",
            pieces_jointes.piece,
            name="piece",
        ),
        path(
            "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/pieces/<int:piece_pk>/",
            pieces_jointes.piece_de_version,
            name="piece_de_version",
        ),
        path(
            "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/depuis/<int:avant>/",
            differences.differences,
            name="differences",
        ),
        path(
            "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/publier/",
            publications.demander,
            name="demander_publication",
        ),
        path(
            "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/remarques/<int:remarque_pk>/merci/",
            retours.merci,
            name="merci",
        ),
        path("<slug:promotion>/binomes/<int:pk>/fil/", fil.fil, name="fil"),
        path(
            "<slug:promotion>/feuilles-de-route/",
            feuilles_de_route.feuilles_de_route,
            name="feuilles_de_route",
        ),
        path(
            "<slug:promotion>/travaux/<int:pk>/versions/<int:numero>/feuille-de-route/",
            feuilles_de_route.feuille_de_route,
            name="feuille_de_route",
        ),
        path("<slug:promotion>/binomes/<int:pk>/suivi/<int:mois>/", suivis.suivi, name="suivi"),
        path(
            "<slug:promotion>/capitalisation/", capitalisation.capitalisation, name="capitalisation"
        ),
        path(
            "<slug:promotion>/capitalisation/<int:pk>/",
            capitalisation.regroupement,
            name="regroupement",
        ),
        path("<slug:promotion>/citations/", capitalisation.citations, name="citations"),
        path(
            "<slug:promotion>/citations/<int:pk>/repondre/",
            capitalisation.repondre,
            name="repondre_citation",
        ),
    ],
    "equipe": [
        path(f"{PROMOTION}binomes/nouveau/", binomes.nouveau_binome, name="nouveau_binome"),
        path(BINOME, binomes.binome_de_l_equipe, name="binome"),
        path(f"{BINOME}inviter/", binomes.inviter, name="inviter_binome"),
        path(f"{BINOME}coach/", binomes.coach, name="coach"),
        path(
            f"{BINOME}membres/<int:participation_pk>/inviter/", binomes.reinviter, name="reinviter"
        ),
        path(
            f"{BINOME}membres/<int:participation_pk>/remplacer/",
            binomes.remplacer,
            name="remplacer",
        ),
        path(f"{PROMOTION}suivis/", suivis.suivis, name="suivis"),
        path(
            f"{PROMOTION}capitalisation/regrouper/",
            capitalisation.regrouper_elements,
            name="regrouper",
        ),
        path(REGROUPEMENT, capitalisation.modifier, name="regroupement"),
        path(f"{REGROUPEMENT}publier/", capitalisation.publier, name="publier_regroupement"),
        path(f"{REGROUPEMENT}defaire/", capitalisation.defaire, name="defaire_regroupement"),
        path(
            f"{REGROUPEMENT}elements/<int:element_pk>/detacher/",
            capitalisation.detacher_element,
            name="detacher",
        ),
        path(f"{REGROUPEMENT}elements/<int:element_pk>/citer/", capitalisation.citer, name="citer"),
        path(f"{PROMOTION}travaux/<int:pk>/temps/", prolongations.prolonger, name="prolonger"),
        path("publications/", publications.demandes, name="publications"),
        path("publications/<int:pk>/", publications.demande, name="publication"),
        path("parcours/", parcours.tous_les_parcours, name="tous_les_parcours"),
        path(PARCOURS, parcours.parcours, name="parcours"),
        path(f"{PARCOURS}identite/", parcours.identite, name="identite_du_parcours"),
        path(f"{PARCOURS}temps/", parcours.temps, name="temps_du_parcours"),
        path(f"{PARCOURS}etapes/<int:ordre>/", parcours.etape, name="etape_du_parcours"),
        path(
            f"{PARCOURS}etapes/<int:ordre>/questions/",
            parcours.questions,
            name="questions_du_parcours",
        ),
        path(f"{PROMOTION}cloture/", alumni.cloture, name="cloture"),
    ],
    "coaching": [
        path("", retours.binomes, name="binomes"),
    ],
}
