"""At a frein: who has met it, what they did, whom to call."""

import pytest
from django.urls import reverse
from django.utils import timezone

from parcours.promotions.actions.binomes import terminer_participation
from parcours.promotions.actions.promotions import changer_etat_promotion
from parcours.travaux.actions.alumni import choisir_la_suite
from parcours.travaux.actions.versions import elargir_partage, partager_version
from parcours.travaux.lectures.freins_proches import voisins
from parcours.travaux.models.chaine import Partage
from tests.plafonds import verifier_plafond
from tests.travaux.chaine_scenes import EMPLOI, MOBILITE, ajouter, partager_bilan_d_un_autre


def url(monde, frein):
    return reverse("parcours:voisins", args=[monde.promotion.code, frein.livrable_id, frein.pk])


@pytest.mark.parametrize(
    ("titre", "etiquettes", "proche"),
    [
        ("Tout autre chose", (EMPLOI,), True),
        ("Nos réunions lassent une entreprise", (), True),
        ("Les réunions tardives", (), False),
        ("Tout autre chose", (MOBILITE,), False),
    ],
)
def test_a_frein_is_near_by_a_tag_or_by_its_words(monde, titre, etiquettes, proche):
    partager_bilan_d_un_autre(monde, Partage.PROMOTION)
    frein = ajouter(monde, titre, etiquettes=etiquettes)
    assert bool(voisins(frein, monde.catalyseur)) is proche


def test_one_s_own_frein_is_no_neighbour(monde):
    frein = ajouter(monde, "Tout autre chose", etiquettes=(EMPLOI,))
    partager_version(par=monde.catalyseur, livrable=frein.livrable, instant=timezone.now())
    assert voisins(frein, monde.catalyseur) == []


def test_only_what_one_may_read_is_found(monde):
    # Its bilan is found by another line; the freins it holds back are not said for all that.
    ajouter(
        monde,
        "Un forum de l'emploi",
        "action-entreprise",
        par=monde.autre,
        binome=monde.autre_binome,
        etiquettes=(EMPLOI,),
    )
    version = partager_bilan_d_un_autre(monde, Partage.COACH)
    frein = ajouter(monde, "Tout autre chose", etiquettes=(EMPLOI,))
    assert voisins(frein, monde.catalyseur) == []
    elargir_partage(
        par=monde.autre,
        version=version,
        partage=Partage.PROMOTION,
        retenues={"freins": Partage.COACH},
    )
    assert voisins(frein, monde.catalyseur) == []
    elargir_partage(par=monde.autre, version=version, partage=Partage.COMITE, retenues={})
    assert len(voisins(frein, monde.catalyseur)) == 1


def test_it_says_what_they_do_and_whom_to_call(monde, client_de):
    version = partager_bilan_d_un_autre(monde, Partage.PROMOTION)
    origine = monde.autre_binome.livrables.get(nature="bilan").elements.get()
    action = ajouter(
        monde,
        "Afficher les suites",
        "action-prevue",
        "plan",
        par=monde.autre,
        binome=monde.autre_binome,
        issu_de=origine,
    )
    plan = partager_version(par=monde.autre, livrable=action.livrable, instant=timezone.now())
    frein = ajouter(monde, "Tout autre chose", etiquettes=(EMPLOI,))
    page = client_de(monde.catalyseur).get(url(monde, frein)).content.decode()
    assert "Emploi et insertion" in page
    assert "Delphine Essai" in page
    assert version.get_absolute_url() in page
    assert "Afficher les suites" not in page  # the plan is its coach's alone
    elargir_partage(par=monde.autre, version=plan, partage=Partage.PROMOTION)
    page = client_de(monde.catalyseur).get(url(monde, frein)).content.decode()
    assert "Afficher les suites" in page
    assert client_de(monde.autre).get(url(monde, frein)).status_code == 404


def test_who_left_is_named_no_more_and_the_committee_reads_no_coordinates(monde):
    partager_bilan_d_un_autre(monde, Partage.COMITE)
    frein = ajouter(monde, "Tout autre chose", etiquettes=(EMPLOI,))
    assert [v.personnes for v in voisins(frein, monde.catalyseur)] == [(monde.autre,)]
    assert [v.personnes for v in voisins(frein, monde.comite)] == [()]
    terminer_participation(
        par=monde.equipe,
        participation=monde.autre.participations.get(),
        motif="Change de métier",
        instant=timezone.now(),
    )
    assert [v.personnes for v in voisins(frein, monde.catalyseur)] == [()]


