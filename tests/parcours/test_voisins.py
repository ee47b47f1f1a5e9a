"""At a frein: who has met it, what they did, whom to call."""

import pytest
from django.urls import reverse
from django.utils import timezone

from parcours.actions.versions import elargir_partage, partager_version
from parcours.models.chaine import Partage
from parcours.voisins import voisins
from tests import scenes
from tests.parcours.chaine_scenes import EMPLOI, MOBILITE, ajouter, partager_bilan_d_un_autre
from tests.plafonds import verifier_plafond


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


def test_only_what_one_may_read_is_found(monde):
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


def test_of_alumni_the_structure_alone_is_said(monde):
    version = partager_bilan_d_un_autre(monde, Partage.RESEAU)
    monde.promotion.etat = "close"
    scenes.forcer(monde.promotion.save)
    frein = ajouter(
        monde,
        "Tout autre chose",
        par=monde.ailleurs,
        binome=monde.ailleurs.participations.get().binome,
        etiquettes=(EMPLOI,),
    )
    (voisin,) = voisins(frein, monde.ailleurs)
    assert (voisin.version, voisin.est_alumni, voisin.personnes) == (version, True, ())


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
