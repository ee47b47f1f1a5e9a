"""`peupler`: rows that the product could have written, the same for the same seed."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import models

from parcours.promotions.models import Programme, Promotion
from parcours.travaux.lectures.contenus import figer, lire
from parcours.travaux.models import Element, Livrable, Remarque, Retour, Version
from rameau.commun.erreurs import RegleViolee
from rameau.commun.models import EntreeJournal
from rameau.commun.texte import empreinte_du_contenu
from rameau.comptes.models import Personne
from rameau.demonstration.actions.mesures import vider_la_base
from rameau.demonstration.actions.peuplement.lots import peupler
from tests import scenes
from tests.nos_modeles import nos_modeles

INSTANT = datetime(2026, 11, 22, 12, 0, tzinfo=ZoneInfo("Europe/Paris"))
SEED = 3
# Models that `peupler` leaves empty, each with its reason.
EMPTY = {
    "commun.Fichier": "files are bytes on a disk, not rows that weigh on a page",
    "commun.Document": "nobody has asked for one, and they are kept a week",
    "comptes.Accueil": "nobody has visited yet",
    # Each read by its id or by that of its session: their number on a page does not grow.
    **dict.fromkeys(
        [
            *("animation.AtelierCodev", "animation.PlaceCodev", "animation.EtapeCodev"),
            *("animation.LigneCodev", "animation.Synthese", "animation.PageAPartager"),
            *("animation.LienDePartage", "animation.DestinataireDePartage"),
        ],
        "read one session at a time, through its index",
    ),
    "travaux.Merci": "a word of thanks weighs nothing, and says nothing of speed",
    "travaux.PieceJointe": "it holds a file",
    "travaux.Prolongation": "rare, whatever the number of promotions",
    "travaux.Publication": "rare, and each is read by a person",
    "promotions.Annonce": "no structure had to be chosen",
    "animation.Appel": "a code is shown in a room, for a few minutes",
    "promotions.AppelACandidatures": "no structure had to be chosen",
    "promotions.AvisDuComite": "no structure had to be chosen",
    "promotions.Candidature": "no structure had to be chosen",
    "animation.Rattrapage": "one text a session at most, read by its few absents",
    # Read through one promotion or one version: their number on a page does not grow.
    **dict.fromkeys(
        ["animation.Pitch", "animation.TourDePitchs", "animation.Reaction", "travaux.Suivi"],
        "read through one promotion or one version",
    ),
    # Read through one rencontre, one promotion or one person: never scanned across them.
    **dict.fromkeys(
        [
            *("animation.Visite", "animation.Inscription", "animation.RapportDeVisite"),
            *("animation.JourneeConclusive", "animation.InviteExterne"),
        ],
        "read through one rencontre",
    ),
    **dict.fromkeys(
        ["travaux.Regroupement", "travaux.Rattachement", "travaux.Citation"],
        "read through one promotion",
    ),
    **dict.fromkeys(
        [
            *("promotions.ReglageRappel", "promotions.RappelEcarte", "promotions.FluxAgenda"),
            *("promotions.EnvoiRappels", "promotions.RappelEnvoye"),
        ],
        "nobody has set, taken or been told anything yet",
    ),
    "comptes.MembreEquipe": "the équipe is two or three people, whatever the number of runs",
}
# Ids differ from a run to the next, and what is made of them; so do the instants of the journal.
NOT_COMPARED = {"contenu", "empreinte", "objet_id"}


def fingerprint() -> str:
    digest = hashlib.sha256()
    for model in nos_modeles():
        if model is EntreeJournal:
            continue
        names = [
            field.name
            for field in model._meta.concrete_fields
            if not field.is_relation and not field.primary_key and field.name not in NOT_COMPARED
        ]
        objects = model._default_manager.order_by("pk")
        # One that only ties others together is counted: its ids differ from a run to the next.
        rows = sorted(map(repr, objects.values_list(*names))) if names else [str(len(objects))]
        digest.update("\n".join([model._meta.label, *rows]).encode())
    return digest.hexdigest()


def fill(seed: int = SEED, promotions: int = 2) -> int:
    return sum(peupler(graine=seed, promotions=promotions, instant=INSTANT))


@pytest.fixture(scope="class")
def filled(django_db_setup: None, django_db_blocker: object) -> Iterator[None]:
    with django_db_blocker.unblock(), scenes.undone():
        scenes.charger_reference()
        assert fill() == 2
        yield


class TestTheRows:
    def test_every_model_has_rows(self, filled: None) -> None:
        empty = {m._meta.label for m in nos_modeles() if not m._default_manager.exists()}
        assert empty == set(EMPTY)

    def test_a_promotion_has_its_twelve_structures_and_twenty_four_catalyseurs(
        self, filled: None
    ) -> None:
        for promotion in Promotion.objects.order_by("pk"):
            assert promotion.binomes.count() == 12
            assert promotion.binomes.aggregate(n=models.Count("participations"))["n"] == 24
            assert promotion.rencontres.filter(nature="session").count() == 4

    def test_a_frozen_version_is_what_the_product_would_freeze(self, filled: None) -> None:
        versions = Version.objects.select_related("livrable").order_by("pk")
        assert versions.count() > 12
        for version in versions:
            assert version.empreinte == empreinte_du_contenu(version.contenu)
            assert version.empreinte == empreinte_du_contenu(figer(version.livrable))

    def test_a_remark_quotes_its_version_and_its_regard_is_sent(self, filled: None) -> None:
        remarks = list(Remarque.objects.select_related("retour__version").order_by("pk"))
        assert remarks
        for remark in remarks:
            assert lire(remark.retour.version).porte(remark.section, remark.citation)
        assert not Retour.objects.filter(envoye_le=None).exists()

    def test_elements_stem_from_those_of_their_own_binome(self, filled: None) -> None:
        stems = Element.objects.exclude(issu_de=None).select_related(
            "issu_de__livrable", "livrable"
        )
        natures = {(e.issu_de.nature, e.nature) for e in stems.order_by("pk")}
        assert ("frein", "objectif") in natures
        assert all(e.livrable.binome_id == e.issu_de.livrable.binome_id for e in stems)

    def test_works_are_as_far_as_the_day_allows(self, filled: None) -> None:
        handed = Livrable.objects.exclude(remis_le=None)
        assert handed.exists()
        assert not handed.filter(remis_le__gt=INSTANT).exists()

    def test_the_same_seed_again_adds_nothing_and_more_promotions_add_the_rest(
        self, filled: None
    ) -> None:
        with scenes.undone():
            before = fingerprint()
            assert fill() == 0
            assert fingerprint() == before
            assert fill(promotions=3) == 1
            assert fill(seed=SEED + 1, promotions=1) == 1


@pytest.mark.django_db
class TestTheCommand:
    def test_the_same_seed_gives_the_same_rows(self) -> None:
        scenes.charger_reference()
        prints = []
        for seed in (SEED, SEED, SEED + 1):
            with scenes.undone():
                fill(seed, 1)
                prints.append(fingerprint())
        assert prints[0] == prints[1] != prints[2]

    def test_it_says_how_many_and_how_fast(self) -> None:
        scenes.charger_reference()
        said = StringIO()
        call_command("peupler", promotions=1, graine=SEED, stdout=said)
        assert "1 promotions ajoutées" in said.getvalue()
        assert "par seconde" in said.getvalue()

    def test_it_refuses_a_base_with_real_people(self) -> None:
        scenes.charger_reference()
        scenes.personne("Denise", email="denise@exemple.fr")
        with pytest.raises(CommandError, match="vraies personnes"):
            call_command("peupler", promotions=1, graine=SEED)
        assert not Promotion.objects.exists()
        assert Personne.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_benchmarks_alone_empty_the_database(settings):
    scenes.charger_reference()
    settings.MESURES = False
    with pytest.raises(RegleViolee, match="MESURES=1"):
        vider_la_base(par=None)
    assert Programme.objects.exists()
    settings.MESURES = True
    vider_la_base(par=None)
    assert not Programme.objects.exists()
