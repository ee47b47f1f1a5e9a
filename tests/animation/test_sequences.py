"""The agenda of a rencontre, on one page; and those who speak in it."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from parcours.animation.actions.sequences import SequenceEcrite, ecrire_deroule
from parcours.promotions.actions.intervenants import ajouter_intervenant
from parcours.promotions.actions.rencontres import annuler_rencontre, modifier_rencontre
from parcours.promotions.models import Intervenant, Sequence
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from tests import scenes
from tests.plafonds import PAGE, verifier_plafonds

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def session(monde):
    return monde.promotion.rencontres.get(nature="session", etape__ordre=2)


def sequence(titre, minutes, debut=None, **kwargs):
    return SequenceEcrite(
        temps=kwargs.pop("temps", "theorie"),
        titre=titre,
        duree_minutes=minutes,
        debut_minutes=debut,
        **kwargs,
    )


def ecrire(monde, session, *sequences, par=None):
    ecrire_deroule(par=par or monde.equipe, rencontre=session, sequences=sequences)


def agenda(session):
    return list(
        session.sequences.order_by("ordre").values_list("titre", "debut_minutes", "duree_minutes")
    )


class TestActions:
    def test_each_follows_the_one_before_unless_its_start_is_wanted(self, monde, session):
        ecrire(
            monde,
            session,
            sequence("Accueil", 20),
            sequence("Théorie", 90),
            sequence("Déjeuner", 60, 180),
            sequence("Pratique", 30),
        )
        assert agenda(session) == [
            ("Accueil", 0, 20),
            ("Théorie", 20, 90),
            ("Déjeuner", 180, 60),
            ("Pratique", 240, 30),
        ]

    def test_what_stays_keeps_its_row_and_what_is_left_out_goes(self, monde, session):
        premiere, _, derniere = session.sequences.order_by("ordre")
        ecrire(
            monde,
            session,
            sequence(derniere.titre, 60, pk=derniere.pk),
            sequence(premiere.titre, 60, pk=premiere.pk),
        )
        assert list(session.sequences.order_by("ordre").values_list("pk", "debut_minutes")) == [
            (derniere.pk, 0),
            (premiere.pk, 60),
        ]

    def test_overlaps_and_ends_past_the_session_are_refused_in_words(self, monde, session):
        avant = agenda(session)
        with pytest.raises(RegleViolee) as refus:
            ecrire(monde, session, sequence("Longue", 200), sequence("Déjeuner", 60, 180))
        assert "« Déjeuner » commencerait 20\u00a0minutes avant la fin de « Longue »" in str(
            refus.value
        )
        with pytest.raises(RegleViolee) as refus:
            ecrire(monde, session, sequence("Jusqu'au soir", 600))
        assert refus.value.message == "« Jusqu'au soir » finirait après la fin de la rencontre."
        assert agenda(session) == avant

    def test_the_database_holds_it(self, monde, session):
        def chevaucher():
            session.sequences.filter(ordre=2).update(debut_minutes=0)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

        assert scenes.refus_de_la_base(chevaucher).constraint == "sequence_sans_chevauchement"
        depasser = session.sequences.filter(ordre=3).update
        refus = scenes.refus_de_la_base(lambda: depasser(duree_minutes=500))
        assert refus.constraint == "regle_sequence_dans_la_rencontre"

    def test_a_speaker_named_twice_on_the_spot_is_added_once(self, monde, session):
        connu = ajouter_intervenant(par=monde.equipe, prenom="Nadia", nom="Connue")
        ecrire(
            monde,
            session,
            sequence("Un", 60, intervenants=[connu], nouvel_intervenant="Jean  de La Fontaine"),
            sequence("Deux", 60, nouvel_intervenant="Jean de La Fontaine"),
        )
        un, deux = session.sequences.order_by("ordre")
        assert [str(i) for i in un.intervenants.order_by("nom")] == [
            "Nadia Connue",
            "Jean de La Fontaine",
        ]
        assert deux.intervenants.get().prenom == "Jean"
        assert Intervenant.objects.count() == 2

    def test_who_writes_it_and_when(self, monde, session):
        with pytest.raises(AccesRefuse):
            ecrire(monde, session, par=monde.coach)
        with pytest.raises(AccesRefuse):
            ecrire(monde, monde.close.rencontres.sessions().order_by("debut")[0])
        annuler_rencontre(par=monde.equipe, rencontre=session, instant=timezone.now())
        with pytest.raises(RegleViolee, match="annulée"):
            ecrire(monde, session)

    def test_the_agenda_follows_a_session_that_moves(self, monde, session, client_de):
        ecrire(monde, session, sequence("Théorie", 90, 15))
        modifier_rencontre(
            par=monde.equipe,
            rencontre=session,
            debut=session.debut + timedelta(hours=1),
            fin=session.fin + timedelta(hours=1),
        )
        page = client_de(monde.catalyseur).get(session.get_absolute_url())
        (moment,) = page.context["moments"]
        assert f"{moment.debut:%H:%M} {moment.fin:%H:%M}" == "10:45 12:15"


class TestPages:
    @pytest.fixture
    def client(self, monde, client_de):
        return client_de(monde.equipe)

    def envoi(self, *lignes, initiales=3):
        donnees = {
            "sequences-TOTAL_FORMS": len(lignes),
            "sequences-INITIAL_FORMS": initiales,
            "sequences-MIN_NUM_FORMS": 0,
            "sequences-MAX_NUM_FORMS": 40,
        }
        for rang, ligne in enumerate(lignes):
            valeurs = {"temps": "theorie", "ORDER": rang + 1} | ligne
            donnees |= {f"sequences-{rang}-{nom}": v for nom, v in valeurs.items()}
        return donnees

    def lignes(self, session):
        return [
            {"pk": s.pk, "titre": s.titre, "temps": s.temps, "duree": s.duree_minutes}
            for s in session.sequences.order_by("ordre")
        ]

    def test_order_remove_and_add_at_once(self, client, monde, session, client_de):
        url = reverse("equipe:deroule", args=[monde.promotion.code, session.pk])
        assert client.get(url).context["somme"] == 420
        une, pause, deux = self.lignes(session)
        vide = {"titre": "", "duree": "", "ORDER": ""}
        nouvelle = {
            "titre": "Un témoignage",
            "duree": 45,
            "visee": "Entendre ce qui tient",
            "nouvel_intervenant": "Thierry Vandamme",
            "ORDER": 1,
        }
        answer = client.post(
            url,
            self.envoi(
                une | {"ORDER": 3}, pause | {"DELETE": "on"}, deux | {"ORDER": 2}, nouvelle, vide
            ),
        )
        assert answer.status_code == 303
        titres = [titre for titre, _, _ in agenda(session)]
        assert titres == ["Un témoignage", deux["titre"], une["titre"]]
        page = client_de(monde.comite).get(session.get_absolute_url()).content.decode()
        assert "Thierry Vandamme" in page
        assert "Entendre ce qui tient" in page

    def test_what_was_typed_is_kept_when_it_is_refused(self, client, monde, session):
        url = reverse("equipe:deroule", args=[monde.promotion.code, session.pk])
        une, pause, deux = self.lignes(session)
        avant = agenda(session)
        for changes, status, mots in (
            ({"titre": "Titre gardé", "debut": "09:35"}, 409, "commencerait"),
            ({"titre": "Titre gardé", "debut": "08:00"}, 409, "après la fin"),
            ({"titre": "Titre gardé", "duree": 2}, 422, "point est à revoir"),
        ):
            page = client.post(url, self.envoi(une, pause, deux | changes))
            assert page.status_code == status
            texte = page.content.decode()
            assert mots in texte
            assert 'value="Titre gardé"' in texte
        assert agenda(session) == avant

    def test_two_who_write_it_at_once_lose_nothing(self, client, monde, session):
        url = reverse("equipe:deroule", args=[monde.promotion.code, session.pk])
        une, pause, deux = self.lignes(session)
        lu = {"lu": client.get(url).context["lu"]}
        vide = {"titre": "", "duree": "", "ORDER": ""}
        deux["duree"] = 60
        premier = self.envoi(une, pause, deux, {"titre": "Le premier", "duree": 45}, vide)
        assert client.post(url, premier | lu).status_code == 303
        refus = client.post(
            url, self.envoi(une, pause, deux | {"titre": "Le second"}, vide, vide) | lu
        )
        assert refus.status_code == 409
        texte = refus.content.decode()
        assert "Quelqu’un d’autre a changé ce déroulé" in texte
        assert "Le premier" in texte
        assert 'value="Le second"' in texte
        assert [titre for titre, _, _ in agenda(session)][-1] == "Le premier"
        # Having read it, one may send one's own again.
        encore = self.envoi(une, pause, deux | {"titre": "Le second"}, vide, vide)
        assert client.post(url, encore | {"lu": refus.context["lu"]}).status_code == 303
        assert [titre for titre, _, _ in agenda(session)][-1] == "Le second"

    def test_a_session_made_shorter_says_what_goes_past_its_end(self, client, monde, session):
        modifier_rencontre(
            par=monde.equipe, rencontre=session, fin=session.fin - timedelta(minutes=30)
        )
        url = reverse("equipe:deroule", args=[monde.promotion.code, session.pk])
        assert client.get(url).context["depasse"] == 30

    def test_the_list_of_speakers_says_where_each_speaks(self, client, monde, session):
        url = reverse("equipe:nouvel_intervenant")
        assert client.post(url, {"prenom": "Nadia"}).status_code == 422
        envoi = {
            "prenom": "Nadia",
            "nom": "Kerloch",
            "organisme": "Atelier",
            "telephone": "06 12 34 56 78",
        }
        assert client.post(url, envoi).status_code == 303
        nadia = Intervenant.objects.get()
        ecrire(monde, session, sequence("Théorie", 60, intervenants=[nadia]))
        fiche = reverse("equipe:intervenant", args=[nadia.pk])
        assert session.get_absolute_url() in client.get(fiche).content.decode()
        assert client.post(fiche, envoi | {"nom": "Le Kerloch"}).status_code == 303
        liste = reverse("equipe:intervenants")
        assert "Le Kerloch" in client.get(liste, {"q": "atelier"}).content.decode()
        assert "Personne ne répond" in client.get(liste, {"q": "inconnu"}).content.decode()

    def test_ceilings_at_two_sizes(self, client, monde, session):
        code = monde.promotion.code
        qui = [ajouter_intervenant(par=monde.equipe, nom=f"Nom {n}") for n in range(20)]
        ecrire(monde, session, sequence("Théorie", 60, intervenants=qui[:2]))
        pages = [
            reverse("equipe:deroule", args=[code, session.pk]),
            reverse("equipe:intervenants"),
            reverse("equipe:intervenant", args=[qui[0].pk]),
            session.get_absolute_url(),
        ]

        def grossir():
            ecrire(
                monde,
                session,
                *(sequence(f"Temps {n}", 30, intervenants=qui[n:]) for n in range(12)),
            )

        verifier_plafonds([(lambda u=u: client.get(u), PAGE) for u in pages], grossir)
        assert Sequence.objects.filter(rencontre=session).count() == 12
