"""Choosing the structures: consider, meet, decide, tell once, add; the committee endorses."""

from copy import copy
from decimal import Decimal

import pytest
from django.utils import timezone

from parcours.promotions.actions.candidatures import (
    ajouter_a_la_promotion,
    annoncer_decision,
    considerer,
    decider,
    deposer_candidature,
    donner_avis,
    modifier_candidature,
    prevoir_bilaterale,
    regler_l_appel,
)
from parcours.promotions.actions.comite import nommer_au_comite, quitter_le_comite
from parcours.promotions.actions.rencontres import annuler_rencontre
from parcours.promotions.droits.candidatures import siege_qui_endosse
from parcours.promotions.lectures.candidatures import (
    avis_de,
    diversite_de,
    empreinte_de,
    lignes_du_choix,
    liste_de,
    taille,
)
from parcours.promotions.models import Annonce, Candidature, Rencontre
from rameau.commun.courriels import envoyer
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import Courriel, EntreeJournal
from rameau.comptes.models import Personne
from territoires.models import Organisation, Territoire
from tests import scenes
from tests.animation.presences_scenes import a

pytestmark = pytest.mark.django_db
D = Candidature.Decision


def une(monde, nom="Agence des Deux-Vallées", **champs):
    return considerer(
        par=monde.equipe,
        promotion=monde.promotion,
        instant=timezone.now(),
        **{
            "nom": nom,
            "profil": "collectif public",
            "nom_territoire": f"Pays de {nom}",
            "region": "27",
            "departements": ["58"],
            "latitude": Decimal("47.55"),
            "longitude": Decimal("3.60"),
            "population": 62_000,
            "maturite": "actif",
            "contact_prenom": "Maëlle",
            "contact_email": "maelle@essai.test",
            **champs,
        },
    )


def du_reseau(monde, **champs):
    pris = monde.promotion.binomes.values("territoire")
    territoire = Territoire.objects.exclude(pk__in=pris).order_by("pk")[0]
    return considerer(
        par=monde.equipe,
        promotion=monde.promotion,
        territoire=territoire,
        instant=timezone.now(),
        **champs,
    )


def retenir(monde, candidature, decision=D.RETENU):
    return decider(
        par=monde.equipe, candidature=candidature, decision=decision, instant=timezone.now()
    )


def refus(faire) -> str:
    with pytest.raises(RegleViolee) as capture:
        faire()
    return capture.value.message


def test_a_structure_of_the_reseau_says_what_it_is(monde):
    candidature = du_reseau(monde, notes="À rappeler")
    assert (candidature.nom, candidature.nom_territoire) == (
        candidature.structure.nom,
        candidature.territoire.nom,
    )
    assert candidature.decision == D.A_EXAMINER
    assert "déjà dans la liste" in refus(lambda: une(monde, nom=candidature.nom.upper()))


def test_the_list_is_the_equipe_s_alone(monde):
    candidature = une(monde)
    for autre in (monde.catalyseur, monde.coach, monde.comite):
        assert not Candidature.objects.visibles_par(autre).exists()
        with pytest.raises(AccesRefuse):
            decider(par=autre, candidature=candidature, decision=D.RETENU, instant=timezone.now())
        with pytest.raises(AccesRefuse):
            modifier_candidature(par=autre, candidature=candidature, notes="x")
    assert Candidature.objects.visibles_par(monde.equipe).count() == 1


def test_the_journal_never_says_a_note_nor_a_contact(monde):
    modifier_candidature(par=monde.equipe, candidature=une(monde), notes="Un secret bien gardé")
    entree = EntreeJournal.objects.get(verbe="candidatures.modifier")
    assert entree.apres == {"notes": "modifié"}


def test_no_more_are_retained_than_there_are_places(monde):
    for rang in range(12):
        retenir(monde, une(monde, f"Structure {rang}"))
    treizieme = une(monde, "La treizième")
    assert "12 structures sont déjà retenues" in refus(lambda: retenir(monde, treizieme))
    # Said again of one of the twelve, it takes no place more.
    assert retenir(monde, Candidature.objects.get(nom="Structure 3")).decision == D.RETENU
    retenir(monde, Candidature.objects.get(nom="Structure 3"), D.LISTE_D_ATTENTE)
    assert retenir(monde, treizieme).decision == D.RETENU
    assert retenir(monde, treizieme, D.A_EXAMINER).decidee_le is None


