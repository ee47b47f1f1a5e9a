"""Presence: a list, a code in the room, excuses and what they open, signatures that stay."""

from datetime import timedelta
from functools import partial

import pytest
from django.db.models import F
from django.utils import timezone

from parcours.animation.a_traiter.presences import presences_a_noter
from parcours.animation.actions.presences import (
    contresigner,
    declarer_rattrapage,
    fermer_appel,
    noter_presences,
    ouvrir_appel,
    s_excuser,
    signer_presence,
)
from parcours.animation.lectures.demi_journees import (
    DUREE,
    Verdict,
    code_affiche,
    moment_courant,
    moments_de,
    reconnaitre,
)
from parcours.animation.lectures.presences import (
    avec_places,
    etaient_attendus,
    tableau_des_presences,
)
from parcours.animation.models import Presence
from parcours.animation.models.presences import Moment, attendus
from parcours.promotions.actions.binomes import terminer_participation
from parcours.promotions.actions.rencontres import annuler_rencontre
from parcours.promotions.models import Participation, Rencontre, Sequence
from parcours.promotions.models.rencontres import enchainer
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import EntreeJournal
from rameau.commun.texte import empreinte_du_contenu
from tests import scenes
from tests.animation.presences_scenes import (
    a,
    afficher,
    ligne,
    par_demi_journee,
    participation,
    rencontre_du_jour,
    retirer_sa_place,
    session_de_la_veille,
)

pytestmark = pytest.mark.django_db


def noter(monde, rencontre, *lignes, instant=None, par=None):
    return noter_presences(
        par=par or monde.equipe, rencontre=rencontre, lignes=lignes, instant=instant or a(17)
    )


def signer(monde, rencontre, code, instant, par=None, **champs):
    return signer_presence(
        par=par or monde.catalyseur, rencontre=rencontre, code=code, instant=instant, **champs
    )


def refus(faire) -> str:
    with pytest.raises(RegleViolee) as capture:
        faire()
    return capture.value.message


# --- who is expected -------------------------------------------------------------------------
def test_are_expected_those_who_took_part_that_day(monde):
    rencontre = rencontre_du_jour(monde)

    def tableau(nature="webinaire"):
        """The same rule, over participations already read: today's, who left that day is not."""
        [lue] = avec_places(Rencontre.objects.filter(pk=rencontre.pk).order_by("pk"))
        lue.nature = nature
        gens = Participation.objects.filter(binome__promotion=monde.promotion)
        lus = gens.select_related("personne").order_by("binome__rang", "place")
        return [p.personne.prenom for p in etaient_attendus(lue, lus)]

    assert [p.personne.prenom for p in attendus(rencontre)] == ["Amina", "Bruno", "Delphine"]
    assert tableau() == tableau("session") == ["Amina", "Bruno", "Delphine"]
    terminer_participation(
        par=monde.equipe,
        participation=participation(monde, "Bruno"),
        motif="Change d'employeur",
        instant=a(8),
    )
    assert [p.personne.prenom for p in attendus(rencontre)] == ["Amina", "Delphine"]
    assert tableau() == tableau("session") == ["Amina", "Delphine"]
    # Before she was of the promotion, nobody was expected; where one registers, who has a place.
    la_veille = session_de_la_veille(monde)
    assert not attendus(la_veille).exists()
    retirer_sa_place(monde, rencontre, "Delphine")
    assert [p.personne.prenom for p in attendus(rencontre)] == ["Amina"]


# --- the list --------------------------------------------------------------------------------
def test_the_equipe_keeps_the_whole_list_at_once(monde):
    rencontre = rencontre_du_jour(monde)
    assert (
        noter(
            monde,
            rencontre,
            ligne(monde, "present"),
            ligne(monde, "excuse", "Bruno", motif="Conseil municipal"),
            ligne(monde, "absent", "Delphine"),
        )
        == 3
    )
    assert {p.participation.personne.prenom: p.etat for p in rencontre.presences.all()} == {
        "Amina": "present",
        "Bruno": "excuse",
        "Delphine": "absent",
    }
    entree = EntreeJournal.objects.filter(verbe="presences.noter").get()
    assert "Conseil" not in f"{entree.avant}{entree.apres}"


