"""A parcours and its versions: read, written as a draft, published, never changed once used."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.timezone import localdate

from parcours.promotions.actions.promotions import creer_promotion
from parcours.promotions.lectures.calendrier import calculer
from parcours.promotions.models import (
    Echeance,
    ModeleEcheance,
    ModeleEtape,
    ModeleLivrable,
    ModeleRencontre,
    ModeleSequence,
    ModeleTemps,
    Parcours,
)
from parcours.promotions.models.programmes import Genre, Option
from parcours.travaux.actions.parcours import (
    abandonner_version,
    commencer_version,
    ecrire_questions,
    modifier_identite,
    publier_version,
)
from parcours.travaux.lectures.ecriture import composer
from parcours.travaux.lectures.parcours import manques
from parcours.travaux.models import Livrable
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from territoires.models import Organisation, Territoire
from tests import scenes
from tests.plafonds import TABLEAU, verifier_plafonds

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def ophelie(db):
    scenes.charger_reference()
    return scenes.equipe()


@pytest.fixture
def squelette(ophelie):
    return Parcours.objects.get(code="alliances-innovantes")


@pytest.fixture
def brouillon(ophelie):
    return commencer_version(par=ophelie, parcours=scenes.parcours())


def contenu(parcours):
    """All that a version holds, without its ids."""
    return [
        list(objets.values_list(*champs))
        for objets, champs in (
            (parcours.temps.order_by("ordre"), ("titre", "debut_mois", "nombre_mois", "taches")),
            (parcours.etapes.order_by("ordre"), ("ordre", "code", "titre", "theorie_points")),
            (
                ModeleRencontre.objects.filter(etape__parcours=parcours).order_by("jour", "pk"),
                ("etape__ordre", "nature", "titre", "jour", "heure", "duree_minutes"),
            ),
            (
                ModeleSequence.objects.filter(rencontre__etape__parcours=parcours).order_by(
                    "rencontre__jour", "ordre"
                ),
                ("rencontre__titre", "ordre", "temps", "titre", "duree_minutes"),
            ),
            (
                ModeleLivrable.objects.filter(etape__parcours=parcours).order_by("etape__ordre"),
                ("etape__ordre", "nature", "titre", "jours_avant", "questions"),
            ),
            (
                ModeleEcheance.objects.filter(etape__parcours=parcours).order_by("pk"),
                ("etape__ordre", "genre", "titre", "ancre", "jours", "ancre_fin", "jours_fin"),
            ),
        )
    ]


class TestLesTroisParcours:
    def test_one_is_complete_and_holds_everything_a_promotion_needs(self, ophelie):
        parcours = scenes.parcours()
        assert manques(parcours) == []
        genres = ModeleEcheance.objects.filter(etape__parcours=parcours)
        comptes = {g: genres.filter(genre=g).count() for g in Genre.values}
        assert comptes == {"coaching": 3, "lettre": 3, "questionnaire": 7, "rappel": 5}
        for session in ModeleRencontre.objects.filter(nature="session").order_by("pk"):
            minutes = sum(session.sequences.values_list("duree_minutes", flat=True))
            assert minutes == session.duree_minutes

    def test_two_are_skeletons_for_tetes_de_reseau(self, squelette):
        assert (squelette.complet, squelette.avec_territoire) == (False, False)
        assert len(manques(squelette)) == 5

    def test_a_promotion_has_all_its_dates(self, ophelie):
        demain = timezone.localdate() + timedelta(days=1)
        promotion = scenes.promotion(ophelie, "Toutes les dates", demain, 2)
        dates = Echeance.objects.de(promotion)
        assert dates.count() == 18
        coaching = dates.filter(genre="coaching").order_by("le")[0]
        sessions = {r.etape.ordre: localdate(r.debut) for r in promotion.rencontres.sessions()}
        assert coaching.le == sessions[1] + timedelta(days=14)
        assert coaching.jusquau == sessions[2] - timedelta(days=14)
        assert {d.le.weekday() for d in dates.order_by("pk")} == {demain.weekday()}


class TestVersions:
    def test_a_draft_is_a_whole_copy_that_opens_nothing(self, ophelie, brouillon):
        assert (brouillon.version, brouillon.brouillon, brouillon.complet) == (2, True, False)
        assert contenu(brouillon) == contenu(scenes.parcours())
        assert list(Parcours.objects.proposes()) == [scenes.parcours()]
        demain = timezone.localdate() + timedelta(days=1)
        with pytest.raises(RegleViolee, match="s'écrit encore"):
            creer_promotion(
                par=ophelie,
                parcours=brouillon,
                nom="Trop tôt",
                calendrier=calculer(brouillon, demain),
                aujourdhui=demain,
            )

    def test_one_draft_at_a_time_and_only_by_the_equipe(self, ophelie, brouillon):
        with pytest.raises(RegleViolee, match="déjà en cours d'écriture"):
            commencer_version(par=ophelie, parcours=scenes.parcours())
        quelquun = scenes.relire(scenes.personne("Quelquun"))
        for faire in (
            lambda: modifier_identite(par=quelquun, parcours=brouillon, titre="Autre"),
            lambda: publier_version(par=quelquun, parcours=brouillon),
            lambda: abandonner_version(par=quelquun, parcours=brouillon),
        ):
            with pytest.raises(AccesRefuse):
                faire()
        abandonner_version(par=ophelie, parcours=brouillon)
        assert commencer_version(par=ophelie, parcours=scenes.parcours()).version == 2

    def test_once_published_it_replaces_the_former_which_keeps_its_promotions(
        self, ophelie, brouillon
    ):
        demain = timezone.localdate() + timedelta(days=1)
        premiere = scenes.promotion(ophelie, "Née avant", demain, 1)
        modifier_identite(
            par=ophelie, parcours=brouillon, nombre_structures=10, options=[Option.SUIVI_LONG]
        )
        publier_version(par=ophelie, parcours=brouillon)
        assert list(Parcours.objects.proposes()) == [brouillon]
        ancienne = Parcours.objects.get(code=brouillon.code, version=1)
        assert ancienne.remplace_par == brouillon
        premiere.refresh_from_db()
        assert premiere.parcours == ancienne
        with pytest.raises(RegleViolee, match="publiée"):
            modifier_identite(par=ophelie, parcours=brouillon, titre="Trop tard")

    def test_a_skeleton_is_completed_from_another_parcours(self, ophelie, squelette):
        brouillon = commencer_version(par=ophelie, parcours=squelette)
        with pytest.raises(RegleViolee, match="l'étape 1"):
            publier_version(par=ophelie, parcours=brouillon)
        abandonner_version(par=ophelie, parcours=brouillon)
        brouillon = commencer_version(par=ophelie, parcours=squelette, modele=scenes.parcours())
        assert brouillon.titre == "Alliances innovantes"
        publier_version(par=ophelie, parcours=brouillon)
        demain = timezone.localdate() + timedelta(days=1)
        structure = scenes.forcer(
            lambda: Organisation.objects.create(nom="Réseau", profil="tête de réseau")
        )
        brouillon.refresh_from_db()
        promotion = creer_promotion(
            par=ophelie,
            parcours=brouillon,
            nom="Têtes de réseau",
            calendrier=calculer(brouillon, demain),
            aujourdhui=demain,
            structures=[structure],
        )
        assert promotion.binomes.get().territoire is None

    def test_the_database_freezes_a_version_that_a_promotion_was_born_from(self, ophelie):
        parcours = scenes.parcours()
        etape = parcours.etapes.get(ordre=1)
        session = etape.rencontres.get(nature="session")
        fautes = [
            lambda: Parcours.objects.filter(pk=parcours.pk).update(nombre_structures=5),
            lambda: Parcours.objects.filter(pk=parcours.pk).update(options=["suivi-long"]),
            lambda: ModeleTemps.objects.filter(parcours=parcours).update(titre="x"),
            lambda: ModeleEtape.objects.filter(pk=etape.pk).update(titre="x"),
            lambda: ModeleRencontre.objects.filter(pk=session.pk).update(jour=9),
            lambda: ModeleSequence.objects.filter(rencontre=session).delete(),
            lambda: ModeleLivrable.objects.filter(etape=etape).update(jours_avant=1),
            lambda: ModeleEcheance.objects.filter(etape=etape).update(jours=1),
            lambda: ModeleEcheance.objects.create(
                etape=etape, genre="rappel", titre="x", ancre="debut", jours=1
            ),
        ]
        scenes.promotion(ophelie, "Née de lui", timezone.localdate(), 1)
        avant = contenu(parcours)
        regles = {scenes.refus_de_la_base(faute).constraint for faute in fautes}
        assert regles == {"regle_parcours_utilise"}
        assert contenu(parcours) == avant

    def test_the_database_holds_the_rest(self, ophelie):
        etape = scenes.parcours().etapes.get(ordre=1)
        base = {"etape": etape, "titre": "x", "ancre": "debut", "jours": 1}
        for changes, regle in (
            ({"genre": "coaching"}, "modele_echeance_fenetre"),
            ({"genre": "rappel", "jours_fin": 3}, "modele_echeance_fin"),
        ):
            refus = scenes.refus_de_la_base(
                lambda c=changes: ModeleEcheance.objects.create(**base, **c)
            )
            assert refus.constraint == regle


class TestPages:
    @pytest.fixture
    def client(self, ophelie, client_de):
        return client_de(ophelie)

    def url(self, parcours, quoi="parcours", *suite):
        return reverse(f"equipe:{quoi}", args=[parcours.code, parcours.version, *suite])

    def saisie(self, page):
        """What the form of a stage would send back."""
        envoi = {}
        for form in (page.form, *(f for liste in page.listes for f in liste)):
            for champ in form:
                valeur = champ.field.widget.format_value(
                    champ.field.prepare_value(champ.value())
                    if hasattr(champ.field, "longueur")
                    else champ.value()
                )
                valeur = valeur[0] if isinstance(valeur, list) else valeur
                envoi[champ.html_name] = "" if valeur is None else valeur
        for liste in page.listes:
            for champ in liste.management_form:
                envoi[champ.html_name] = champ.value()
        return envoi

    def test_the_whole_way_from_a_version_to_the_next(self, client, ophelie):
        parcours = scenes.parcours()
        assert client.get(reverse("equipe:tous_les_parcours")).status_code == 200
        page = client.get(self.url(parcours)).content.decode()
        assert "14\u00a0jours après la session de l’étape" in page
        answer = client.post(self.url(parcours), {"acte": "commencer", "modele": ""})
        assert answer["Location"] == "/equipe/parcours/co-construction-territoriale/2/"
        brouillon = Parcours.objects.get(version=2)
        identite = self.url(brouillon, "identite_du_parcours")
        envoi = {
            "titre": "Co-construction territoriale",
            "public": "10 territoires",
            "duree_mois": 9,
            "nombre_structures": 10,
            "avec_territoire": "on",
            "options": ["suivi-long"],
        }
        assert client.post(identite, envoi).status_code == 303
        assert client.post(identite, envoi | {"nombre_structures": 0}).status_code == 422
        page = client.post(self.url(brouillon), {"acte": "publier"})
        assert page.status_code == 303
        brouillon.refresh_from_db()
        assert (brouillon.complet, brouillon.nombre_structures) == (True, 10)
        assert client.get(identite).status_code == 403
        assert client.post(self.url(brouillon), {"acte": "publier"}).status_code == 409
        assert client.post(self.url(brouillon), {"acte": "oublier"}).status_code == 404

    def test_a_stage_is_written_whole_and_sent_back_unchanged_changes_nothing(
        self, client, brouillon
    ):
        url = self.url(brouillon, "etape_du_parcours", 1)
        avant = contenu(brouillon)
        assert client.post(url, self.saisie(client.get(url).context["page"])).status_code == 303
        apres = contenu(brouillon)
        assert apres[:5] == avant[:5]
        assert sorted(map(repr, apres[5])) == sorted(map(repr, avant[5]))

    def test_rows_are_added_changed_and_taken_out(self, client, brouillon):
        url = self.url(brouillon, "etape_du_parcours", 1)
        envoi = self.saisie(client.get(url).context["page"])
        envoi |= {
            "titre": "Se rencontrer",
            "rencontres-1-titre": "",  # the visite goes
            "rencontres-2-titre": "Webinaire de plus",
            "rencontres-2-nature": "webinaire",
            "rencontres-2-jour": 21,
            "rencontres-2-heure": "18:00",
            "rencontres-2-duree_minutes": 60,
            "echeances-0-jours": 3,
        }
        assert client.post(url, envoi).status_code == 303
        etape = brouillon.etapes.get(ordre=1)
        assert etape.titre == "Se rencontrer"
        assert set(etape.rencontres.values_list("nature", flat=True)) == {"session", "webinaire"}
        assert etape.echeances.order_by("pk")[0].jours == 3

    def test_two_who_write_a_stage_at_once_lose_nothing(self, client, brouillon):
        url = self.url(brouillon, "etape_du_parcours", 1)
        lu = self.saisie(client.get(url).context["page"])
        premier = lu | {"titre": "Titre du premier", "rencontres-1-titre": "Visite du premier"}
        assert client.post(url, premier).status_code == 303
        assert client.post(url, lu | {"pratique": "Mots du second"}).status_code == 409
        refus = client.post(url, lu | {"pratique": "Mots du second"})
        dit = dict(refus.context["page"].form.ecarts)
        assert dit["Titre de l’étape"] == "Titre du premier"
        assert "Visite du premier" in dit["Ses rencontres"]
        assert "Le déroulé de sa session" not in dit
        assert 'value="Mots du second"' in refus.content.decode()
        etape = brouillon.etapes.get(ordre=1)
        assert etape.titre == "Titre du premier"
        assert client.post(url, self.saisie(refus.context["page"])).status_code == 303
        etape.refresh_from_db()
        assert etape.pratique == "Mots du second"

    def test_two_who_say_whom_it_is_for_lose_nothing(self, client, brouillon):
        url = self.url(brouillon, "identite_du_parcours")
        form = client.get(url).context["form"]
        lu = {c.html_name: c.value() for c in form if c.value() not in (None, "", False)}
        assert client.post(url, lu | {"public": "10 territoires"}).status_code == 303
        refus = client.post(url, lu | {"public": "8 territoires"})
        assert refus.status_code == 409
        assert refus.context["form"].ecarts == [("Pour qui", "10 territoires")]

    @pytest.mark.parametrize(
        ("changes", "mots"),
        [
            ({"moments-0-duree_minutes": 170}, "Le déroulé compte 410"),
            ({"rencontres-1-nature": "session"}, "n’a qu’une session"),
            ({"rencontres-1-jour": ""}, "À remplir"),
            ({"echeances-1-jours_fin": ""}, "À remplir"),
            ({"jours_avant": ""}, "puisqu’un travail est attendu"),
            ({"titre": ""}, "obligatoire"),
        ],
    )
    def test_what_cannot_be_is_said_and_what_was_typed_kept(self, client, brouillon, changes, mots):
        url = self.url(brouillon, "etape_du_parcours", 1)
        envoi = self.saisie(client.get(url).context["page"]) | {"pratique": "Texte gardé"}
        page = client.post(url, envoi | changes)
        assert page.status_code == 422
        assert mots in page.content.decode()
        assert 'value="Texte gardé"' in page.content.decode()

    def test_the_questions_of_a_work_are_those_of_the_version(self, client, ophelie, brouillon):
        url = self.url(brouillon, "questions_du_parcours", 1)
        form = client.get(url).context["form"]
        envoi = {champ.name: champ.value() for champ in form}
        assert client.post(url, envoi).status_code == 303
        travail = brouillon.etapes.get(ordre=1).livrable
        assert travail.questions == {}  # worded as everywhere: nothing is kept
        envoi |= {"freins": "Qu’est-ce qui  vous retient ?"}
        assert client.post(url, envoi | {"freins": "?" * 401}).status_code == 422
        assert client.post(url, envoi).status_code == 303
        # Writing the stage again keeps them, for the same work.
        etape = self.url(brouillon, "etape_du_parcours", 1)
        saisie = self.saisie(client.get(etape).context["page"])
        assert client.post(etape, saisie).status_code == 303
        travail = brouillon.etapes.get(ordre=1).livrable
        assert travail.questions == {"freins": "Qu’est-ce qui vous retient ?"}
        assert "Qu’est-ce qui vous retient" in client.get(self.url(brouillon)).content.decode()
        publier_version(par=ophelie, parcours=brouillon)
        brouillon.refresh_from_db()
        assert client.get(url).status_code == 403
        jour = timezone.localdate()
        promotion = creer_promotion(
            par=ophelie,
            parcours=brouillon,
            nom="Questionnée",
            calendrier=calculer(brouillon, jour),
            aujourdhui=jour,
            territoires=Territoire.objects.order_by("pk")[:1],
        )
        bilan = Livrable.objects.get(binome__promotion=promotion, nature="bilan")
        questions = {section.guide.code: section.guide.question for section in composer(bilan)}
        assert questions["freins"] == "Qu’est-ce qui vous retient ?"
        assert questions["enseignements"] == envoi["enseignements"]

    def test_questions_are_those_of_a_work_and_of_its_sections(self, client, ophelie, brouillon):
        assert client.get(self.url(brouillon, "questions_du_parcours", 4)).status_code == 404
        for ordre, questions in ((4, {}), (1, {"vision": "Pas de ce travail"})):
            with pytest.raises(RegleViolee):
                ecrire_questions(par=ophelie, parcours=brouillon, ordre=ordre, questions=questions)

    def test_the_temps_follow_one_another(self, client, brouillon):
        url = self.url(brouillon, "temps_du_parcours")
        formset = client.get(url).context["formset"]
        envoi = {"temps-TOTAL_FORMS": 3, "temps-INITIAL_FORMS": 3}
        for form in formset:
            envoi |= {champ.html_name: champ.value() for champ in form}
            envoi[f"{form.prefix}-taches"] = "une tâche\n\nune autre"
        assert client.post(url, envoi).status_code == 303
        assert brouillon.temps.get(ordre=1).taches == ["une tâche", "une autre"]
        page = client.post(url, envoi | {"temps-1-debut_mois": 4})
        assert page.status_code == 409
        assert "ne commence pas quand" in page.content.decode()

    def test_the_drafts_pages_of_a_published_version_are_refused(self, client, ophelie):
        parcours = scenes.parcours()
        for quoi, *suite in (("identite_du_parcours",), ("etape_du_parcours", 1)):
            assert client.get(self.url(parcours, quoi, *suite)).status_code == 403
        parcours.version = 9
        assert client.get(self.url(parcours)).status_code == 404

    def test_ceilings_at_two_sizes(self, client, ophelie, brouillon):
        parcours = scenes.parcours()
        pages = [
            (self.url(parcours), TABLEAU),
            (self.url(brouillon), TABLEAU),
            (self.url(brouillon, "etape_du_parcours", 1), 12),
            (reverse("equipe:tous_les_parcours"), 12),
        ]

        def grossir():
            etape = brouillon.etapes.get(ordre=1)
            scenes.forcer(
                lambda: [
                    ModeleEcheance.objects.create(
                        etape=etape, genre="rappel", titre=f"R{n}", ancre="session", jours=n
                    )
                    for n in range(10)
                ]
            )
            for rang in range(2):
                scenes.promotion(ophelie, f"Promotion {rang}", timezone.localdate(), 1)

        verifier_plafonds([(lambda u=u: client.get(u), plafond) for u, plafond in pages], grossir)
