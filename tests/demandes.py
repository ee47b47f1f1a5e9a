"""What the table of routes asks for: the objects of each address, and the bodies of the POSTs.

A body is given where an act would really happen: an allowed role then reaches it (303), and a
refused one is shown to be refused before it. Elsewhere the empty form answers 422 to whoever may
send it.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from parcours.animation.courriels.journees import lien_d_invite
from parcours.animation.models import (
    InviteExterne,
    LigneCodev,
    QuestionPosee,
    Reaction,
    Sujet,
    Support,
    TourDePitchs,
)
from parcours.promotions.models import Candidature, Echeance, Intervenant, TacheProgramme
from parcours.travaux.models import Citation, Publication, Regroupement, Remarque
from rameau.commun import registres
from rameau.commun.models import Document
from rameau.comptes.models import MembreEquipe
from territoires.models import Territoire
from tests.scenes import TEXTE, Monde

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")

CORPS: dict[str, dict[str, Any]] = {
    "account_login": {"login": "amina@essai.test", "password": "un mot de passe de travers"},
    "account_request_login_code": {"email": "amina@essai.test"},
    "comptes:accueil": {"chapeau": "catalyseur"},
    "comptes:chapeau": {"chapeau": "catalyseur"},
    "comptes:compte": {"prenom": "Amina", "nom": "Essai", "telephone": ""},
    "comptes:invitation_code": {"email": "amina@essai.test", "code": "AAAAAA"},
    "parcours:section": {"texte": f"{TEXTE} Puis la chambre de commerce.", "revision": 1},
    "parcours:partager": {},
    "parcours:apercu": {"texte": "**Un** aperçu"},
    "equipe:prolonger": {"du_le": "2099-01-01", "raison": "Un congé"},
    "parcours:remettre": {"partage": 2},
    "parcours:elargir": {"partage": 3},
    "equipe:reglages_rappels": {f"{nom}-jours": "7" for nom, _ in registres.rappels.items()},
    "parcours:regard": {"mot": "Bon élan."},
    "parcours:codev_lignes": {"etape": "plan", "texte": "Réunir les entreprises."},
    "parcours:codev_ligne": {"texte": "Un autre texte.", "revision": 1},
    "parcours:codev_actes": {"acte": "commencer:expose"},
    "parcours:a_partager": {"texte": "Nous retenons le temps long.", "revision": 0},
    "equipe:regroupement": {"titre": "Le temps", "constat": ""},
    "equipe:citer": {"texte": "Le temps"},
    "parcours:repondre_citation": {"reponse": "oui"},
    "equipe:nouvelle_candidature": {"nom": "Cap Nord", "profil": "PTCE", "region": "32"},
    "equipe:candidature": {"nom": "Agence d’essai", "profil": "PTCE", "region": "27"},
    "equipe:decider_candidature": {"decision": "liste-attente"},
    "equipe:bilaterale": {
        "jour": "2031-03-03",
        "heure_debut": "10:00",
        "heure_fin": "11:00",
    },
    "equipe:annoncer_decision": {"objet": "Bienvenue", "texte": "Bonjour", "suite": "envoyer"},
    "equipe:appel_a_candidatures": {"presentation": "", "suite": "fermer"},
    "parcours:candidater": {
        "nom": "Cap Nord",
        "profil": "PTCE",
        "region": "32",
        "motivation": "Apprendre",
        "contact_prenom": "Hugo",
        "contact_nom": "Essai",
        "contact_email": "hugo@essai.test",
    },
    "pilotage:candidatures": {"avis": "accord", "empreinte": "perimee"},
    "equipe:contresigner": {"nom": "Ophélie Essai"},
    "equipe:pour_rattraper": {"texte": "Relire la synthèse."},
    "parcours:excuse": {"motif": "Conseil municipal"},
    "equipe:nouvelle_tache": {"titre": "une tâche de plus"},
    "equipe:tache": {"acte": "faite"},
    "equipe:parcours": {"acte": "abandonner"},
    "parcours:pitch": {"points": "Dire l'essentiel", "demande": "", "revision": 1},
    "parcours:reagir_au_pitch": {"texte": "Bel élan."},
    "parcours:suivi": {"action": 1, "revision": 0, "etat": "faite"},
    "equipe:tour_de_pitchs": {"acte": "debut", "jour": "2027-06-10", "heure": "14:00"},
    "parcours:ma_place": {"besoins": ""},
    "parcours:rapport": {"texte": "Un tableau à deux colonnes."},
    "journees:journee": {"nom": "Zoé", "organisme": "", "email": "zoe@essai.test"},
    "equipe:journee": {"presentation": "", "places_invites": 9, "ouverte": "on"},
    "equipe:synthese_de_journee": {"synthese": "Un élan."},
    "parcours:sujets": {"titre": "Un autre sujet"},
    "parcours:bulletin": {},
    "parcours:webinaire": {"texte": "Et ensuite ?"},
    "parcours:se_porter_volontaire": {"mot": "Avec plaisir"},
    "equipe:deroule": {
        "sequences-TOTAL_FORMS": 0,
        "sequences-INITIAL_FORMS": 0,
    },
    "equipe:supports": {"titre": "À lire", "lien": "https://exemple.fr", "moment": "avant"},
    "equipe:support": {"acte": "publier"},
    "equipe:question": {"acte": "direct"},
    "equipe:conversation": {"conversation": "Inès : peut-on visiter ?"},
    "equipe:nouvel_intervenant": {"nom": "Vandamme"},
    "equipe:intervenant": {"nom": "Le Kerloch"},
    "equipe:inviter_equipe": {"prenom": "Zoé", "nom": "Essai", "email": "zoe@essai.test"},
}


def patterns() -> Iterator[tuple[str, str, URLPattern]]:
    """Walk the resolver: each route's full name, its whole address, its pattern."""

    def walk(items: list, space: str, address: str) -> Iterator[tuple[str, str, URLPattern]]:
        for item in items:
            here = address + str(item.pattern)
            if isinstance(item, URLResolver):
                inside = f"{space}{item.namespace}:" if item.namespace else space
                yield from walk(item.url_patterns, inside, here)
            else:
                yield f"{space}{item.name}", here, item

    yield from walk(get_resolver().url_patterns, "", "")


