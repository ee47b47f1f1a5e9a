"""Webinaires: questions never lost, readers told of what is new at one query, the replay."""

import html
import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from parcours.animation.actions.webinaires import (
    cacher_question,
    poser_question,
    regler_webinaire,
    repondre_question,
    soutenir_question,
)
from parcours.animation.forms.webinaires import WebinaireForm, lire_conversation
from parcours.animation.models import (
    AccordEnregistrement,
    Inscription,
    QuestionPosee,
    Soutien,
    Webinaire,
)
from parcours.promotions.actions.rencontres import annuler_rencontre, planifier_rencontre
from rameau.commun.erreurs import AccesRefuse, RegleViolee, VersionDepassee
from rameau.commun.models import EntreeJournal
from tests import scenes
from tests.plafonds import PAGE, queries_of, verifier_plafonds

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def webinaire(monde):
    return annoncer(monde)


def annoncer(monde, dans=timedelta(days=2)):
    debut = timezone.now() + dans
    return planifier_rencontre(
        par=monde.equipe,
        promotion=monde.promotion,
        nature="webinaire",
        titre="Un webinaire",
        debut=debut,
        fin=debut + timedelta(hours=2),
        lien="https://salle.exemple.fr/a",
    )


def poser(monde, webinaire, texte="Par où commencer ?", par=None, instant=None):
    return poser_question(
        par=par or monde.catalyseur,
        rencontre=webinaire,
        texte=texte,
        instant=instant or timezone.now(),
    )


def page_de(webinaire):
    return reverse("parcours:webinaire", args=[webinaire.promotion.code, webinaire.pk])


def depuis(client, webinaire, revision):
    return client.get(page_de(webinaire), {"depuis": revision}, headers=HTMX)


