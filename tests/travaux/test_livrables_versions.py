"""Sharing and handing in: frozen versions, who reads them, 48 hours to take back."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, InternalError, connection, transaction
from django.utils import timezone

from parcours.travaux.actions.livrables import ajouter_element
from parcours.travaux.actions.versions import (
    elargir_partage,
    partager_version,
    remettre_livrable,
    reprendre_livrable,
)
from parcours.travaux.lectures import contenus
from parcours.travaux.models import Livrable, Version
from parcours.travaux.models.livrables import Partage
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import Courriel, EntreeJournal
from rameau.commun.texte import empreinte_du_contenu, heure
from rameau.commun.write_guard import open_writes
from tests import scenes

UNE_MICROSECONDE = timedelta(microseconds=1)


def etat(livrable):
    return Livrable.objects.avec_etat().get(pk=livrable.pk).etat


def prevenus(genre):
    rows = Courriel.objects.filter(genre=genre).select_related("destinataire")
    return sorted(row.destinataire.prenom for row in rows)


def remettre(monde, *, par=None, partage=Partage.PROMOTION, instant, **kwargs):
    return remettre_livrable(
        par=par or monde.catalyseur,
        livrable=monde.livrable(),
        partage=partage,
        instant=instant,
        **kwargs,
    )


class TestContenu:
    def test_a_version_holds_sections_and_elements_but_no_name(self, monde):
        frein = ajouter_element(
            par=monde.catalyseur,
            livrable=monde.livrable(),
            nature="frein",
            titre="Pas de temps dédié",
            detail="Une demi-journée par mois",
        )
        version = scenes.partager(monde)
        lu = contenus.lire(version)
        assert version.contenu["schema"] == 3
        assert [s.code for s in lu.sections] == [
            "actions",
            "partenaires",
            "freins",
            "enseignements",
            "questions",
        ]
        assert lu.sections[0].texte == scenes.TEXTE
        assert [(e.id, e.titre) for e in lu.elements_de(lu.sections[2])] == [
            (frein.pk, "Pas de temps dédié")
        ]
        assert lu.elements_de(lu.sections[1]) == ()
        assert "Amina" not in str(version.contenu)

    def test_a_section_no_longer_asked_for_is_kept_if_it_was_filled(self, monde):
        livrable = scenes.ecrire(monde)
        section = livrable.sections.get()
        section.code = "ancienne"
        with open_writes():
            section.save()
        assert contenus.figer(livrable)["sections"][-1]["texte"] == scenes.TEXTE

    def test_the_fingerprint_depends_on_what_is_said_alone(self, monde):
        contenu = contenus.figer(scenes.ecrire(monde))
        a_l_envers = dict(reversed(contenu.items()))
        assert empreinte_du_contenu(a_l_envers) == empreinte_du_contenu(contenu)
        assert len(empreinte_du_contenu(contenu)) == 64
        compose = {"schema": 1, "titre": "été"}
        decompose = {"schema": 1, "titre": "e\u0301te\u0301"}
        assert empreinte_du_contenu(compose) == empreinte_du_contenu(decompose)
        assert empreinte_du_contenu({"schema": 1, "titre": "hiver"}) != empreinte_du_contenu(
            compose
        )
        # Kept for good: a change of recipe would make every kept fingerprint false.
        assert empreinte_du_contenu(compose) == (
            "2e1b26c0b4db9e4a35fe5f4cb7b3d272cb4f91f8b5adbe6d94659ae665a0a34d"
        )

    def test_the_kept_fingerprint_is_that_of_what_is_read_back(self, monde):
        version = scenes.partager(monde, "e\u0301te\u0301 « à suivre »\r\n")
        version.refresh_from_db()
        assert empreinte_du_contenu(version.contenu) == version.empreinte

    def test_an_unknown_schema_is_not_read(self):
        with pytest.raises(ValueError, match="schema 4"):
            contenus.lire(Version(contenu={"schema": 4}))


class TestPartage:
    def test_a_shared_version_is_frozen_numbered_and_told_to_the_coach(self, monde, instant):
        version = scenes.partager(monde)
        assert (version.numero, version.partage) == (1, Partage.COACH)
        assert (version.figee_par, version.motif) == (monde.catalyseur, "partage")
        assert etat(monde.livrable()) == Livrable.Etat.PARTAGE
        assert prevenus("livrable_partage") == ["Claire"]
        scenes.ecrire(monde, "Un autre texte")
        version.refresh_from_db()
        assert contenus.lire(version).sections[0].texte == scenes.TEXTE
        assert (
            partager_version(
                par=monde.catalyseur2, livrable=monde.livrable(), instant=instant
            ).numero
            == 2
        )

    def test_nothing_written_is_not_shared(self, monde, instant):
        with pytest.raises(RegleViolee, match="Rien n'est encore écrit"):
            partager_version(par=monde.catalyseur, livrable=monde.livrable(), instant=instant)
        ajouter_element(
            par=monde.catalyseur, livrable=monde.livrable(), nature="frein", titre="Un frein"
        )
        partager_version(par=monde.catalyseur, livrable=monde.livrable(), instant=instant)

    def test_what_has_not_changed_is_not_shared_again(self, monde, instant):
        scenes.partager(monde)
        with pytest.raises(RegleViolee, match="Rien n'a changé depuis la version 1"):
            partager_version(par=monde.catalyseur2, livrable=monde.livrable(), instant=instant)
        assert monde.livrable().versions.count() == 1
        assert prevenus("livrable_partage") == ["Claire"]

    def test_only_the_binome_shares(self, monde, instant):
        livrable = scenes.ecrire(monde)
        for qui in (monde.autre, monde.coach, monde.equipe, monde.comite, monde.ailleurs):
            with pytest.raises(AccesRefuse):
                partager_version(par=qui, livrable=livrable, instant=instant)
        assert not livrable.versions.exists()

    def test_a_level_is_raised_by_the_binome_alone_and_never_lowered(self, monde):
        version = scenes.partager(monde)
        for qui in (monde.autre, monde.coach, monde.equipe):
            with pytest.raises(AccesRefuse):
                elargir_partage(par=qui, version=version, partage=Partage.PROMOTION)
        version = elargir_partage(par=monde.catalyseur2, version=version, partage=Partage.PROMOTION)
        assert version.partage == Partage.PROMOTION
        for niveau in (Partage.COACH, Partage.PROMOTION):
            with pytest.raises(RegleViolee, match="déjà partagée avec la promotion"):
                elargir_partage(par=monde.catalyseur, version=version, partage=niveau)
        for niveau in (Partage.PUBLIC, Partage.BINOME, 9):
            with pytest.raises(RegleViolee, match="Choisissez"):
                elargir_partage(par=monde.catalyseur, version=version, partage=niveau)
        elargir_partage(par=monde.catalyseur, version=version, partage=Partage.COMITE)
        version.refresh_from_db()
        assert version.partage == Partage.COMITE


class TestVisibilite:
    LECTEURS = ("catalyseur", "catalyseur2", "coach", "equipe", "autre", "autre_coach", "comite")

    @pytest.mark.parametrize(
        ("partage", "lecteurs"),
        [
            (Partage.BINOME, {"catalyseur", "catalyseur2"}),
            (Partage.COACH, {"catalyseur", "catalyseur2", "coach", "equipe"}),
            (
                Partage.PROMOTION,
                {"catalyseur", "catalyseur2", "coach", "equipe", "autre", "autre_coach"},
            ),
            (
                Partage.COMITE,
                {"catalyseur", "catalyseur2", "coach", "equipe", "autre", "autre_coach", "comite"},
            ),
        ],
    )
    def test_each_level_adds_its_readers(self, monde, partage, lecteurs):
        version = scenes.partager(monde)
        with open_writes():
            Version.objects.update(partage=partage)
        voient = {
            nom
            for nom in (*self.LECTEURS, "ailleurs", "alumni")
            if Version.objects.visibles_par(getattr(monde, nom)).filter(pk=version.pk).exists()
        }
        assert voient == lecteurs


class TestRemise:
    def test_a_member_hands_in_and_the_others_are_told(self, monde, instant):
        scenes.ecrire(monde)
        version = remettre(monde, instant=instant)
        livrable = monde.livrable()
        assert (livrable.remis_le, livrable.remis_par) == (instant, monde.catalyseur)
        assert livrable.version_remise == version
        assert (version.motif, version.partage) == ("remise", Partage.PROMOTION)
        assert etat(livrable) == Livrable.Etat.REMIS
        assert prevenus("livrable_remis") == ["Bruno", "Claire"]

    def test_an_empty_work_may_be_handed_in(self, monde, instant):
        assert remettre(monde, instant=instant).numero == 1

    def test_what_was_just_shared_is_handed_in_as_it_is(self, monde, instant):
        partagee = scenes.partager(monde)
        version = remettre(monde, partage=Partage.COMITE, instant=instant)
        assert version == partagee
        assert version.partage == Partage.COMITE
        assert monde.livrable().versions.count() == 1

    def test_what_is_read_more_widely_stays_so(self, monde, instant):
        partagee = scenes.partager(monde)
        elargir_partage(par=monde.catalyseur, version=partagee, partage=Partage.COMITE)
        version = remettre(monde, partage=Partage.PROMOTION, instant=instant)
        assert (version, version.partage) == (partagee, Partage.COMITE)

    def test_only_the_binome_hands_in(self, monde, instant):
        for qui in (monde.autre, monde.coach, monde.comite, monde.ailleurs):
            with pytest.raises(AccesRefuse):
                remettre(monde, par=qui, instant=instant)
        assert monde.livrable().remis_le is None

    def test_the_equipe_does_it_for_a_member_it_names(self, monde, instant):
        for qui in (None, monde.autre, monde.equipe):
            with pytest.raises(RegleViolee, match="pour quel membre"):
                remettre(monde, par=monde.equipe, pour_le_compte_de=qui, instant=instant)
        remettre(monde, par=monde.equipe, pour_le_compte_de=monde.catalyseur2, instant=instant)
        row = EntreeJournal.objects.get(verbe="livrables.remettre")
        assert (row.par, row.pour_le_compte_de) == (monde.equipe, monde.catalyseur2)
        assert prevenus("livrable_remis") == ["Amina", "Bruno", "Claire"]

    def test_a_member_hands_in_in_her_own_name(self, monde, instant):
        with pytest.raises(RegleViolee, match="en votre nom"):
            remettre(monde, pour_le_compte_de=monde.catalyseur2, instant=instant)

    def test_the_sharing_is_chosen_among_what_is_offered(self, monde, instant):
        for niveau in (Partage.BINOME, Partage.PUBLIC, 9):
            with pytest.raises(RegleViolee, match="avec qui"):
                remettre(monde, partage=niveau, instant=instant)
        remettre(monde, partage=Partage.COACH, instant=instant)

    def test_it_is_handed_in_once(self, monde, instant):
        remettre(monde, instant=instant)
        a = heure(timezone.localtime(instant))
        with pytest.raises(RegleViolee, match=f"Amina Essai vient de le remettre à {a}"):
            remettre(monde, par=monde.catalyseur2, instant=instant + timedelta(minutes=1))
        with pytest.raises(RegleViolee, match="Amina Essai l'a remis le"):
            remettre(monde, par=monde.catalyseur2, instant=instant + timedelta(hours=1))
        with pytest.raises(RegleViolee, match="Vous l'avez remis le"):
            remettre(monde, instant=instant + timedelta(hours=1))
        assert monde.livrable().versions.count() == 1

    def test_writing_and_sharing_go_on_after(self, monde, instant):
        scenes.remettre(monde)
        scenes.ecrire(monde, "La suite")
        partager_version(par=monde.catalyseur, livrable=monde.livrable(), instant=instant)
        assert monde.livrable().version_remise.numero == 1
        assert monde.livrable().versions.count() == 2
        assert etat(monde.livrable()) == Livrable.Etat.REMIS


class TestReprise:
    def test_until_48_hours_exactly(self, monde, instant):
        remettre(monde, instant=instant)
        limite = instant + timedelta(hours=48)
        with pytest.raises(RegleViolee, match="pouvait être repris jusqu'au"):
            reprendre_livrable(
                par=monde.catalyseur, livrable=monde.livrable(), instant=limite + UNE_MICROSECONDE
            )
        assert monde.livrable().remis_le == instant
        reprendre_livrable(par=monde.catalyseur2, livrable=monde.livrable(), instant=limite)
        livrable = monde.livrable()
        assert livrable.remis_le is livrable.remis_par is livrable.version_remise is None

    def test_its_version_stays_frozen_and_goes_back_to_the_binome(self, monde, instant):
        version = scenes.remettre(monde, partage=Partage.COMITE)
        reprendre_livrable(par=monde.catalyseur, livrable=monde.livrable(), instant=instant)
        version.refresh_from_db()
        assert version.partage == Partage.BINOME
        assert etat(monde.livrable()) == Livrable.Etat.EN_COURS

    @pytest.mark.parametrize("avant", [Partage.COACH, Partage.PROMOTION])
    def test_a_version_shared_before_goes_back_to_whom_it_was_shared_with(
        self, monde, instant, avant
    ):
        version = scenes.partager(monde)
        if avant > Partage.COACH:
            elargir_partage(par=monde.catalyseur, version=version, partage=avant)
        remettre(monde, partage=Partage.COMITE, instant=instant)
        reprendre_livrable(par=monde.catalyseur, livrable=monde.livrable(), instant=instant)
        version.refresh_from_db()
        assert version.partage == avant
        assert etat(monde.livrable()) == Livrable.Etat.PARTAGE

    def test_only_the_binome_takes_back(self, monde, instant):
        scenes.remettre(monde)
        for qui in (monde.autre, monde.coach, monde.equipe, monde.comite):
            with pytest.raises(AccesRefuse):
                reprendre_livrable(par=qui, livrable=monde.livrable(), instant=instant)
        assert monde.livrable().remis_le

    def test_what_is_not_remis_is_not_taken_back(self, monde, instant):
        with pytest.raises(RegleViolee, match="n'est pas remis"):
            reprendre_livrable(par=monde.catalyseur, livrable=monde.livrable(), instant=instant)

    def test_it_may_be_handed_in_again(self, monde, instant):
        premiere = scenes.remettre(monde)
        reprendre_livrable(par=monde.catalyseur, livrable=monde.livrable(), instant=instant)
        assert remettre(monde, instant=instant) == premiere
        reprendre_livrable(par=monde.catalyseur, livrable=monde.livrable(), instant=instant)
        scenes.ecrire(monde, "Mieux dit")
        assert remettre(monde, instant=instant).numero == 2


class TestImmuabilite:
    """The database itself refuses, whoever asks."""

    @pytest.mark.parametrize(
        "affectation",
        [
            "contenu = '{}'",
            "empreinte = 'autre'",
            "numero = 7",
            "motif = 'remise'",
            "figee_le = now()",
            "figee_par_id = figee_par_id + 1",
            "livrable_id = livrable_id + 1",
        ],
    )
    def test_what_a_version_holds_never_changes(self, monde, affectation):
        scenes.partager(monde)
        refused(f"UPDATE travaux_version SET {affectation}")

    def test_a_version_is_never_deleted_but_its_sharing_may_change(self, monde):
        scenes.partager(monde)
        refused("DELETE FROM travaux_version")
        raw("UPDATE travaux_version SET partage = 3")
        assert Version.objects.get().partage == Partage.COMITE

    def test_a_work_remis_says_when_by_whom_and_which_version(self, monde):
        with pytest.raises(IntegrityError, match="livrable_remis_par"), transaction.atomic():
            raw(f"UPDATE travaux_livrable SET remis_par_id = {monde.catalyseur.pk}")


def raw(sql):
    with open_writes(), connection.cursor() as cursor:
        cursor.execute(sql)


def refused(sql):
    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        raw(sql)
