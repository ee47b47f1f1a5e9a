"""The mails to the structures considered: to the address they gave, for they have no account."""

from parcours.promotions.models import Annonce, Candidature
from rameau.commun import registres
from rameau.commun.models import Courriel
from rameau.commun.registres import GenreDeCourriel, Message


def inscrire() -> None:
    """Register the kinds of mail about the choice of the structures."""
    registres.courriels.inscrire(
        "candidature_recue",
        GenreDeCourriel(
            libelle="Une candidature est bien arrivée",
            preparer=_preparer_recue,
            exemple=_exemple_recue,
        ),
    )
    registres.courriels.inscrire(
        "candidature_decision",
        GenreDeCourriel(
            libelle="Une décision est annoncée à une structure",
            preparer=_preparer_decision,
            exemple=_exemple_decision,
        ),
    )


def _message_recue(*, structure: str, promotion: str, contact: str, adresse: str) -> Message:
    return Message(
        objet=f"Votre candidature est bien arrivée : {structure}",
        template="courriels/candidature_recue",
        contexte={"structure": structure, "promotion": promotion, "contact": contact},
        adresse=adresse,
    )


def _preparer_recue(courriel_id: int) -> Message | None:
    courriel = Courriel.objects.get(pk=courriel_id)
    candidature = Candidature.objects.select_related("promotion").get(pk=courriel.objet_id)
    return _message_recue(
        structure=candidature.nom,
        promotion=candidature.promotion.nom,
        contact=candidature.contact,
        adresse=candidature.contact_email,
    )


def _exemple_recue() -> Message:
    return _message_recue(
        structure="Agence des alliances",
        promotion="Promotion d’exemple",
        contact="Amina Exemple",
        adresse="amina@exemple.test",
    )


def _message_decision(*, objet: str, texte: str, adresse: str) -> Message:
    return Message(
        objet=objet,
        template="courriels/candidature_decision",
        contexte={"texte": texte},
        adresse=adresse,
    )


def _preparer_decision(courriel_id: int) -> Message | None:
    courriel = Courriel.objects.get(pk=courriel_id)
    annonce = Annonce.objects.select_related("candidature").get(pk=courriel.objet_id)
    adresse = annonce.candidature.contact_email
    if not adresse:
        return None
    return _message_decision(objet=annonce.objet, texte=annonce.texte, adresse=adresse)


def _exemple_decision() -> Message:
    candidature = Candidature(
        nom="Agence des alliances",
        contact_prenom="Amina",
        contact_nom="Exemple",
        decision=Candidature.Decision.RETENU,
    )
    objet, texte = proposition(candidature, "Promotion d’exemple")
    return _message_decision(objet=objet, texte=texte, adresse="amina@exemple.test")


# --- what the équipe starts from ---------------------------------------------------------------
_TEXTES: dict[str, tuple[str, str]] = {
    Candidature.Decision.RETENU: (
        "{structure} fait partie de la promotion",
        (
            "Nous avons le plaisir d’accueillir {structure} dans {promotion}.\n\n"
            "Dans les jours qui viennent, nous vous demanderons les noms des deux personnes de "
            "votre binôme ; chacune recevra une invitation."
        ),
    ),
    Candidature.Decision.LISTE_D_ATTENTE: (
        "{structure} est sur la liste d’attente",
        (
            "{structure} est sur la liste d’attente de {promotion} : nous revenons vers vous dès "
            "qu’une place se libère.\n\nNotre échange nous a convaincus de l’intérêt de votre "
            "démarche, et nous serions heureux de poursuivre avec vous."
        ),
    ),
    Candidature.Decision.NON_RETENU: (
        "Votre candidature à la promotion",
        (
            "Nous ne pouvons pas accueillir {structure} dans {promotion} : les places sont peu "
            "nombreuses, et nous avons cherché la diversité des territoires.\n\n"
            "Votre démarche nous intéresse. Nous vous proposons de rester en lien, et de vous "
            "prévenir de la prochaine promotion."
        ),
    ),
}


def proposition(candidature: Candidature, promotion: str) -> tuple[str, str]:
    """The subject and the text proposed for the decision of a structure; the équipe edits them."""
    objet, texte = _TEXTES[candidature.decision]
    mots = {"structure": candidature.nom, "promotion": promotion}
    salut = f"Bonjour {candidature.contact}," if candidature.contact else "Bonjour,"
    return objet.format(**mots), f"{salut}\n\n{texte.format(**mots)}\n\nL’équipe du RAMEAU"