class TestActions:
    def test_questions_are_asked_before_and_during(self, monde, webinaire):
        for par in (monde.catalyseur, monde.autre, monde.coach, monde.equipe):
            poser(monde, webinaire, par=par)
        poser(monde, webinaire, instant=webinaire.fin)
        with pytest.raises(RegleViolee, match="est passé"):
            poser(monde, webinaire, instant=webinaire.fin + timedelta(days=1))
        for par in (monde.ailleurs, monde.comite, monde.alumni):
            with pytest.raises(AccesRefuse):
                poser(monde, webinaire, par=par)

    def test_a_cancelled_webinaire_keeps_its_questions_and_says_so(
        self, monde, webinaire, client_de
    ):
        question = poser(monde, webinaire)
        annuler_rencontre(par=monde.equipe, rencontre=webinaire, instant=timezone.now())
        client = client_de(monde.autre)
        refus = client.post(page_de(webinaire), {"texte": "Et la suite ?"})
        assert refus.status_code == 409
        assert "Et la suite ?" in refus.content.decode()
        page = client.get(page_de(webinaire)).content.decode()
        assert question.texte in page
        assert "Les questions posées sont gardées" in page
        repondre_question(
            par=monde.equipe,
            question=question,
            en_direct=False,
            reponse="Par le bilan.",
            instant=timezone.now(),
        )
        assert "Par le bilan." in client.get(page_de(webinaire)).content.decode()

    def test_asked_twice_it_is_there_once_while_it_waits(self, monde, webinaire):
        question = poser(monde, webinaire)
        assert poser(monde, webinaire) == question
        assert poser(monde, webinaire, par=monde.autre) != question
        assert poser(monde, webinaire, "Et ensuite ?") != question
        repondre_question(
            par=monde.equipe, question=question, en_direct=True, instant=timezone.now()
        )
        again = poser(monde, webinaire)
        assert again != question
        cacher_question(par=monde.equipe, question=again, motif="Doublon", instant=timezone.now())
        assert poser(monde, webinaire) not in (question, again)

    def test_two_answers_at_once_are_both_kept(self, monde, webinaire):
        question = poser(monde, webinaire)

        def repondre(texte, lue):
            repondre_question(
                par=monde.equipe,
                question=QuestionPosee.objects.select_related("rencontre__promotion").get(),
                en_direct=False,
                reponse=texte,
                lue=lue,
                instant=timezone.now(),
            )

        repondre("Par les voisins.", lue="")
        with pytest.raises(VersionDepassee) as depassee:
            repondre("Par les élus.", lue="")
        assert depassee.value.actuel.reponse == "Par les voisins."
        # The same one sent again does no harm; having read the other, one's own is kept.
        repondre("Par les voisins.", lue="")
        repondre("Par les voisins,\npuis les élus.", lue="Par les voisins.")
        repondre("Par tous.", lue="Par les voisins,\r\npuis les élus.")
        question.refresh_from_db()
        assert question.reponse == "Par tous."

    def test_no_question_in_a_closed_promotion_nor_support_from_elsewhere(self, monde, webinaire):
        question = poser(monde, webinaire)
        for par in (monde.ailleurs, monde.comite):
            with pytest.raises(AccesRefuse):
                soutenir_question(par=par, question=question, soutenir=True)
        webinaire.promotion.etat = "close"
        with pytest.raises(RegleViolee, match="close"):
            poser(monde, webinaire, "Trop tard ?")
        assert (Soutien.objects.count(), QuestionPosee.objects.count()) == (0, 1)

    def test_one_support_each(self, monde, webinaire):
        question = poser(monde, webinaire)
        for _ in range(2):
            soutenir_question(par=monde.autre, question=question, soutenir=True)
        assert question.soutiens.count() == 1
        soutenir_question(par=monde.autre, question=question, soutenir=False)
        assert question.soutiens.count() == 0
        with pytest.raises(AccesRefuse):
            soutenir_question(par=monde.ailleurs, question=question, soutenir=True)
        double = scenes.refus_de_la_base(
            lambda: Soutien.objects.bulk_create(
                Soutien(question=question, personne=monde.autre) for _ in range(2)
            )
        )
        assert double.constraint == "soutien_unique"

    def test_answered_live_then_in_writing_then_waiting_again(self, monde, webinaire):
        question = poser(monde, webinaire)

        def repondre(**kwargs):
            repondre_question(
                par=kwargs.pop("par", monde.equipe),
                question=question,
                instant=timezone.now(),
                **kwargs,
            )
            question.refresh_from_db()

        with pytest.raises(AccesRefuse):
            repondre(en_direct=True, par=monde.coach)
        repondre(en_direct=True)
        assert question.repondue_le
        repondre(en_direct=True, reponse="Et par écrit.")
        repondre(en_direct=False)
        assert question.repondue_le is None

    def test_a_hidden_question_keeps_its_reason_and_its_author(self, monde, webinaire):
        question = poser(monde, webinaire)
        cacher_question(
            par=monde.equipe, question=question, motif="Nomme quelqu'un", instant=timezone.now()
        )
        vues = QuestionPosee.objects.visibles_par
        for qui, voit in (("catalyseur", 1), ("autre", 0), ("equipe", 1), ("comite", 0)):
            assert vues(getattr(monde, qui)).count() == voit, qui
        cacher_question(par=monde.equipe, question=question, motif="", instant=timezone.now())
        assert vues(monde.autre).count() == 1
        sans_motif = QuestionPosee.objects.filter(pk=question.pk).update
        refus = scenes.refus_de_la_base(lambda: sans_motif(cachee_le=timezone.now()))
        assert refus.constraint == "question_cachee_motivee"

    def test_a_question_is_not_deleted_with_its_rencontre(self, monde, webinaire):
        poser(monde, webinaire)
        scenes.refus_de_la_base(webinaire.delete)
        assert QuestionPosee.objects.count() == 1

    def test_the_journal_does_not_hold_the_words(self, monde, webinaire):
        question = poser(monde, webinaire, "Une question personnelle")
        repondre_question(
            par=monde.equipe,
            question=question,
            en_direct=False,
            reponse="Une réponse",
            instant=timezone.now(),
        )
        lignes = repr(list(EntreeJournal.objects.order_by("pk").values_list("avant", "apres")))
        assert "personnelle" not in lignes
        assert "Une réponse" not in lignes