@pytest.mark.parametrize(
    ("etat", "champs", "mots"),
    [
        ("excuse", {}, "Une excuse porte son motif"),
        ("present", {"moment": "matin"}, "demi-journée"),
    ],
)
def test_a_line_that_does_not_hold_is_refused_whole(monde, etat, champs, mots):
    rencontre = rencontre_du_jour(monde)
    message = refus(
        lambda: noter(
            monde, rencontre, ligne(monde, "present", "Bruno"), ligne(monde, etat, **champs)
        )
    )
    assert mots in message
    assert not Presence.objects.exists()


def test_nobody_is_present_before_the_day_but_one_may_be_excused(monde):
    demain = rencontre_du_jour(monde, jours=1)
    assert "jour de la rencontre" in refus(lambda: noter(monde, demain, ligne(monde, "present")))
    assert noter(monde, demain, ligne(monde, "excuse", motif="En congé")) == 1
    base = scenes.refus_de_la_base(
        lambda: Presence.objects.filter(rencontre=demain).update(etat="present", motif="")
    )
    assert base.constraint == "regle_presence_trop_tot"


def test_the_list_is_the_equipe_s_alone_and_closes_with_the_rencontre(monde):
    rencontre = rencontre_du_jour(monde)
    for autre in (monde.catalyseur, monde.coach, monde.comite):
        with pytest.raises(AccesRefuse):
            noter(monde, rencontre, ligne(monde, "present"), par=autre)
    annuler_rencontre(par=monde.equipe, rencontre=rencontre, instant=a(8))
    rencontre.refresh_from_db()
    with pytest.raises(AccesRefuse):
        noter(monde, rencontre, ligne(monde, "present"))
    assert not Presence.objects.exists()


def test_someone_of_another_promotion_is_never_on_the_list(monde):
    rencontre = rencontre_du_jour(monde)
    edgar = monde.ailleurs.participations.get()
    assert "pas attendue" in refus(
        lambda: noter(monde, rencontre, ligne(monde, "present", participation_id=edgar.pk))
    )
    base = scenes.refus_de_la_base(
        lambda: Presence.objects.create(
            rencontre=rencontre,
            participation=edgar,
            moment=Moment.RENCONTRE,
            etat="present",
            source="liste",
            saisie_par=monde.equipe,
            saisie_le=a(17),
        )
    )
    assert base.constraint == "regle_presence_promotion"


def test_what_someone_else_noted_meanwhile_is_said_and_nothing_is_lost(monde):
    rencontre = rencontre_du_jour(monde)
    noter(monde, rencontre, ligne(monde, "present"))
    message = refus(
        lambda: noter(monde, rencontre, ligne(monde, "absent"), ligne(monde, "present", "Bruno"))
    )
    assert "Amina Essai (présence)" in message
    assert rencontre.presences.get().etat == "present"
    assert noter(monde, rencontre, ligne(monde, "absent", vu="present")) == 1
    assert noter(monde, rencontre, ligne(monde, "absent", vu="present")) == 0
    # The same state with other words is another line: neither reason goes unseen.
    delphine = partial(ligne, monde, "excuse", "Delphine")
    noter(monde, rencontre, delphine(motif="Conseil municipal"))
    assert "Delphine Essai (excuse)" in refus(
        lambda: noter(monde, rencontre, delphine(motif="Une réunion"))
    )
    assert noter(monde, rencontre, delphine(motif="Conseil municipal")) == 0


