"""What the table of routes asks for: the objects of each address, and the bodies of the POSTs.

A body is given where an act would really happen: an allowed role then reaches it (303), and a
refused one is shown to be refused before it. Elsewhere the empty form answers 422 to whoever may
send it.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from parcours.models import Intervenant, QuestionPosee, Remarque, Sujet, Support
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
    "parcours:remettre": {"partage": 2},
    "parcours:elargir": {"partage": 3},
    "parcours:regard": {"mot": "Bon élan."},
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
    question = QuestionPosee.objects.get()
    support = Support.objects.get()
    participation = binome.participations.actives().get(personne=monde.catalyseur)
    invitation = monde.catalyseur.invitations.get()
    common = {
        "promotion": promotion.code,
        "code": "actions",
        "numero": 1,
        "element_pk": livrable.elements.get().pk,
        "remarque_pk": Remarque.objects.get().pk,
        "participation_pk": participation.pk,
        "siege_pk": monde.comite.sieges.get().pk,
        "question_pk": question.pk,
        "support_pk": support.pk,
        "etat": "evaluation",
        "role": "coach",
        "jeton": "jeton-inconnu",
        "nom": "inconnu.eml",
        "requetes": 4,
        "octets": 1000,
        "gabarit": "trombinoscope",
        "objet": promotion.pk,
        "pk": livrable.pk,
    }
    pk = {
        "parcours:binome": binome.pk,
        "parcours:rencontre": session.pk,
        "equipe:binome": binome.pk,
        "equipe:inviter_binome": binome.pk,
        "equipe:coach": binome.pk,
        "equipe:reinviter": binome.pk,
        "equipe:remplacer": binome.pk,
        "equipe:rencontre": session.pk,
        "equipe:annuler_rencontre": session.pk,
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
        "equipe:quitter_comite": promotion.programme_id,
        "equipe:quitter_equipe": MembreEquipe.objects.exclude(personne=monde.equipe)
        .get()
        .personne_id,
        "equipe:renvoyer_invitation": invitation.pk,
        "equipe:retirer_invitation": invitation.pk,
        "territoires:territoire": binome.territoire_id,
        "territoires:lecture": Territoire.objects.a_confirmer().order_by("pk")[0].pk,
    }
    document = Document.objects.get().pk
    pk |= {"documents:document": document, "documents:fichier": document}
    gabarit = {"apercus:courriel": "invitation", "apercus:courriel_html": "invitation"}
    names = {name: PARAMETER.findall(address) for name, address, _ in patterns()}

    def known(route: str) -> dict[str, Any]:
        found = {
            **common,
            "pk": pk.get(route, common["pk"]),
            "gabarit": gabarit.get(route, common["gabarit"]),
        }
        return {name: found[name] for name in names[route]}

    return known