def objets(monde: Monde) -> Callable[[str], dict[str, Any]]:
    """Return what fills the address of each route, from the things of the scene."""
    binome, promotion = monde.binome, monde.promotion
    livrable = monde.livrable()
    session = promotion.rencontres.sessions().order_by("debut")[3]
    visite = promotion.rencontres.get(inscriptions__personne=monde.autre)
    journee = promotion.rencontres.get(nature="journee")
    invite = InviteExterne.objects.get()
    question = QuestionPosee.objects.get()
    support = Support.objects.get()
    participation = binome.participations.actives().get(personne=monde.catalyseur)
    invitation = monde.catalyseur.invitations.get()
    common = {
        "promotion": promotion.code,
        "code": "actions",
        "numero": 1,
        "mois": 6,
        "ordre": 1,
        "element_pk": livrable.elements.get().pk,
        "avant": 1,
        "piece_pk": livrable.pieces.get().pk,
        "remarque_pk": Remarque.objects.get().pk,
        "participation_pk": participation.pk,
        "siege_pk": monde.comite.sieges.get().pk,
        "question_pk": question.pk,
        "support_pk": support.pk,
        "etat": "evaluation",
        "role": "coach",
        "moment": "matin",
        "jeton": "jeton-inconnu",
        "nom": "inconnu.eml",
        "requetes": 4,
        "octets": 1000,
        "inscription_pk": visite.inscriptions.get().pk,
        "invite_pk": invite.pk,
        "acte": "prendre",
        "genre": "trombinoscope",
        "objet": promotion.pk,
        "pk": livrable.pk,
    }
    pk = {
        "parcours:binome": binome.pk,
        "parcours:rencontre": session.pk,
        "parcours:rencontre_ics": session.pk,
        "parcours:fil": binome.pk,
        "parcours:illustration": Publication.objects.get().version_id,
        "equipe:publication": Publication.objects.get().pk,
        **dict.fromkeys(
            [
                *("parcours:regroupement", "equipe:regroupement", "equipe:publier_regroupement"),
                *("equipe:defaire_regroupement", "equipe:detacher", "equipe:citer"),
                "equipe:proposer_regroupement",
            ],
            Regroupement.objects.get().pk,
        ),
        "parcours:repondre_citation": Citation.objects.get().pk,
        "equipe:binome": binome.pk,
        "equipe:inviter_binome": binome.pk,
        "equipe:coach": binome.pk,
        "equipe:reinviter": binome.pk,
        "equipe:remplacer": binome.pk,
        "equipe:rencontre": session.pk,
        "equipe:annuler_rencontre": session.pk,
        **dict.fromkeys(
            (
                "equipe:candidature",
                "equipe:decider_candidature",
                "equipe:bilaterale",
                "equipe:annoncer_decision",
                "equipe:ajouter_candidature",
            ),
            Candidature.objects.get().pk,
        ),
        "parcours:presence": session.pk,
        "parcours:excuse": session.pk,
        "parcours:rattrapage": session.pk,
        "equipe:feuille_presence": session.pk,
        "equipe:code_presence": session.pk,
        "equipe:contresigner": session.pk,
        "equipe:pour_rattraper": session.pk,
        "equipe:inscriptions": visite.pk,
        "equipe:inscription": visite.pk,
        "equipe:visite": visite.pk,
        "equipe:fiche_a_garder": visite.pk,
        "equipe:fermeture": visite.pk,
        "equipe:journee": journee.pk,
        "equipe:synthese_de_journee": journee.pk,
        "equipe:effacer_invite": journee.pk,
        "journees:journee": journee.pk,
        "parcours:ma_place": visite.pk,
        "parcours:rapport": promotion.rencontres.get(titre="Visite passée").pk,
        "parcours:webinaire": question.rencontre_id,
        "parcours:soutien": question.rencontre_id,
        "parcours:inscription_webinaire": question.rencontre_id,
        "parcours:support": session.pk,
        "parcours:retirer_sujet": Sujet.objects.get().pk,
        "equipe:deroule": session.pk,
        "equipe:supports": session.pk,
        "equipe:support": session.pk,
        "equipe:sous_groupes": session.pk,
        "equipe:webinaire": question.rencontre_id,
        "equipe:conversation": question.rencontre_id,
        "equipe:question": question.rencontre_id,
        "equipe:confirmer_sujet": Sujet.objects.get().pk,
        "equipe:intervenant": Intervenant.objects.get().pk,
        "equipe:comite": promotion.programme_id,
        "equipe:exporter_du_programme": promotion.programme_id,
        "equipe:exporter_de_la_rencontre": visite.pk,
        "equipe:quitter_comite": promotion.programme_id,
        "equipe:quitter_equipe": MembreEquipe.objects.exclude(personne=monde.equipe)
        .get()
        .personne_id,
        "equipe:renvoyer_invitation": invitation.pk,
        "equipe:retirer_invitation": invitation.pk,
        "equipe:programme": promotion.programme_id,
        "equipe:nouvelle_tache": promotion.programme_id,
        "equipe:tache": promotion.programme_id,
        "equipe:deplacer": session.pk,
        "equipe:echeance": Echeance.objects.de(promotion).order_by("pk")[0].pk,
        "territoires:territoire": binome.territoire_id,
        "territoires:lecture": Territoire.objects.a_confirmer().order_by("pk")[0].pk,
    }
    ligne = LigneCodev.objects.select_related("etape__atelier").get()
    atelier = ligne.etape.atelier
    common["ligne_pk"] = ligne.pk
    pk |= dict.fromkeys(
        [
            *("parcours:codev", "parcours:codev_nouvelles", "parcours:codev_actes"),
            *("parcours:codev_lignes", "parcours:codev_ligne"),
        ],
        atelier.pk,
    )
    pk |= dict.fromkeys(
        [
            *("parcours:synthese", "parcours:a_partager"),
            *("equipe:preparer", "equipe:codev", "equipe:synthese"),
        ],
        atelier.rencontre_id,
    )
    document = Document.objects.get().pk
    pk |= {"documents:document": document, "documents:fichier": document}
    taches = TacheProgramme.objects.filter(temps__programme=promotion.programme)
    tache = taches.order_by("temps__ordre", "ordre")[0]
    common |= {"temps_pk": tache.temps_id, "tache_pk": tache.pk, "version": 2, "ordre": 1}
    code = dict.fromkeys(
        [
            *("parcours", "identite_du_parcours", "temps_du_parcours", "etape_du_parcours"),
            "questions_du_parcours",
        ],
        "alliances-innovantes",
    )
    feuille = monde.livrable("feuille-de-route").pk
    pk |= {
        "parcours:feuille_de_route": feuille,
        "parcours:suivi": binome.pk,
        "parcours:pitch": binome.pk,
        "parcours:diapositive_de_pitch": binome.pk,
        "parcours:reagir_au_pitch": binome.pk,
        "equipe:masquer_reaction": Reaction.objects.get().pk,
    }
    code["pitchs:salle"] = TourDePitchs.objects.get().code
    genre = {"apercus:courriel": "invitation", "apercus:courriel_html": "invitation"}
    acte = {
        "equipe:inscription": "retirer",
        "equipe:fermeture": "clore",
        "equipe:synthese_de_journee": "ecrire",
    }
    liste = {
        "equipe:exporter": "personnes",
        "equipe:exporter_du_programme": "taches",
        "equipe:exporter_de_la_promotion": "binomes",
        "equipe:exporter_de_la_rencontre": "inscriptions",
        "pilotage:exporter": "avancement",
    }
    jeton = {"journees:invite": lien_d_invite(invite).strip("/").rsplit("/", 1)[1]}
    names = {name: PARAMETER.findall(address) for name, address, _ in patterns()}

    def known(route: str) -> dict[str, Any]:
        found = {
            **common,
            "pk": pk.get(route, common["pk"]),
            "genre": genre.get(route, common["genre"]),
            "code": code.get(route.removeprefix("equipe:"), common["code"]),
            "acte": acte.get(route, common["acte"]),
            "jeton": jeton.get(route, common["jeton"]),
            "liste": liste.get(route, ""),
        }
        return {name: found[name] for name in names[route]}

    return known
