"""Two of the équipe at the same instant on the last seat: one wins, the other reads why."""

from threading import Barrier, Thread

import pytest
from django.db import connection
from django.utils import timezone

from parcours.promotions.actions.binomes import ajouter_binome, inviter_binome
from parcours.promotions.actions.promotions import creer_promotion
from parcours.promotions.lectures.calendrier import calculer
from parcours.promotions.models import Promotion
from rameau.commun.erreurs import RegleViolee
from territoires.models import Organisation, Territoire
from tests import scenes
from tests.attente import DELAI

pytestmark = pytest.mark.django_db(transaction=True)


def ensemble(*actes):
    """Run the acts behind one barrier, each on its own connection; return (results, refusals)."""
    barriere, reussis, refus = Barrier(len(actes)), [], []

    def run(acte):
        try:
            connection.ensure_connection()
            barriere.wait(timeout=DELAI)
            reussis.append(acte())
        except RegleViolee as regle:
            refus.append(regle.message)
        finally:
            connection.close()

    fils = [Thread(target=run, args=(acte,)) for acte in actes]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join(timeout=DELAI)
    return reussis, refus


def test_the_last_seat_of_a_binome(transactional_db):
    monde = scenes.monde()
    binome = monde.autre_binome

    def inviter(prenom):
        return inviter_binome(
            par=monde.equipe,
            binome=binome,
            invites=[scenes.invite(prenom)],
            instant=timezone.now(),
        )

    reussis, refus = ensemble(*(lambda p=f"Invitee{n}": inviter(p) for n in range(8)))
    assert len(reussis) == 1
    assert refus == ["Un binôme compte deux personnes au plus."] * 7
    assert binome.participations.actives().count() == 2


def test_one_person_is_not_invited_in_two_binomes_at_once(transactional_db):
    monde = scenes.monde()

    def inviter(rang):
        return inviter_binome(
            par=monde.equipe,
            binome=monde.promotion.binomes.get(rang=rang),
            invites=[scenes.invite("Gael")],
            instant=timezone.now(),
        )

    reussis, refus = ensemble(lambda: inviter(3), lambda: inviter(4))
    assert (len(reussis), refus) == (1, ["Cette personne participe déjà à la promotion."])


def test_the_last_seat_of_a_promotion(transactional_db):
    monde = scenes.monde()
    scenes.agrandir(monde)

    def reserve(nom):
        structure = Organisation.objects.create(nom=nom, profil="collectif")
        return Territoire.objects.create(
            nom=nom, structure=structure, region="24", departements=["41"], latitude=47, longitude=1
        )

    premiers = [scenes.forcer(lambda n=n: reserve(f"Territoire {n}")) for n in range(8)]
    dernier = monde.promotion.binomes.get(rang=12)
    scenes.forcer(lambda: vider(dernier))

    def ajouter(territoire):
        return ajouter_binome(
            par=monde.equipe,
            promotion=monde.promotion,
            structure=territoire.structure,
            territoire=territoire,
        )

    reussis, refus = ensemble(*(lambda t=t: ajouter(t) for t in premiers))
    assert len(reussis) == 1
    assert refus == ["La promotion est complète : ce parcours a 12 places."] * 7
    assert monde.promotion.binomes.count() == 12


def vider(binome):
    """Move a binôme to another promotion: its seat becomes free."""
    ailleurs = Promotion.objects.get(nom="Promotion voisine")
    binome.promotion, binome.rang = ailleurs, 2
    binome.save(update_fields=["promotion", "rang"])


def test_the_same_promotion_opened_twice_at_once(transactional_db):
    scenes.charger_reference()
    ophelie, jour = scenes.equipe(), timezone.localdate()

    def ouvrir():
        return creer_promotion(
            par=ophelie,
            parcours=scenes.parcours(),
            nom="Promotion double",
            calendrier=calculer(scenes.parcours(), jour),
            aujourdhui=jour,
            territoires=Territoire.objects.order_by("pk"),
        )

    reussis, refus = ensemble(ouvrir, ouvrir)
    assert len(reussis) == len(refus) == 1
    assert Promotion.objects.count() == 1