def test_the_bilaterale_is_planned_once_and_only_the_equipe_knows(monde):
    candidature = une(monde)

    def prevoir():
        return prevoir_bilaterale(
            par=monde.equipe, candidature=candidature, debut=a(10, jours=1), fin=a(11, jours=1)
        )

    prevue = prevoir()
    assert prevue.nature == Rencontre.Nature.BILATERALE
    assert "déjà prévue" in refus(prevoir)
    annuler_rencontre(par=monde.equipe, rencontre=prevue, instant=a(9))
    annulee, prevue = prevue, prevoir()
    assert prevue.pk != annulee.pk
    vues = Rencontre.objects.filter(pk=prevue.pk)
    assert vues.visibles_par(monde.equipe).exists()
    for autre in (monde.catalyseur, monde.coach, monde.comite):
        assert not vues.visibles_par(autre).exists()


def test_a_decision_is_told_once_to_the_contact(monde, boite, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", boite.port
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    candidature = une(monde)

    def annoncer():
        return annoncer_decision(
            par=monde.equipe,
            candidature=candidature,
            objet="Bienvenue",
            texte="Bonjour Maëlle,\n\nVous êtes retenus.",
            instant=timezone.now(),
        )

    assert "Rien n'est encore décidé" in refus(annoncer)
    retenir(monde, candidature)
    annonce = annoncer()
    assert "déjà été annoncée" in refus(annoncer)
    with pytest.raises(Exception, match=r"Cannot|annonce"):
        scenes.forcer(lambda: Annonce.objects.filter(pk=annonce.pk).update(texte="Autre"))


def test_the_mail_leaves_to_the_address_typed(monde, mailoutbox):
    candidature = une(monde)
    retenir(monde, candidature, D.LISTE_D_ATTENTE)
    annoncer_decision(
        par=monde.equipe,
        candidature=candidature,
        objet="Liste d'attente",
        texte="Bonjour Maëlle,\n\nÀ bientôt.",
        instant=timezone.now(),
    )
    courriel = Courriel.objects.get(genre="candidature_decision")
    assert courriel.destinataire is None
    envoyer(courriel.pk)
    [parti] = mailoutbox
    assert (parti.to, parti.subject) == (["maelle@essai.test"], "Liste d’attente")
    assert "À bientôt." in parti.body


def test_without_an_address_nothing_is_told(monde):
    candidature = une(monde, contact_email="")
    retenir(monde, candidature)
    assert "adresse électronique" in refus(
        lambda: annoncer_decision(
            par=monde.equipe,
            candidature=candidature,
            objet="x",
            texte="y",
            instant=timezone.now(),
        )
    )
    assert not Courriel.objects.filter(genre="candidature_decision").exists()


# --- into the promotion ------------------------------------------------------------------------
def test_only_a_retained_structure_takes_its_seat_and_then_stays(monde):
    candidature = une(monde)
    assert "Retenez" in refus(
        lambda: ajouter_a_la_promotion(par=monde.equipe, candidature=candidature)
    )
    retenir(monde, candidature)
    binome = ajouter_a_la_promotion(par=monde.equipe, candidature=candidature)
    assert (binome.structure.nom, binome.territoire.nom) == (
        "Agence des Deux-Vallées",
        "Pays de Agence des Deux-Vallées",
    )
    assert binome.livrables.count() == 3
    assert "déjà sa place" in refus(
        lambda: ajouter_a_la_promotion(par=monde.equipe, candidature=candidature)
    )
    candidature.refresh_from_db()
    assert "ne change plus" in refus(lambda: retenir(monde, candidature, D.NON_RETENU))


def test_a_structure_that_already_has_its_seat_is_only_tied_to_it(monde):
    assise = monde.binome
    candidature = considerer(
        par=monde.equipe,
        promotion=monde.promotion,
        territoire=assise.territoire,
        instant=timezone.now(),
    )
    retenir(monde, candidature)
    assert ajouter_a_la_promotion(par=monde.equipe, candidature=candidature) == assise
    assert monde.promotion.binomes.count() == 4


def test_a_full_promotion_and_an_unknown_place_are_refused_and_leave_nothing(monde):
    sans_point = une(monde, latitude=None)
    retenir(monde, sans_point)
    assert "Il manque" in refus(
        lambda: ajouter_a_la_promotion(par=monde.equipe, candidature=sans_point)
    )
    scenes.agrandir(monde)
    candidature = une(monde, "En trop")
    retenir(monde, candidature)
    assert "complète" in refus(
        lambda: ajouter_a_la_promotion(par=monde.equipe, candidature=candidature)
    )
    assert not Organisation.objects.filter(nom="En trop").exists()


# --- the public form ---------------------------------------------------------------------------
def test_a_public_candidature_is_confirmed_once_and_makes_no_account(monde):
    appel = regler_l_appel(
        par=monde.equipe,
        promotion=monde.promotion,
        ouvert=True,
        presentation="",
        instant=timezone.now(),
    )
    comptes = Personne.objects.count()
    champs = {"nom": "Cap Nord", "profil": "PTCE", "region": "32", "contact_email": "h@essai.test"}

    def deposer():
        return deposer_candidature(par=None, appel=appel, instant=timezone.now(), **champs)

    assert deposer().origine == "formulaire"
    assert deposer() is None
    assert Courriel.objects.filter(genre="candidature_recue").count() == 1
    assert Personne.objects.count() == comptes
    regler_l_appel(
        par=monde.equipe,
        promotion=monde.promotion,
        ouvert=False,
        presentation="",
        instant=timezone.now(),
    )
    champs["nom"] = "Trop tard"
    assert "fermé" in refus(deposer)


# --- diversity, committee ----------------------------------------------------------------------
def test_the_diversity_counts_the_retained_only(monde):
    retenir(monde, une(monde, "A", region="27", population=30_000))
    retenir(monde, une(monde, "B", region="27", population=None, maturite=""))
    une(monde, "C", region="93")
    diversite = diversite_de(liste_de(monde.promotion), places=12)
    assert (diversite.combien, diversite.regions, diversite.tailles) == (2, 1, 2)
    figures = {
        g.code: dict(zip(g.categories, g.series[0].valeurs, strict=True))
        for g in diversite.graphiques
    }
    assert figures == {
        "regions": {"Bourgogne-Franche-Comté": 2},
        "profils": {"collectif public": 2},
        "tailles": {"moins de 50 000 habitants": 1, "pas encore connue": 1},
        "maturites": {"actif": 1, "pas encore connue": 1},
    }
    assert len(diversite.carte.points) == 2


@pytest.mark.parametrize(
    ("population", "mots"),
    [
        (None, "pas encore connue"),
        (49_999, "moins de 50 000 habitants"),
        (50_000, "de 50 000 à 200 000"),
        (999_999, "de 200 000 à 1 million"),
        (1_000_000, "plus de 1 million"),
    ],
)
def test_sizes_are_classes(population, mots):
    assert taille(population) == mots


def endosser(monde, empreinte, par=None, accord=True, mots=""):
    return donner_avis(
        par=par or monde.comite,
        promotion=monde.promotion,
        accord=accord,
        mots=mots,
        empreinte=empreinte,
        instant=timezone.now(),
    )


def test_the_committee_endorses_the_list_it_read_and_a_change_leaves_it_behind(monde):
    candidature = une(monde)
    retenir(monde, candidature)
    lue = empreinte_de(monde.promotion.candidatures.order_by("pk"))
    endosser(monde, lue)
    [avis] = avis_de(monde.promotion, lue)
    assert (avis.accord, avis.depasse, avis.organisme) == (True, False, "Un financeur")
    retenir(monde, candidature, D.LISTE_D_ATTENTE)
    nouvelle = empreinte_de(monde.promotion.candidatures.order_by("pk"))
    assert avis_de(monde.promotion, nouvelle)[0].depasse
    assert "a changé" in refus(lambda: endosser(monde, lue))
    assert "en quelques mots" in refus(lambda: endosser(monde, nouvelle, accord=False))
    endosser(monde, nouvelle, accord=False, mots="Plus de rural")
    endosser(monde, nouvelle)
    assert monde.promotion.avis_du_comite.count() == 2
    assert [a.accord for a in avis_de(monde.promotion, nouvelle)] == [True]


def test_only_who_sits_today_endorses(monde):
    lue = empreinte_de([])
    for autre in (monde.equipe, monde.coach, monde.catalyseur):
        with pytest.raises(AccesRefuse):
            endosser(monde, lue, par=autre)
    voisine = scenes.personne("Mehdi")
    nommer_au_comite(
        par=monde.equipe,
        programme=monde.close.programme,
        personne=voisine,
        organisme="Ailleurs",
        jour=timezone.localdate(),
    )
    with pytest.raises(AccesRefuse):
        endosser(monde, lue, par=scenes.relire(voisine))
    endosser(monde, lue)
    close = copy(monde.promotion)
    close.etat = "close"
    assert siege_qui_endosse(monde.comite, monde.promotion) == monde.comite.sieges.get()
    assert siege_qui_endosse(monde.comite, close) is None
    quitter_le_comite(par=monde.equipe, siege=monde.comite.sieges.get(), instant=timezone.now())
    with pytest.raises(AccesRefuse):
        endosser(monde, lue)
    assert avis_de(monde.promotion, lue) == []


def test_what_the_committee_reads_holds_no_contact_no_note_no_message(monde):
    une(monde, notes="Secret", motivation="Confidence", contact_telephone="+33639980001")
    dit = repr(lignes_du_choix(liste_de(monde.promotion)))
    for mot in ("Secret", "Confidence", "maelle", "Maëlle", "63998"):
        assert mot not in dit
    assert "Bourgogne-Franche-Comté" in dit