class TestReading:
    def test_nothing_new_costs_one_query_and_no_content(self, monde, webinaire, client_de):
        poser(monde, webinaire)
        revision = Webinaire.objects.get().revision
        for qui in (monde.catalyseur, monde.equipe):
            client = client_de(qui)
            answer = depuis(client, webinaire, revision)
            assert (answer.status_code, answer.content) == (204, b"")
            assert answer["Cache-Control"] == "private, no-cache"
            asked = queries_of(lambda c=client: depuis(c, webinaire, revision))
            # Two say who asks: the session, and the person with her hats.
            assert len(asked) == 2 + 1, "\n".join(asked)
            assert sum("animation_webinaire" in sql for sql in asked) == 1

    def test_each_change_is_new_once(self, monde, webinaire, client_de):
        client = client_de(monde.autre)
        assert depuis(client, webinaire, 0).status_code == 204
        question = poser(monde, webinaire)
        changements = [
            lambda: soutenir_question(par=monde.catalyseur2, question=question, soutenir=True),
            lambda: repondre_question(
                par=monde.equipe, question=question, en_direct=True, instant=timezone.now()
            ),
            lambda: cacher_question(
                par=monde.equipe, question=question, motif="Doublon", instant=timezone.now()
            ),
        ]
        revision = 0
        for changer in [lambda: None, *changements]:
            changer()
            answer = depuis(client, webinaire, revision)
            assert answer.status_code == 200
            assert "<html" not in answer.content.decode()
            assert answer["Cache-Control"] == "private, no-cache"
            (revision,) = re.findall(r"depuis=(\d+)", answer.content.decode())
            assert depuis(client, webinaire, revision).status_code == 204

    def test_what_is_read_aloud_is_what_came(self, monde, webinaire, client_de):
        """Questions and answers, not supports: one does not hear each « moi aussi »."""
        client = client_de(monde.autre)

        def suite(page):
            (adresse,) = re.findall(r'hx-get="([^"]+)"', page.content.decode())
            reponse = client.get(html.unescape(adresse), headers=HTMX)
            dit = re.findall(r"data-annonce>([^<]*)<", reponse.content.decode())
            return reponse, [dit[0].replace("\xa0", " ")] if dit else []

        page = client.get(page_de(webinaire))
        question = poser(monde, webinaire)
        poser(monde, webinaire, "Et ensuite ?")
        page, dit = suite(page)
        assert dit == ["2 questions nouvelles"]
        soutenir_question(par=monde.catalyseur2, question=question, soutenir=True)
        page, dit = suite(page)
        assert (page.status_code, dit) == (200, [])
        poser(monde, webinaire, "Avec qui ?")
        repondre_question(
            par=monde.equipe, question=question, en_direct=True, instant=timezone.now()
        )
        page, dit = suite(page)
        assert dit == ["1 question nouvelle, 1 réponse nouvelle"]
        assert suite(page)[0].status_code == 204
        etrange = client.get(
            page_de(webinaire), {"depuis": 0, "nombre": "x", "repondues": ""}, headers=HTMX
        )
        assert "data-annonce" not in etrange.content.decode()

    def test_who_follows(self, monde, webinaire, client_de):
        for qui, status in (
            ("catalyseur", 200),
            ("coach", 200),
            ("equipe", 200),
            ("ailleurs", 404),
            ("alumni", 404),
            ("comite", 403),
        ):
            client = client_de(getattr(monde, qui))
            assert client.get(page_de(webinaire)).status_code == status, qui
            assert depuis(client, webinaire, 9).status_code == status, qui
        session = monde.promotion.rencontres.sessions().order_by("debut")[0]
        assert client_de(monde.equipe).get(page_de(session)).status_code == 404

    def test_the_most_supported_first_and_each_in_one_place(self, monde, webinaire, client_de):
        premiere, seconde = poser(monde, webinaire, "Une"), poser(monde, webinaire, "Deux")
        soutenir_question(par=monde.autre, question=seconde, soutenir=True)

        def groupes():
            page = client_de(monde.equipe).get(page_de(webinaire))
            return {code: liste for code, _, liste in page.context["groupes"]}

        assert groupes()["attente"] == [seconde, premiere]
        repondre_question(
            par=monde.equipe, question=seconde, en_direct=True, instant=timezone.now()
        )
        cacher_question(par=monde.equipe, question=seconde, motif="Doublon", instant=timezone.now())
        assert groupes() == {"attente": [premiere], "repondues": [], "cachees": [seconde]}

    @pytest.mark.parametrize(
        ("dans", "cadence", "inscrit"), [(2880, "30s", True), (20, "5s", True), (-60, "5s", False)]
    )
    def test_it_is_asked_often_when_it_is_live_and_one_registers_before(
        self, monde, client_de, dans, cadence, inscrit
    ):
        webinaire = annoncer(monde, timedelta(minutes=dans))
        page = client_de(monde.catalyseur).get(page_de(webinaire))
        assert f'hx-trigger="every {cadence}"' in page.content.decode()
        assert ("M’inscrire au webinaire" in page.content.decode()) is inscrit

    def test_the_room_opens_a_little_before(self, monde, client_de):
        client = client_de(monde.catalyseur)
        for dans, ouverte in ((60, False), (14, True), (-60, True), (-180, False)):
            webinaire = annoncer(monde, timedelta(minutes=dans))
            for page in (page_de(webinaire), webinaire.get_absolute_url()):
                texte = client.get(page).content.decode()
                assert (webinaire.lien in texte) == (ouverte and page == page_de(webinaire)), dans

    def test_ceilings_at_two_sizes(self, monde, webinaire, client_de):
        membre, staff = client_de(monde.catalyseur), client_de(monde.equipe)
        question = poser(monde, webinaire)
        regler_webinaire(
            par=monde.equipe,
            rencontre=webinaire,
            enregistre=True,
            replay="https://v.exemple.fr",
            chapitres=[(0, "Début")],
        )
        code = monde.promotion.code
        une_question = reverse("equipe:question", args=[code, webinaire.pk, question.pk])
        pages = [
            (lambda: membre.get(page_de(webinaire)), 20),
            (lambda: depuis(membre, webinaire, 0), PAGE),
            (lambda: staff.get(reverse("equipe:webinaire", args=[code, webinaire.pk])), 20),
            (lambda: staff.get(une_question), PAGE),
        ]

        def grossir():
            for n in range(20):
                autre = poser(monde, webinaire, f"Question {n} ?", par=monde.autre)
                soutenir_question(par=monde.coach, question=autre, soutenir=True)

        verifier_plafonds(pages, grossir)


