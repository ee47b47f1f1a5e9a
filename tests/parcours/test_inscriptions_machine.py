"""A property-based machine of the waiting list: whatever people do, in whatever order.

Never over the places, one living wish per person, nobody lost, the order kept, offers pass on.
"""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from parcours.actions.inscriptions import (
    accepter_offre,
    attribuer_place,
    decliner_offre,
    expirer_offres,
    s_inscrire,
    se_retirer,
)
from parcours.models import Inscription, Parcours
from parcours.models.programmes import Option
from rameau.commun.erreurs import RegleViolee
from tests import scenes
from tests.parcours.visites_scenes import membres, ouvrir

MONDE: dict = {}
QUI = st.integers(min_value=0, max_value=6)


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
        tour=st.sampled_from([0, 48]),
    )
    def ouvrir_la_visite(self, places, offres, tour):
        options = [Option.OFFRES_EXPIRANTES] if offres else []
        scenes.forcer(lambda: Parcours.objects.update(options=options))
        self.offres, self.places = offres, places
        self.monde, self.gens = MONDE["monde"], MONDE["gens"]
        self.instant = MONDE["instant"]
        self.tour = self.instant + timedelta(hours=tour)
        self.visite = ouvrir(self.monde, places=places, premier_tour=self.tour)
        self.demandes = 0

    # --- what people do ----------------------------------------------------------------------
    def vivante(self, qui):
        return self.visite.inscriptions.vivantes().filter(personne=self.gens[qui]).first()

    def tenter(self, acte, qui, permis):
        """Act on the living wish of someone; refused exactly when it is not in a right state."""
        inscription = self.vivante(qui)
        if inscription is None:
            return
        try:
            acte(par=self.gens[qui], inscription=inscription, instant=self.instant)
        except RegleViolee:
            assert not permis(inscription)
        else:
            assert permis(inscription)

    def a_temps(self, inscription):
        return inscription.etat == "offerte" and self.instant <= inscription.offre_jusquau

    @rule(qui=QUI)
    def demander(self, qui):
        deja = self.vivante(qui)
        libres = self.libres()
        try:
            faite = s_inscrire(par=self.gens[qui], rencontre=self.visite, instant=self.instant)
        except RegleViolee:
            assert deja is not None
            return
        assert deja is None
        self.demandes += 1
        if libres == 0:
            assert faite.etat == "en-attente"
        if faite.etat == "inscrite":
            self.rien_ne_depasse(faite, libres)

    @rule(qui=QUI)
    def se_retirer(self, qui):
        self.tenter(se_retirer, qui, lambda i: True)

    @rule(qui=QUI)
    def accepter(self, qui):
        self.tenter(accepter_offre, qui, self.a_temps)

    @rule(qui=QUI)
    def decliner(self, qui):
        self.tenter(decliner_offre, qui, self.a_temps)

    @rule(qui=QUI)
    def attribuer(self, qui):
        inscription, libres = self.vivante(qui), self.libres()
        if inscription is None:
            return
        try:
            attribuer_place(par=self.monde.equipe, inscription=inscription, instant=self.instant)
        except RegleViolee:
            assert libres == 0 or inscription.etat != "en-attente"
        else:
            assert libres > 0

    @rule(heures=st.sampled_from([1, 30, 60]))
    def laisser_passer_le_temps(self, heures):
        """Time goes, and the beat's sweep with it."""
        self.instant += timedelta(hours=heures)
        expirer_offres(instant=self.instant)
        depassees = self.visite.inscriptions.filter(etat="offerte", offre_jusquau__lt=self.instant)
        assert not depassees.exists()

    # --- what is always true -----------------------------------------------------------------
    def libres(self):
        return self.places - self.visite.inscriptions.prenant_place().count()

    def rien_ne_depasse(self, faite, libres):
        """Who has a place at once leaves one to each who waits before her, and her binôme had
        none in the first turn."""
        servi = (
            self.visite.inscriptions.prenant_place()
            .filter(binome=faite.binome)
            .exclude(pk=faite.pk)
            .exists()
        )
        devant = [
            i
            for i in self.visite.inscriptions.liste_d_attente()
            if servi or (not i.binome_servi and i.binome_id != faite.binome_id)
        ]
        assert libres > len(devant)
        assert not (servi and self.instant < self.tour)

    @invariant()
    def jamais_plus_que_les_places(self):
        if hasattr(self, "visite"):
            assert self.libres() >= 0

    @invariant()
    def une_par_personne_et_personne_n_est_perdu(self):
        if hasattr(self, "visite"):
            vivantes = list(self.visite.inscriptions.vivantes().values_list("personne", flat=True))
            assert len(vivantes) == len(set(vivantes))
            assert self.visite.inscriptions.count() == self.demandes

    @invariant()
    def une_place_libre_est_offerte_a_qui_peut_l_avoir(self):
        """With the option, no one entitled waits beside a free place, and the first comes first."""
        if not hasattr(self, "visite") or not self.offres or self.libres() == 0:
            return
        attente = [
            i
            for i in self.visite.inscriptions.liste_d_attente()
            if not i.binome_servi or self.instant >= self.tour
        ]
        assert attente == []

    @invariant()
    def sans_l_option_rien_n_est_offert(self):
        if hasattr(self, "visite") and not self.offres:
            assert not self.visite.inscriptions.filter(etat__in=["offerte", "expiree"]).exists()


@pytest.mark.django_db
class TestLaListe(TestCase):
    def test_whatever_people_do(self):
        monde = scenes.monde()
        scenes.agrandir(monde)
        MONDE.update(monde=monde, gens=membres(monde)[:7], instant=timezone.now())
        run_state_machine_as_test(
            ListeDAttente,
            settings=settings(
                derandomize=True,
                deadline=None,
                database=None,
                max_examples=12,
                stateful_step_count=18,
                suppress_health_check=list(HealthCheck),
            ),
        )
        assert not Inscription.objects.exists()  # each example is undone