# --- the code --------------------------------------------------------------------------------
def test_the_code_of_the_room_signs_once(monde):
    rencontre = rencontre_du_jour(monde)
    _, code = afficher(monde, rencontre, a(9, 40))
    presence = signer(monde, rencontre, f" {code[:2].lower()}-{code[2:]} ", a(9, 41))
    assert (presence.etat, presence.source, presence.saisie_par) == (
        "present",
        "code",
        monde.catalyseur,
    )
    assert signer(monde, rencontre, code, a(9, 42)).pk == presence.pk
    assert rencontre.presences.count() == 1


def test_a_code_lasts_some_minutes_and_then_says_so(monde):
    rencontre = rencontre_du_jour(monde)
    appel, code = afficher(monde, rencontre, a(9, 40))
    assert code_affiche(appel, a(9, 44)) == code
    assert code_affiche(appel, a(9, 45)) != code
    assert "plus valable" in refus(lambda: signer(monde, rencontre, code, a(9, 50)))
    assert signer(monde, rencontre, code, a(9, 49)).etat == "present"


def test_a_guess_a_code_of_elsewhere_and_a_code_taken_away_are_refused(monde):
    rencontre = rencontre_du_jour(monde)
    assert "pas le code" in refus(lambda: signer(monde, rencontre, "AAAAA", a(10)))
    appel, code = afficher(monde, rencontre, a(10))
    faux = "AAAAA" if code != "AAAAA" else "CCCCC"
    assert "pas le code" in refus(lambda: signer(monde, rencontre, faux, a(10)))
    assert "pas le code" in refus(lambda: signer(monde, rencontre, "éÀ½", a(10)))
    autre = rencontre_du_jour(monde, titre="L'autre")
    _, ailleurs = afficher(monde, autre, a(10))
    assert "autre rencontre" in refus(lambda: signer(monde, rencontre, ailleurs, a(10, 1)))
    fermer_appel(par=monde.equipe, appel=appel, instant=a(10, 1))
    assert "autre" in refus(lambda: signer(monde, rencontre, code, a(10, 2)))
    appel.refresh_from_db()
    assert reconnaitre(code, appel, [], a(10, 2)) is Verdict.PERIME
    assert not Presence.objects.exists()


def test_a_code_is_of_its_day(monde):
    rencontre = rencontre_du_jour(monde)
    appel, code = afficher(monde, rencontre, a(23, 57))
    assert signer(monde, rencontre, code, a(23, 58)).etat == "present"
    assert refus(
        lambda: signer(monde, rencontre, code_affiche(appel, a(0, 1, 1)), a(0, 1, 1), monde.autre)
    )
    suivant = ouvrir_appel(
        par=monde.equipe, rencontre=rencontre, moment="rencontre", instant=a(0, 1, 1)
    )
    assert suivant != appel


def test_no_code_before_the_day_and_only_who_is_expected_signs(monde):
    demain = rencontre_du_jour(monde, jours=1)
    assert "à partir du jour" in refus(lambda: afficher(monde, demain, a(10)))
    assert "à partir du jour" in refus(lambda: signer(monde, demain, "AAAAA", a(10)))
    rencontre = rencontre_du_jour(monde)
    assert "n'a pas ce moment" in refus(lambda: afficher(monde, rencontre, a(10), "matin"))
    _, code = afficher(monde, rencontre, a(10))
    for etranger in (monde.ailleurs, monde.coach, monde.alumni, monde.equipe):
        with pytest.raises(AccesRefuse):
            signer(monde, rencontre, code, a(10), par=etranger)
    for autre in (monde.catalyseur, monde.coach):
        with pytest.raises(AccesRefuse):
            ouvrir_appel(par=autre, rencontre=rencontre, moment="rencontre", instant=a(10))
    rencontre.promotion.etat = "close"
    with pytest.raises(AccesRefuse):
        signer(monde, rencontre, code, a(10))


