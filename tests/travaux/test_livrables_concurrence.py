"""Two people at the same instant: one wins, the other reads a kind sentence, nothing is lost."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from parcours.travaux.actions.livrables import ajouter_element, ecrire_section
from parcours.travaux.actions.retours import ecrire_remarque, envoyer_regard
from parcours.travaux.actions.versions import partager_version, remettre_livrable
from parcours.travaux.models import Element, Remarque, Retour, Section, Version
from parcours.travaux.models.livrables import Partage
from rameau.commun.erreurs import RegleViolee, VersionDepassee
from rameau.commun.models import Courriel
from tests import scenes
from tests.attente import DELAI

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def monde(transactional_db: None) -> scenes.Monde:
    return scenes.monde()


def ensemble(*acts: Callable[[], Any]) -> list[Any]:
    """Run the acts at the same instant, each on its own connection; return results or errors."""
    barrier = Barrier(len(acts))
    issues: list[Any] = [None] * len(acts)

    def run(rang: int, act: Callable[[], Any]) -> None:
        try:
            connection.ensure_connection()
            barrier.wait(timeout=DELAI)
            issues[rang] = act()
        except Exception as error:
            issues[rang] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=(rang, act)) for rang, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=DELAI)
    return issues


def partition(issues: list[Any]) -> tuple[list[Any], list[Exception]]:
    return (
        [issue for issue in issues if not isinstance(issue, Exception)],
        [issue for issue in issues if isinstance(issue, Exception)],
    )


def test_both_members_hand_in_at_once(monde):
    livrable = scenes.ecrire(monde)
    instant = timezone.now()

    def remettre(par):
        return lambda: remettre_livrable(
            par=par, livrable=livrable, partage=Partage.PROMOTION, instant=instant
        )

    qui = [monde.catalyseur, monde.catalyseur2] * 5
    gagnes, refus = partition(ensemble(*map(remettre, qui)))
    assert len(gagnes) == 1
    gagnant = monde.livrable().remis_par
    for error in refus:
        assert isinstance(error, RegleViolee)
        assert f"{gagnant} vient de le remettre à" in str(error) or "Vous l'avez remis" in str(
            error
        )
    assert Version.objects.count() == 1
    # The other member and the coach, once each.
    assert Courriel.objects.filter(genre="livrable_remis").count() == 2


def test_the_first_saves_of_one_section_at_once_keep_both_texts(monde):
    livrable, instant = monde.livrable(), timezone.now()

    def ecrire(par, texte):
        return lambda: ecrire_section(
            par=par, livrable=livrable, code="actions", texte=texte, revision=0, instant=instant
        )

    textes = {"D'Amina": monde.catalyseur, "De Bruno": monde.catalyseur2}
    gagnes, refus = partition(ensemble(*(ecrire(par, t) for t, par in textes.items())))
    ((gardee,), (depassee,)) = gagnes, refus
    assert isinstance(depassee, VersionDepassee)
    # What was kept is shown to the other, whose own text is in her field.
    assert depassee.actuel.texte == gardee.texte == Section.objects.get().texte
    assert gardee.texte in textes


def test_ten_saves_of_one_section_at_once_keep_one(monde):
    livrable = scenes.ecrire(monde, "Avant")
    instant = timezone.now()

    def ecrire(rang):
        return lambda: ecrire_section(
            par=monde.catalyseur,
            livrable=livrable,
            code="actions",
            texte=f"Texte {rang}",
            revision=1,
            instant=instant,
        )

    gagnes, refus = partition(ensemble(*map(ecrire, range(10))))
    assert len(gagnes) == 1
    assert {type(error) for error in refus} == {VersionDepassee}
    assert Section.objects.get().revision == 2


def test_two_sections_at_once_are_both_kept(monde):
    livrable, instant = monde.livrable(), timezone.now()

    def ecrire(par, code):
        return lambda: ecrire_section(
            par=par, livrable=livrable, code=code, texte=code, revision=0, instant=instant
        )

    _, refus = partition(
        ensemble(ecrire(monde.catalyseur, "actions"), ecrire(monde.catalyseur2, "freins"))
    )
    assert refus == []
    assert Section.objects.count() == 2


def test_sharing_at_once_numbers_one_version(monde):
    livrable, instant = scenes.ecrire(monde), timezone.now()

    def partager(par):
        return lambda: partager_version(par=par, livrable=livrable, instant=instant)

    gagnes, refus = partition(ensemble(*map(partager, [monde.catalyseur, monde.catalyseur2])))
    assert len(gagnes) == 1
    assert "Rien n'a changé" in str(refus[0])
    assert Version.objects.count() == 1


def test_elements_added_at_once_have_each_their_place(monde):
    livrable = monde.livrable()

    def ajouter(rang):
        return lambda: ajouter_element(
            par=monde.catalyseur, livrable=livrable, nature="frein", titre=f"Frein {rang}"
        )

    _, refus = partition(ensemble(*map(ajouter, range(6))))
    assert refus == []
    assert sorted(Element.objects.values_list("ordre", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_a_remark_written_while_the_regard_leaves_is_in_it_or_refused(monde):
    version = scenes.partager(monde)
    instant = timezone.now()

    def remarquer(rang):
        return lambda: ecrire_remarque(
            par=monde.coach,
            version=version,
            section="actions",
            citation="",
            texte=f"Remarque {rang}",
            instant=instant,
        )

    remarquer(0)()
    retour = Retour.objects.get()
    issues = ensemble(
        *map(remarquer, range(1, 6)),
        lambda: envoyer_regard(par=monde.coach, retour=retour, mot="", instant=instant),
    )
    gardees, refus = partition(issues[:-1])
    assert isinstance(issues[-1], Retour)
    assert Remarque.objects.count() == 1 + len(gardees)
    assert {type(error) for error in refus} <= {RegleViolee}
