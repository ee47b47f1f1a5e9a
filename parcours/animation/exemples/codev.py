"""Codev, syntheses and pages to share of the demonstration; people, places and words invented."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.timezone import localtime

from parcours.animation.actions.codev import (
    Groupe,
    ajouter_ligne,
    clore_atelier,
    commencer_etape,
    composer_groupes,
    distribuer_les_roles,
    retirer_ligne,
)
from parcours.animation.actions.partages import (
    creer_lien,
    noter_destinataire,
    raconter_session,
    retirer_lien,
)
from parcours.animation.actions.syntheses import ecrire_synthese, publier_synthese
from parcours.animation.lectures.syntheses import A_COMPLETER, ebaucher
from parcours.animation.models import AtelierCodev, EtapeCodev
from parcours.promotions.models import Rencontre
from rameau.commun import registres
from rameau.commun.registres import Recit
from rameau.comptes.models import Personne

_C = EtapeCodev.Code

# The group of each territory, the one that presents first; the subject of each.
GROUPES: Mapping[int, tuple[str, tuple[str, ...]]] = {
    1: (
        "Donner du temps à l’animation",
        ("Lyon", "Hauts-de-France", "Centre-Val de Loire"),
    ),
    2: ("Convaincre les entreprises de venir", ("Grand Est", "Paris", "Poitou-Charentes")),
    3: (
        "Faire vivre un pilotage à plusieurs",
        ("Yvelines - Les Mureaux", "Les Sables-d'Olonne", "Charenton (Val-de-Marne)"),
    ),
}
LIGNES: Mapping[int, Mapping[str, tuple[str, ...]]] = {
    1: {
        _C.EXPOSE: (
            (
                "Deux mi-temps pour animer trente structures : nous allons d’urgence en urgence, "
                "le fond attend."
            ),
            "Nos élus soutiennent la démarche, mais l’animation n’a pas de ligne au budget.",
        ),
        _C.CLARIFICATION: (
            "Qui décide du temps que vous y passez ?",
            "Qu’est-ce qui s’arrêterait si vous n’étiez plus là un mois ?",
        ),
        _C.CONTRAT: ("Aidez-nous à rendre visible ce que l’animation fait gagner.",),
        _C.CONSULTATION: (
            (
                "Chez nous, un carnet de six pages a montré chaque lien né d’une rencontre : le "
                "budget a suivi."
            ),
            (
                "Proposer à trois partenaires de porter chacun un quart de temps, plutôt que tout "
                "demander à un seul."
            ),
            "Compter les heures qu’une alliance évite, pas celles qu’elle prend.",
        ),
        _C.PLAN: (
            "Tenir pendant deux mois un carnet des liens créés, et le présenter au bureau.",
            (
                "Demander à l’agence d’urbanisme et à deux entreprises de porter chacune une demi-"
                "journée d’animation par semaine."
            ),
            "Inscrire l’animation dans la convention de l’an prochain, avec un montant.",
        ),
        _C.APPRENTISSAGES: (
            "Ce qui n’est pas raconté n’existe pas : montrer d’abord, demander ensuite.",
            "Le temps d’animation se partage plus facilement qu’il ne se finance.",
        ),
    },
    2: {
        _C.EXPOSE: ("Les dirigeants disent oui, puis ne viennent pas aux réunions.",),
        _C.CONTRAT: ("Aidez-nous à trouver ce qui les ferait venir une deuxième fois.",),
        _C.CONSULTATION: (
            "Aller chez eux plutôt que les faire venir : une visite vaut trois réunions.",
            "Commencer par un besoin de l’entreprise, la mobilité des salariés par exemple.",
        ),
        _C.PLAN: ("Deux petits déjeuners dans des entreprises avant la fin du trimestre.",),
        _C.APPRENTISSAGES: ("On ne convainc pas une entreprise, on part de ce qu’elle vit.",),
    },
    3: {
        _C.EXPOSE: ("Le comité se réunit, écoute, et rien ne se décide entre deux séances.",),
        _C.CLARIFICATION: ("Qui prépare l’ordre du jour ? Qui relance ?",),
        _C.CONSULTATION: ("Confier chaque sujet à deux membres, l’un public et l’autre privé.",),
    },
}
EXTERIEUR = {
    1: "Douze territoires se sont rencontrés pour la première fois. Pendant une journée, nous "
    "avons appris à reconnaître ce qui, chez nous, fait déjà alliance :\n\n"
    "- regarder ensemble les fragilités du territoire, avant de chercher des solutions ;\n"
    "- inviter à la même table collectivités, entreprises et associations ;\n"
    "- se donner le temps long : une confiance se construit en années.",
    2: "Après trois mois de travail, les douze territoires ont mis en commun ce qui les freine et "
    "se sont entraidés, en petits groupes.\n\n"
    "- Le temps d’animation est le premier frein partout, loin devant l’argent.\n"
    "- Ce qui n’est pas raconté n’existe pas : chaque territoire tiendra un carnet de ses liens.\n"
    "- Les entreprises viennent quand on part de ce qu’elles vivent.",
}
GARDE = {
    1: "# Ce que nous gardons de cette session\n\nQue chacun est arrivé avec une méthode et "
    "repart avec une question. La plus entendue : **qui anime, quand tout le monde est "
    "d’accord ?**",
    2: "# Ce que nous gardons de cette session\n\nLe codev a surpris : quatre-vingts minutes, un "
    "seul sujet, et des idées que personne n’avait seul. Plusieurs binômes veulent "
    "l’essayer chez eux.",
}


def raconter_le_codev(recit: Recit) -> None:
    """The groups of session 2 and their sheets, the syntheses of sessions 1 and 2, a page that
    the first account has shared at home."""
    sessions = {
        session.etape.ordre: session
        for session in recit.promotion.rencontres.sessions().select_related(
            "promotion", "etape__modele__livrable"
        )
        if session.etape is not None
    }
    _remplir_les_feuilles(recit, sessions[2])
    for ordre in (1, 2):
        _publier(recit, sessions[ordre], ordre)
    _partager(recit, sessions[2])


def _remplir_les_feuilles(recit: Recit, session: Rencontre) -> None:
    groupes = {
        rang: Groupe(
            binomes=[recit.binomes[nom] for nom in noms],
            expose=recit.binomes[noms[0]],
            sujet=sujet,
        )
        for rang, (sujet, noms) in GROUPES.items()
    }
    autres = [
        b for nom, b in recit.binomes.items() if not any(nom in g[1] for g in GROUPES.values())
    ]
    groupes[4] = Groupe(binomes=autres, expose=autres[0], sujet="Mesurer ce qui change")
    ateliers = composer_groupes(par=recit.equipe, rencontre=session, groupes=groupes)
    noms = {binome: nom for nom, binome in recit.binomes.items()}
    for atelier in ateliers:
        atelier.rencontre = session
        if atelier.rang in LIGNES:
            gens = [p for b in groupes[atelier.rang].binomes for p in recit.membres[noms[b]]]
            _tenir(recit, atelier, gens)


def _tenir(recit: Recit, atelier: AtelierCodev, gens: list[Personne]) -> None:
    """A sheet as its group filled it; the third group did not come to the end."""
    distribuer_les_roles(
        par=gens[0], atelier=atelier, facilitateur=gens[2], gardien_du_temps=gens[-1]
    )
    instant = localtime(atelier.rencontre.debut).replace(hour=14, minute=5)
    for rang, (code, lignes) in enumerate(LIGNES[atelier.rang].items()):
        commencer_etape(par=gens[-1], atelier=atelier, code=code, instant=instant)
        for position, texte in enumerate(lignes):
            ajouter_ligne(
                par=gens[(rang + position) % len(gens)],
                atelier=atelier,
                code=code,
                texte=texte,
                instant=instant + timedelta(minutes=1 + 2 * position),
            )
        instant += timedelta(minutes=12)
    if atelier.rang == 3:
        brouillon = ajouter_ligne(
            par=gens[1], atelier=atelier, code=_C.CONTRAT, texte="À revoir", instant=instant
        )
        brouillon.etape.atelier = atelier
        retirer_ligne(par=gens[1], ligne=brouillon, revision=1, instant=instant)
    else:
        clore_atelier(par=gens[2], atelier=atelier, instant=instant)


def _publier(recit: Recit, session: Rencontre, ordre: int) -> None:
    instant = session.fin + timedelta(days=3)
    ebauche = ebaucher(session)
    champs = {
        "texte": ebauche.texte.replace(A_COMPLETER, GARDE[ordre]),
        "pour_l_exterieur": EXTERIEUR[ordre],
    }
    ecrite = ecrire_synthese(
        par=recit.equipe, rencontre=session, revision=0, instant=instant, **champs
    )
    publier_synthese(
        par=recit.equipe, synthese=ecrite, revision=1, instant=instant + timedelta(hours=2)
    )
    if ordre == 1:
        champs["texte"] += "\n\nLes présentations des intervenants sont sur la page de la session."
        ecrire_synthese(
            par=recit.equipe,
            rencontre=session,
            revision=1,
            instant=instant + timedelta(days=2),
            **champs,
        )


def _partager(recit: Recit, session: Rencontre) -> None:
    binome = recit.binomes["Lyon"]
    binome.promotion = recit.promotion
    par, autre = recit.membres["Lyon"]
    instant = session.fin + timedelta(days=6)
    ou: dict[str, Any] = {"rencontre": session, "binome": binome}
    raconter_session(
        par=par,
        **ou,
        texte="Nous ne sommes pas seuls à manquer de temps. Dès cette semaine, nous tenons un "
        "carnet des liens que notre animation fait naître ; nous vous le montrerons au printemps.",
        revision=0,
    )
    perdu, _ = creer_lien(par=par, **ou, jours=30, instant=instant)
    perdu.page.rencontre, perdu.page.binome = session, binome
    retirer_lien(par=par, lien=perdu, instant=instant + timedelta(hours=1))
    creer_lien(par=autre, **ou, jours=180, instant=instant + timedelta(hours=2))
    for nom, qualite in (
        ("Françoise Delorme-Ravel", "adjointe à l’économie"),
        ("Ismaël Guérin", "employeur de Bruno"),
    ):
        noter_destinataire(
            par=par,
            **ou,
            nom=nom,
            qualite=qualite,
            remis_le=localtime(instant).date(),
            aujourdhui=localtime(instant).date(),
        )


def inscrire() -> None:
    """Register the chapters of this room."""
    registres.exemples.inscrire("en-cours/codev", raconter_le_codev, rang=170)