def test_the_code_stands_nowhere_in_the_base_and_follows_the_server_s_key(monde, settings):
    rencontre = rencontre_du_jour(monde)
    appel, code = afficher(monde, rencontre, a(10))
    assert code not in str(list(type(appel).objects.order_by("pk").values()))
    settings.SECRET_KEY = "une autre clé"
    assert code_affiche(appel, a(10)) != code
    assert a(10) + DUREE == a(10, 5)


# --- excuses and catch-up ----------------------------------------------------------------------
def test_an_excuse_opens_a_catch_up_that_one_declares_done(monde):
    rencontre = rencontre_du_jour(monde, jours=1)
    assert "Dites pourquoi" in refus(
        lambda: s_excuser(par=monde.catalyseur, rencontre=rencontre, motif=" ", instant=a(9))
    )
    s_excuser(par=monde.catalyseur, rencontre=rencontre, motif="Conseil", instant=a(9))
    [a_rattraper] = Presence.objects.visibles_par(monde.catalyseur).a_rattraper()
    declarer_rattrapage(par=monde.catalyseur, rencontre=rencontre, instant=a(9, 0, 3))
    assert not Presence.objects.a_rattraper().exists()
    a_rattraper.refresh_from_db()
    declarer_rattrapage(par=monde.catalyseur, rencontre=rencontre, instant=a(9, 0, 4))
    a_rattraper.refresh_from_db()
    assert a_rattraper.rattrape_le == a(9, 0, 3)
    assert "rien à rattraper" in refus(
        lambda: declarer_rattrapage(par=monde.autre, rencontre=rencontre, instant=a(9))
    )


def test_who_was_there_is_not_excused_and_who_was_excused_may_come_after_all(monde):
    rencontre = rencontre_du_jour(monde)
    s_excuser(par=monde.catalyseur, rencontre=rencontre, motif="Conseil", instant=a(8))
    _, code = afficher(monde, rencontre, a(10))
    presence = signer(monde, rencontre, code, a(10))
    assert (presence.etat, presence.motif) == ("present", "")
    noter(monde, rencontre, ligne(monde, "absent", "Bruno"))
    declarer_rattrapage(par=monde.catalyseur2, rencontre=rencontre, instant=a(11))
    noter(monde, rencontre, ligne(monde, "present", "Bruno", vu="absent"))
    assert rencontre.presences.get(participation__personne=monde.catalyseur2).rattrape_le is None
    assert "déjà notée" in refus(
        lambda: s_excuser(par=monde.catalyseur, rencontre=rencontre, motif="Non", instant=a(11))
    )


# --- half-days, signatures ---------------------------------------------------------------------
@pytest.fixture
def demi(monde):
    par_demi_journee(monde.promotion)
    return rencontre_du_jour(monde)


def heures(rencontre):
    return [(str(d.moment), d.debut.hour, d.fin.hour, d.heures) for d in moments_de(rencontre)]


def test_half_days_come_from_the_times_and_from_the_pause(monde, demi):
    assert heures(demi) == [("matin", 9, 13, 3.5), ("apres-midi", 13, 16, 3.5)]
    moments = [("theorie", "Essai", 180), ("pause", "Essai", 60), ("pratique", "Essai", 150)]
    scenes.forcer(lambda: Sequence.objects.bulk_create(enchainer(demi, moments)))
    assert heures(demi) == [("matin", 9, 12, 3.0), ("apres-midi", 13, 16, 3.0)]
    sont = [str(moment_courant(demi, a(heure)).moment) for heure in (8, 11, 12, 13, 16, 20)]
    assert sont == ["matin"] * 3 + ["apres-midi"] * 3
    # Lunch at a fixed hour, after an empty half hour, parts the day where it is.
    plus_tard = demi.sequences.filter(ordre__gte=2)
    scenes.forcer(lambda: plus_tard.update(debut_minutes=F("debut_minutes") + 30))
    assert heures(demi) == [("matin", 9, 13, 3.5), ("apres-midi", 14, 16, 2.5)]
    demi.fin = a(12)
    assert [m for m, *_ in heures(demi)] == ["matin"]
    demi.debut, demi.fin = a(14), a(16)
    assert [m for m, *_ in heures(demi)] == ["apres-midi"]


