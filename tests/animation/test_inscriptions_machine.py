"""A property-based machine of the waiting list: whatever people do, in whatever order.

Beside the product runs a list of our own, in plain Python, written from the rules; after each act
both must tell the same states. On top of it: never over the places, one living wish per person,
nobody lost, and with the option no one entitled waits beside a free place.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from parcours.animation.actions.inscriptions import (
    accepter_offre,
    attribuer_place,
    decliner_offre,
    expirer_offres,
    s_inscrire,
    se_retirer,
)
from parcours.animation.models import Inscription
from parcours.promotions.models.programmes import Option
from rameau.commun.erreurs import RegleViolee
from tests import scenes
from tests.animation.visites_scenes import membres, ouvrir

MONDE: dict = {}
QUI = st.integers(min_value=0, max_value=6)
PRENANTES, VIVANTES = {"inscrite", "offerte"}, {"inscrite", "offerte", "en-attente"}


class Modele:
    """The rules once more: wishes in the order they came, as [who, binôme, state, until]."""

    def __init__(self, places, tour, offres):
        self.places, self.tour, self.offres, self.voeux = places, tour, offres, []

    def vivant(self, qui):
        return next((v for v in self.voeux if v[0] == qui and v[2] in VIVANTES), None)

    def libres(self):
        return self.places - sum(v[2] in PRENANTES for v in self.voeux)

    def servi(self, voeu):
        return any(v[2] in PRENANTES and v[1] == voeu[1] and v is not voeu for v in self.voeux)

    def attente(self):
        return sorted((v for v in self.voeux if v[2] == "en-attente"), key=self.servi)

    def demander(self, qui, binome, instant):
        voeu = [qui, binome, "en-attente", None]
        self.voeux.append(voeu)
        devant = self.attente().index(voeu)
        if self.libres() > devant and not (self.servi(voeu) and instant < self.tour):
            voeu[2] = "inscrite"

    def passer(self, instant):
        """With the option: offer what is free to the first entitled, then to the next."""
        while self.offres and self.libres() > 0:
            droit = [v for v in self.attente() if instant >= self.tour or not self.servi(v)]
            if not droit:
                return
            droit[0][2:] = ["offerte", instant + timedelta(hours=48)]

    def finir(self, voeu, etat, instant):
        voeu[2] = etat
        self.passer(instant)

    def expirer(self, instant):
        depasses = [v for v in self.voeux if v[2] == "offerte" and v[3] < instant]
        for voeu in sorted(depasses, key=lambda v: v[3]):
            self.finir(voeu, "expiree", instant)
        self.passer(instant)


class ListeDAttente(RuleBasedStateMachine):
    """Seven people of four binômes, one visite of one to three places, time that only goes on."""

    def __init__(self):
        super().__init__()
        self.bloc = scenes.undone()
        self.bloc.__enter__()

    def teardown(self):
        self.bloc.__exit__(None, None, None)

    @initialize(
        places=st.integers(min_value=1, max_value=3),
        offres=st.booleans(),
        tour=st.sampled_from([0, 40]),
    )
    def ouvrir_la_visite(self, places, offres, tour):
        options = [Option.OFFRES_EXPIRANTES] if offres else []
        scenes.allumer(*options)
        self.instant = MONDE["instant"]
        self.modele = Modele(places, self.instant + timedelta(hours=tour), offres)
        self.visite = ouvrir(MONDE["monde"], places, jours=90, premier_tour=self.modele.tour)

    def tenter(self, acte, permis, **kwargs):
        """Act; it is refused exactly when the model says so. Return whether it was done."""
        try:
            acte(instant=self.instant, **kwargs)
        except RegleViolee:
            assert not permis
        else:
            assert permis
        return permis

    def sur_la_sienne(self, acte, qui, permis, etat):
        voeu, personne = self.modele.vivant(qui), MONDE["gens"][qui]
        if voeu is None:
            return
        inscription = self.visite.inscriptions.vivantes().get(personne=personne)
        if self.tenter(acte, permis(voeu), par=personne, inscription=inscription):
            self.modele.finir(voeu, etat, self.instant)

    def a_temps(self, voeu):
        return voeu[2] == "offerte" and self.instant <= voeu[3]

    @rule(qui=QUI)
    def demander(self, qui):
        personne, permis = MONDE["gens"][qui], self.modele.vivant(qui) is None
        if self.tenter(s_inscrire, permis, par=personne, rencontre=self.visite):
            self.modele.demander(qui, MONDE["binomes"][qui], self.instant)

    @rule(qui=QUI)
    def se_retirer(self, qui):
        self.sur_la_sienne(se_retirer, qui, lambda voeu: True, "retiree")

    @rule(qui=QUI)
    def accepter(self, qui):
        self.sur_la_sienne(accepter_offre, qui, self.a_temps, "inscrite")

    @rule(qui=QUI)
    def decliner(self, qui):
        self.sur_la_sienne(decliner_offre, qui, self.a_temps, "declinee")

    @rule(qui=QUI)
    def attribuer(self, qui):
        voeu = self.modele.vivant(qui)
        if voeu is None:
            return
        permis = voeu[2] == "en-attente" and self.modele.libres() > 0
        inscription = self.visite.inscriptions.vivantes().get(personne=MONDE["gens"][qui])
        equipe = MONDE["monde"].equipe
        if self.tenter(attribuer_place, permis, par=equipe, inscription=inscription):
            voeu[2] = "inscrite"

    @rule(heures=st.sampled_from([1, 30, 60]), balayage=st.booleans())
    def laisser_passer_le_temps(self, heures, balayage):
        """Time goes; the beat's sweep comes, or not yet."""
        self.instant += timedelta(hours=heures)
        if balayage:
            expirer_offres(instant=self.instant)
            self.modele.expirer(self.instant)

    @invariant()
    def le_produit_dit_comme_le_modele(self):
        if not hasattr(self, "modele"):
            return
        gens = {personne.pk: rang for rang, personne in enumerate(MONDE["gens"])}
        lignes = self.visite.inscriptions.order_by("pk").values_list("personne", "etat")
        dits = [(gens[personne], etat) for personne, etat in lignes]
        assert dits == [(v[0], v[2]) for v in self.modele.voeux]
        vivants = [qui for qui, etat in dits if etat in VIVANTES]
        assert len(vivants) == len(set(vivants))
        assert self.modele.libres() >= 0


@pytest.mark.django_db
class TestLaListe(TestCase):
    def test_whatever_people_do(self):
        monde = scenes.monde()
        scenes.agrandir(monde)
        gens = membres(monde)[:7]
        binomes = [p.participations.get().binome_id for p in gens]
        MONDE.update(monde=monde, gens=gens, binomes=binomes, instant=timezone.now())
        run_state_machine_as_test(
            ListeDAttente,
            settings=settings(
                derandomize=True,
                deadline=None,
                database=None,
                max_examples=50,
                stateful_step_count=25,
                phases=[Phase.generate],  # shrinking takes minutes: the steps are told anyway
                suppress_health_check=list(HealthCheck),
            ),
        )
        assert not Inscription.objects.exists()  # each example is undone