class TestPages:
    def test_asking_and_supporting(self, monde, webinaire, client_de):
        client = client_de(monde.catalyseur)
        assert client.post(page_de(webinaire), {"texte": " "}).status_code == 422
        assert client.post(page_de(webinaire), {"texte": "Qui paie ?"}).status_code == 303
        question = QuestionPosee.objects.get()
        soutien = reverse(
            "parcours:soutien", args=[monde.promotion.code, webinaire.pk, question.pk]
        )
        autre = client_de(monde.autre)
        assert autre.post(soutien).status_code == 303
        assert 'aria-pressed="true"' in autre.get(page_de(webinaire)).content.decode()
        assert autre.post(soutien, {"acte": "retirer"}).status_code == 303
        assert question.soutiens.count() == 0
        assert client_de(monde.ailleurs).post(soutien).status_code == 404

    def test_the_equipe_answers_and_hides(self, monde, webinaire, client_de):
        question = poser(monde, webinaire)
        client = client_de(monde.equipe)
        url = reverse("equipe:question", args=[monde.promotion.code, webinaire.pk, question.pk])
        assert client.post(url, {"acte": "direct"}).status_code == 303
        assert client.post(url, {"acte": "repondre", "reponse": "Ainsi."}).status_code == 303
        question.refresh_from_db()
        assert (question.en_direct, question.reponse) == (False, "Ainsi.")
        assert client.post(url, {"acte": "cacher", "motif": ""}).status_code == 422
        assert client.post(url, {"acte": "cacher", "motif": "Doublon"}).status_code == 303
        assert client.post(url, {"acte": "montrer"}).status_code == 303
        assert client.post(url, {"acte": "inconnu"}).status_code == 422
        assert client_de(monde.catalyseur).get(url).status_code == 403

    def test_a_text_far_too_long_is_said_and_stays(self, monde, webinaire, client_de):
        texte = "x" * 200_000
        refus = client_de(monde.catalyseur).post(page_de(webinaire), {"texte": texte})
        assert refus.status_code == 422
        assert texte in refus.content.decode()
        url = reverse("equipe:conversation", args=[monde.promotion.code, webinaire.pk])
        refus = client_de(monde.equipe).post(url, {"conversation": texte})
        assert refus.status_code == 422
        assert texte in refus.content.decode()
        assert not QuestionPosee.objects.exists()

    def test_an_answer_written_meanwhile_is_shown_beside_one_s_own(
        self, monde, webinaire, client_de
    ):
        question = poser(monde, webinaire)
        client = client_de(monde.equipe)
        url = reverse("equipe:question", args=[monde.promotion.code, webinaire.pk, question.pk])
        corps = {"acte": "repondre", "lue": "", "reponse": "Par les voisins."}
        assert client.post(url, corps).status_code == 303
        refus = client.post(url, corps | {"reponse": "Par les élus."})
        page = refus.content.decode()
        assert refus.status_code == 409
        assert "Par les voisins.</textarea>" in page
        assert "Par les élus.</textarea>" in page
        # What the page now carries keeps one's own.
        lue = refus.context["reponse"]["lue"].value()
        corps |= {"reponse": "Par les élus.", "lue": lue}
        assert client.post(url, corps).status_code == 303
        question.refresh_from_db()
        assert question.reponse == "Par les élus."

    def test_registering_says_yes_or_no_to_being_recorded(self, monde, webinaire, client_de):
        url = reverse("parcours:inscription_webinaire", args=[monde.promotion.code, webinaire.pk])
        assert client_de(monde.coach).post(url).status_code == 303
        regler_webinaire(
            par=monde.equipe, rencontre=webinaire, enregistre=True, replay="", chapitres=()
        )
        client = client_de(monde.catalyseur)
        assert client.post(url).status_code == 422
        assert client.post(url, {"accepte": "non"}).status_code == 303
        assert client_de(monde.autre).post(url, {"accepte": "oui"}).status_code == 303
        inscrits = Inscription.objects.vivantes().filter(rencontre=webinaire)
        assert inscrits.count() == 3
        page = client_de(monde.equipe).get(
            reverse("equipe:webinaire", args=[monde.promotion.code, webinaire.pk])
        )
        assert [page.context[nom] for nom in ("oui", "non", "sans_reponse")] == [1, 1, 1]
        assert client.post(url, {"accepte": "oui"}).status_code == 303
        assert AccordEnregistrement.objects.get(personne=monde.catalyseur).accepte
        assert client.post(url, {"acte": "retirer"}).status_code == 303
        assert inscrits.count() == 2

    def test_chapters_are_typed_one_per_line(self, monde, webinaire, client_de):
        client = client_de(monde.equipe)
        url = reverse("equipe:webinaire", args=[monde.promotion.code, webinaire.pk])
        for chapitres in ("sans temps", "1:00 Un\n1:00 Deux"):
            refus = client.post(url, {"chapitres": chapitres})
            assert (refus.status_code, set(refus.context["form"].errors)) == (422, {"chapitres"})
        envoi = {
            "replay": "https://video.exemple.fr/a",
            "chapitres": "12:30 Suite\n0:00 Début\n1:02:03 Fin",
        }
        assert client.post(url, envoi).status_code == 303
        le_webinaire = Webinaire.objects.get()
        assert [(c.minutage, c.titre) for c in le_webinaire.chapitres.order_by("seconde")] == [
            ("0:00", "Début"),
            ("12:30", "Suite"),
            ("1:02:03", "Fin"),
        ]
        assert WebinaireForm.de(le_webinaire).initial["chapitres"].splitlines()[1] == "12:30 Suite"
        page = client_de(monde.catalyseur).get(page_de(webinaire)).content.decode()
        assert "12:30" in page

    def test_questions_are_picked_from_the_room_s_chat_once(self, monde, webinaire, client_de):
        client = client_de(monde.equipe)
        url = reverse("equipe:conversation", args=[monde.promotion.code, webinaire.pk])
        assert client.post(url, {"conversation": ""}).status_code == 422
        texte = (
            "18:02:11 De Amel T. à Tous : Bonsoir !\r\n18:03 From Régis Le Floch to Everyone:\r\n"
            "\tQui paie l'animateur ?\r\nInès : peut-on visiter ?\r\nsans nom : https://a.fr\r\n"
        )
        assert client.post(url, {"conversation": texte}).status_code == 303
        lignes = lire_conversation(texte)
        assert [(ligne.nom, ligne.texte, ligne.est_une_question) for ligne in lignes] == [
            ("Amel T.", "Bonsoir !", False),
            ("Régis Le Floch", "Qui paie l'animateur ?", True),
            ("Inès", "peut-on visiter ?", True),
            ("sans nom", "https://a.fr", False),
        ]
        for _ in range(2):
            choix = {"acte": "reprendre", "ligne": ["1", "2", "99"]}
            assert client.post(url, choix).status_code == 303
        assert sorted(QuestionPosee.objects.order_by("pk").values_list("auteur_dit", "auteur")) == [
            ("Inès", None),
            ("Régis Le Floch", None),
        ]
        page = client.get(reverse("equipe:webinaire", args=[monde.promotion.code, webinaire.pk]))
        assert [reprise for _, reprise in page.context["lignes"]] == [False, True, True, False]
        assert "Régis Le Floch" in client.get(page_de(webinaire)).content.decode()


@pytest.mark.parametrize(
    ("collee", "lue"),
    [
        ("18:04:12 De Amina Exemple à Tous : Avec qui ?", [("Amina Exemple", "Avec qui ?")]),
        ("[18:05] Bruno : merci !", [("Bruno", "merci !")]),
        ("Nadège Lecomte  18:06\nEt les communes ?", [("Nadège Lecomte", "Et les communes ?")]),
        ("[18:07] Karim Belhadi\nBonne idée", [("Karim Belhadi", "Bonne idée")]),
        ("10:12:13 From Zoé to Everyone:\n\tQui finance ?", [("Zoé", "Qui finance ?")]),
        ("Léa: à 14:00 ?", [("Léa", "à 14:00 ?")]),
        ("18:08\nRendez-vous à 18:30", [("", "Rendez-vous à 18:30")]),
        ("https://a.fr", [("", "https://a.fr")]),
    ],
)
def test_chats_of_several_rooms_are_read(collee, lue):
    assert [(ligne.nom, ligne.texte) for ligne in lire_conversation(collee)] == lue