def empreinte_de_la_signature(presence):
    return empreinte_du_contenu(
        {
            "schema": 1,
            "rencontre": presence.rencontre_id,
            "participation": presence.participation_id,
            "moment": presence.moment,
            "nom": presence.nom_signe,
            "instant": presence.signee_le.isoformat(),
            "a_distance": presence.a_distance,
            "moyen": presence.moyen,
        }
    )


def test_a_typed_name_signs_a_half_day_and_stays(monde, demi):
    _, code = afficher(monde, demi, a(10), "matin")
    assert "votre signature" in refus(lambda: signer(monde, demi, code, a(10)))
    presence = signer(monde, demi, code, a(10), nom="Amina Essai", a_distance=True, moyen="visio")
    assert (presence.moment, presence.nom_signe, presence.signee_le) == (
        "matin",
        "Amina Essai",
        a(10),
    )
    assert len(presence.empreinte) == 64
    # Whoever doubts makes the fingerprint again from the row, which says how one took part.
    assert presence.empreinte == empreinte_de_la_signature(presence)
    sur_place = signer(
        *(monde, demi, code, a(10)), par=monde.catalyseur2, nom="Bruno Essai", moyen="visio"
    )
    assert (sur_place.moyen, sur_place.empreinte) == ("", empreinte_de_la_signature(sur_place))
    lui = Presence.objects.filter(pk=presence.pk)
    for champs in ({"nom_signe": "Autre"}, {"etat": "absent"}, {"a_distance": False, "moyen": ""}):
        refusee = scenes.refus_de_la_base(lambda c=champs: lui.update(**c))
        assert refusee.constraint == "regle_presence_signee"
    assert scenes.refus_de_la_base(lui.delete).constraint == "regle_presence_signee"
    assert "signée" in refus(
        lambda: noter(monde, demi, ligne(monde, "absent", moment="matin", vu="present"))
    )
    encore = signer(monde, demi, code, a(10, 1), nom="Quelqu'un d'autre")
    assert encore.nom_signe == "Amina Essai"


def test_the_code_of_the_morning_does_not_sign_the_afternoon(monde, demi):
    _, matin = afficher(monde, demi, a(10), "matin")
    signer(monde, demi, matin, a(10), nom="Amina Essai")
    assert "moment" in refus(
        lambda: signer(monde, demi, matin, a(10, 1), nom="Amina Essai", moment="apres-midi")
    )
    afficher(monde, demi, a(14), "apres-midi")
    assert refus(lambda: signer(monde, demi, matin, a(14), nom="Bruno", par=monde.catalyseur2))
    assert set(demi.presences.values_list("moment", flat=True)) == {"matin"}


def test_countersigned_nothing_of_the_row_changes_any_more(monde, demi):
    def contre(nom="Ophélie Essai", par=None):
        return contresigner(
            par=par or monde.equipe, rencontre=demi, moment="matin", nom=nom, instant=a(12)
        )

    assert "Aucune signature" in refus(contre)
    _, code = afficher(monde, demi, a(10), "matin")
    presence = signer(monde, demi, code, a(10), nom="Amina Essai")
    noter(monde, demi, ligne(monde, "present", "Bruno", moment="matin"))
    _, code = afficher(monde, demi, a(14), "apres-midi")
    apres_midi = signer(monde, demi, code, a(14), nom="Amina Essai")
    with pytest.raises(AccesRefuse):
        contre(par=monde.catalyseur)
    assert "nom" in refus(lambda: contre(nom=" "))
    assert contre() == 1
    presence.refresh_from_db()
    apres_midi.refresh_from_db()
    assert apres_midi.contresignee_le is None
    assert (presence.nom_contresigne, presence.contresignee_par) == ("Ophélie Essai", monde.equipe)
    assert presence.empreinte_contresignee not in ("", presence.empreinte)
    lui = Presence.objects.filter(pk=presence.pk)
    for champs in ({"source": "liste"}, {"nom_contresigne": "Autre"}):
        refusee = scenes.refus_de_la_base(lambda c=champs: lui.update(**c))
        assert refusee.constraint == "regle_presence_contresignee"
    bruno = Presence.objects.filter(participation=participation(monde, "Bruno"))
    refusee = scenes.refus_de_la_base(
        lambda: bruno.update(
            contresignee_le=a(12),
            contresignee_par=monde.equipe,
            nom_contresigne="x",
            empreinte_contresignee="y",
        )
    )
    assert refusee.constraint == "presence_contresignature"