@pytest.fixture
def alumni(monde):
    """The promotion is closed; a catalyseur of the next one meets a frein like one of its."""
    version = partager_bilan_d_un_autre(monde, Partage.RESEAU)
    changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat="evaluation")
    choisir(monde)
    changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat="close")
    frein = ajouter(
        monde,
        "Tout autre chose",
        par=monde.ailleurs,
        binome=monde.ailleurs.participations.get().binome,
        etiquettes=(EMPLOI,),
    )
    return version, frein


def choisir(monde, *, coordonnees=False, entraide=False, travaux="garder"):
    return choisir_la_suite(
        par=monde.autre,
        participation=monde.autre.participations.get(),
        coordonnees=coordonnees,
        entraide=entraide,
        travaux=travaux,
        instant=timezone.now(),
    )


def test_of_alumni_the_structure_alone_is_said_to_who_did_not_ask_otherwise(
    monde, alumni, client_de
):
    version, frein = alumni
    choisir(monde, coordonnees=True)  # that one is for her former promotion
    (voisin,) = voisins(frein, monde.ailleurs)
    assert (voisin.version, voisin.est_alumni, voisin.personnes) == (version, True, ())
    adresse = reverse(
        "parcours:voisins",
        args=[frein.livrable.binome.promotion.code, frein.livrable_id, frein.pk],
    )
    page = client_de(monde.ailleurs).get(adresse).content.decode()
    assert "Delphine" not in page
    assert "delphine@essai.test" not in page
    assert "l’équipe vous met en relation" in page
    territoire = monde.autre_binome.territoire
    assert reverse("territoires:territoire", args=[territoire.pk]) in page


def test_an_alumni_who_agreed_is_named_with_her_coordinates(monde, alumni, client_de):
    _, frein = alumni
    choisir(monde, entraide=True)
    assert [p.personnes for p in voisins(frein, monde.ailleurs)] == [(monde.autre,)]
    adresse = reverse(
        "parcours:voisins",
        args=[frein.livrable.binome.promotion.code, frein.livrable_id, frein.pk],
    )
    page = client_de(monde.ailleurs).get(adresse).content.decode()
    assert "Delphine Essai" in page
    assert "mailto:delphine@essai.test" in page
    choisir(monde, entraide=False)  # the latest answer counts
    assert [p.personnes for p in voisins(frein, monde.ailleurs)] == [()]


def test_a_work_brought_back_to_its_promotion_is_no_neighbour(monde):
    partager_bilan_d_un_autre(monde, Partage.RESEAU)
    frein = ajouter(
        monde,
        "Tout autre chose",
        par=monde.ailleurs,
        binome=monde.ailleurs.participations.get().binome,
        etiquettes=(EMPLOI,),
    )
    assert len(voisins(frein, monde.ailleurs)) == 1
    assert voisins(frein, monde.ailleurs)[0].personnes == ()  # not closed: another's people
    changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat="evaluation")
    choisir(monde, entraide=True, travaux="promotion")
    assert voisins(frein, monde.ailleurs)[0].personnes == ()  # it holds from the closing on
    changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat="close")
    assert voisins(frein, monde.ailleurs) == []


def test_in_a_closed_promotion_its_own_follow_what_each_said(monde):
    partager_bilan_d_un_autre(monde, Partage.PROMOTION)
    frein = ajouter(monde, "Tout autre chose", etiquettes=(EMPLOI,))
    changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat="evaluation")
    changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat="close")
    frein = type(frein).objects.select_related("livrable__binome__promotion").get(pk=frein.pk)
    assert [v.personnes for v in voisins(frein, monde.catalyseur)] == [()]
    choisir(monde, coordonnees=True)
    assert [v.personnes for v in voisins(frein, monde.catalyseur)] == [(monde.autre,)]


def test_the_centres_that_treat_of_it_are_at_hand(monde, client_de):
    frein = ajouter(monde, "Tout autre chose", etiquettes=("mode:mecenat",))
    page = client_de(monde.catalyseur).get(url(monde, frein)).content.decode()
    assert "https://coconstructionterritoriale.wordpress.com/" in page
    assert "Partenariats associations - entreprises" in page


def test_at_two_sizes(monde, client_de):
    frein = ajouter(monde, "Tout autre chose", etiquettes=(EMPLOI,))
    client = client_de(monde.catalyseur)
    partager_bilan_d_un_autre(monde, Partage.PROMOTION)

    def grossir():
        for rang in range(6):
            ajouter(
                monde,
                f"Frein {rang}",
                par=monde.autre,
                binome=monde.autre_binome,
                etiquettes=(EMPLOI,),
            )
        version = partager_version(
            par=monde.autre,
            livrable=monde.autre_binome.livrables.get(nature="bilan"),
            instant=timezone.now(),
        )
        elargir_partage(par=monde.autre, version=version, partage=Partage.PROMOTION)

    verifier_plafond(lambda: client.get(url(monde, frein)), grossir)