# --- what is read ------------------------------------------------------------------------------
def test_a_structure_is_represented_by_one_of_its_binome(monde):
    rencontre = rencontre_du_jour(monde)
    noter(
        monde,
        rencontre,
        ligne(monde, "present"),
        ligne(monde, "excuse", "Bruno", motif="Conseil"),
        ligne(monde, "absent", "Delphine"),
    )
    tableau = tableau_des_presences(monde.promotion, instant=a(17), natures=("webinaire",))
    par_structure = {li.binome.rang: li.cases[-1] for li in tableau.lignes}
    assert [(c.etat, c.libelle) for c in par_structure.values()] == [
        ("present", "1 sur 2"),
        ("absent", "0 sur 1"),
        ("a-venir", "personne n’était attendu"),
        ("a-venir", "personne n’était attendu"),
    ]
    assert par_structure[1].manquants == ("Bruno Essai (excuse)",)
    assert [li.representee for li in tableau.lignes] == [1, 0, 0, 0]
    assert [
        (p.participation.personne.prenom, p.venue, p.attendue, p.a_rattraper)
        for p in tableau.personnes
    ] == [("Amina", 1, 1, 0), ("Bruno", 0, 1, 1), ("Delphine", 0, 1, 1)]
    declarer_rattrapage(par=monde.catalyseur2, rencontre=rencontre, instant=a(18))
    tableau = tableau_des_presences(monde.promotion, instant=a(19), natures=("webinaire",))
    assert [p.a_rattraper for p in tableau.personnes] == [0, 0, 1]


def test_each_reads_her_own_presence_and_the_equipe_all(monde):
    rencontre = rencontre_du_jour(monde)
    noter(monde, rencontre, ligne(monde, "present"), ligne(monde, "absent", "Bruno"))
    vues = {
        nom: Presence.objects.visibles_par(getattr(monde, nom)).count()
        for nom in ("equipe", "catalyseur", "catalyseur2", "autre", "coach", "comite")
    }
    assert vues == {
        "equipe": 2,
        "catalyseur": 1,
        "catalyseur2": 1,
        "autre": 0,
        "coach": 0,
        "comite": 0,
    }


def test_a_past_session_whose_presence_is_not_noted_waits_for_the_equipe(monde):
    session = monde.promotion.rencontres.sessions().order_by("debut")[0]
    scenes.forcer(
        lambda: (
            type(participation(monde))
            .objects.filter(binome__promotion=monde.promotion)
            .update(depuis=timezone.localdate() - timedelta(days=90))
        )
    )

    def textes():
        return [
            fait.texte
            for fait in presences_a_noter(
                personne=monde.equipe, maintenant=timezone.now(), promotion=monde.promotion
            )
        ]

    [fait] = textes()
    assert "3\u00a0personnes" in fait
    assert session.titre in fait
    noter(monde, session, ligne(monde, "present"), ligne(monde, "absent", "Bruno"))
    assert "1\u00a0personne " in textes()[0]
    noter(monde, session, ligne(monde, "present", "Delphine"))
    assert textes() == []
