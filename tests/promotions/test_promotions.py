"""Opening a promotion, leading it, and its pages."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from parcours.promotions.a_traiter.sources import faits_de
from parcours.promotions.actions.promotions import changer_etat_promotion, creer_promotion
from parcours.promotions.lectures.calendrier import calculer
from parcours.promotions.models import Binome, Parcours, Programme, Promotion, Rencontre
from parcours.travaux.models import Livrable
from rameau.commun.chapeaux import Chapeau
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import Courriel
from territoires.models import Organisation, Territoire
from tests import scenes
from tests.plafonds import PAGE, TABLEAU, verifier_plafond, verifier_plafonds

pytestmark = pytest.mark.django_db

NOUVELLE = "/equipe/promotions/nouvelle/"


@pytest.fixture(autouse=True)
def _second_factor_elsewhere(settings):
    settings.DEMO = True


@pytest.fixture
def ophelie(db):
    scenes.charger_reference()
    return scenes.equipe()


@pytest.fixture
def demain():
    return timezone.localdate() + timedelta(days=1)


def creer(par, debut, nom="Promotion d'essai", **kwargs):
    kwargs.setdefault("territoires", Territoire.objects.order_by("pk")[:12])
    parcours = kwargs.pop("parcours", scenes.parcours())
    return creer_promotion(
        par=par,
        parcours=parcours,
        nom=nom,
        calendrier=calculer(parcours, debut),
        aujourdhui=timezone.localdate(),
        **kwargs,
    )


def parcours_sans_territoire():
    """A complete parcours for têtes de réseau, as the équipe's template pages will make them."""

    def faire():
        modele = Parcours.objects.get(code="alliances-innovantes")
        modele.complet = True
        modele.save()
        source = scenes.parcours()
        for temps in source.temps.all():
            temps.pk, temps.parcours = None, modele
            temps.save()
        for etape in source.etapes.all():
            rencontres, livrable = list(etape.rencontres.all()), getattr(etape, "livrable", None)
            etape.pk, etape.parcours = None, modele
            etape.save()
            moments = [list(rencontre.sequences.all()) for rencontre in rencontres]
            for un in [*rencontres, *([livrable] if livrable else [])]:
                un.pk, un.etape = None, etape
                un.save()
            for rencontre, siens in zip(rencontres, moments, strict=True):
                for moment in siens:
                    moment.pk, moment.rencontre = None, rencontre
                    moment.save()
        for nom in ("Réseau des essais", "Fédération des essais"):
            Organisation.objects.create(nom=nom, profil="tête de réseau")
        return modele

    return scenes.forcer(faire)


class TestCreer:
    def test_everything_exists_at_once(self, ophelie, demain):
        promotion = creer(ophelie, demain)
        assert (promotion.etat, promotion.code) == ("preparation", "promotion-dessai")
        assert promotion.etapes.count() == 4
        assert promotion.rencontres.count() == 9
        assert promotion.binomes.count() == 12
        assert Livrable.objects.filter(binome__promotion=promotion).count() == 36
        assert set(promotion.binomes.values_list("rang", flat=True)) == set(range(1, 13))
        temps = promotion.programme.temps.order_by("ordre")
        assert [t.taches.count() for t in temps] == [3, 4, 2]
        assert temps[1].debut == demain.replace(day=1)
        un_jour = timedelta(days=1)
        assert [t.fin + un_jour for t in temps[:2]] == [t.debut for t in temps[1:]]
        for session in promotion.rencontres.sessions():
            minutes = sum(session.sequences.values_list("duree_minutes", flat=True))
            assert minutes * 60 == (session.fin - session.debut).total_seconds()

    def test_only_the_equipe_opens(self, ophelie, demain):
        with pytest.raises(AccesRefuse):
            creer(scenes.relire(scenes.personne("Quelquun")), demain)
        assert not Promotion.objects.exists()

    @pytest.mark.parametrize(
        ("changes", "rule"),
        [
            ({"nom": "!!!"}, "nom"),
            ({"nom": "Nouvelle"}, "nom"),
            ({"nom": "promotion  D'ESSAI"}, "promotion_code_unique"),
            ({"combien": "treize"}, "regle_binome_capacite"),
            ({"structure": "deux fois"}, "binome_structure_unique"),
            ({"debut": -1}, "debut"),
            ({"parcours": "alliances-innovantes"}, ""),
        ],
    )
    def test_what_does_not_fit_leaves_nothing_behind(self, ophelie, demain, changes, rule):
        creer(ophelie, demain)
        kwargs = {"nom": changes.get("nom", "Une autre")}
        douze = list(Territoire.objects.order_by("pk"))
        if "parcours" in changes:
            kwargs["parcours"] = Parcours.objects.get(code=changes["parcours"])
        if "combien" in changes or "structure" in changes:
            structure = (
                Organisation.objects.create
                if "combien" in changes
                else lambda **_: douze[0].structure
            )
            treizieme = scenes.forcer(
                lambda: Territoire.objects.create(
                    nom="Treizième",
                    structure=structure(nom="Treizième structure", profil="collectif"),
                    region="24",
                    departements=["41"],
                    latitude=47,
                    longitude=1,
                ),
            )
            kwargs["territoires"] = [
                *(douze if "combien" in changes else douze[:2]),
                treizieme,
            ]
        debut = demain + timedelta(days=2 * changes.get("debut", 0))
        with pytest.raises(RegleViolee) as refused:
            creer(ophelie, debut, **kwargs)
        assert refused.value.constraint == rule
        assert Promotion.objects.count() == 1
        assert Programme.objects.count() == 2

    def test_the_name_taken_is_refused_by_the_database_too(self, ophelie, demain):
        promotion = creer(ophelie, demain)
        copie = {
            champ: getattr(promotion, champ)
            for champ in ("programme", "parcours", "nom", "code", "debut", "fin")
        }
        regle = scenes.refus_de_la_base(lambda: Promotion.objects.create(**copie))
        assert regle.message == "Une promotion porte déjà ce nom."
        copie |= {"code": "autre", "fin": promotion.debut}
        regle = scenes.refus_de_la_base(lambda: Promotion.objects.create(**copie))
        assert regle.constraint == "promotion_dates"

    def test_a_promotion_may_join_a_programme(self, ophelie, demain):
        premiere = creer(ophelie, demain)
        seconde = creer(ophelie, demain, nom="Seconde", programme=premiere.programme)
        assert seconde.programme == premiere.programme

    def test_structures_without_territory_take_part_where_the_parcours_says_so(
        self, ophelie, demain
    ):
        parcours = parcours_sans_territoire()
        structures = Organisation.objects.filter(profil="tête de réseau")
        promotion = creer(ophelie, demain, parcours=parcours, territoires=[], structures=structures)
        assert set(promotion.binomes.values_list("territoire", flat=True)) == {None}
        with pytest.raises(RegleViolee, match="sans territoire"):
            creer(ophelie, demain, nom="Autre", parcours=parcours)


class TestCharger:
    def test_loading_twice_changes_nothing(self, ophelie):
        def compter():
            return [
                modele.objects.count() for modele in (Parcours, Programme, Territoire, Organisation)
            ]

        avant = compter()
        scenes.charger_reference()
        assert compter() == avant
        assert avant == [3, 1, 12, 12]
        assert [p.complet for p in Parcours.objects.order_by("code")] == [False, True, False]


class TestEtats:
    def test_the_states_follow_one_another(self, monde):
        promotion = monde.promotion
        for etat in ("evaluation", "en-cours", "evaluation", "close"):
            promotion = changer_etat_promotion(par=monde.equipe, promotion=promotion, etat=etat)
            assert promotion.etat == etat
        assert scenes.relire(monde.catalyseur).chapeaux == {Chapeau.ALUMNI}

    @pytest.mark.parametrize("etat", ["close", "preparation", "en-cours"])
    def test_a_step_is_not_skipped(self, monde, etat):
        with pytest.raises(RegleViolee, match="ne passe pas à cet état"):
            changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat=etat)

    def test_a_closed_promotion_stays_closed_and_only_the_equipe_leads(self, monde):
        with pytest.raises(RegleViolee, match="close"):
            changer_etat_promotion(par=monde.equipe, promotion=monde.close, etat="en-cours")
        with pytest.raises(AccesRefuse):
            changer_etat_promotion(par=monde.coach, promotion=monde.promotion, etat="evaluation")

    def test_closing_says_its_effect_before(self, monde, client_de):
        changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat="evaluation")
        url = reverse("equipe:etat_de_promotion", args=[monde.promotion.code, "close"])
        client = client_de(monde.equipe)
        page = client.get(url, follow=True)
        assert page.redirect_chain[0][0].endswith("/cloture/")
        assert "3\u00a0catalyseurs deviendront alumni" in page.content.decode()
        assert client.post(url).status_code == 303
        assert client.post(url).status_code == 409
        monde.promotion.refresh_from_db()
        assert monde.promotion.etat == "close"

    def test_starting_says_how_many_receive_their_dates(self, ophelie, client_de):
        promotion = scenes.promotion(ophelie, "À commencer", timezone.localdate(), 1)
        client = client_de(ophelie)
        url = reverse("equipe:etat_de_promotion", args=[promotion.code, "en-cours"])
        page = client.get(reverse("equipe:promotion", args=[promotion.code])).content.decode()
        assert re.search(rf'bouton--principal"\s+href="{url}"', page)
        assert "0\u00a0personne reçoit ses dates par courriel" in client.get(url).content.decode()
        assert client.post(url).status_code == 303
        assert not Courriel.objects.filter(genre="agenda_dates").exists()

    def test_the_main_act_of_a_promotion_is_its_next_session(self, monde, client_de):
        """What ends the time of sessions is not the button at hand while some are to come."""
        client = client_de(monde.equipe)
        url = reverse("equipe:promotion", args=[monde.promotion.code])
        page = client.get(url)
        session = page.context["session"]
        assert (
            session
            == monde.promotion.rencontres.sessions()
            .maintenues()
            .filter(fin__gte=timezone.now())
            .order_by("debut")
            .first()
        )
        preparer = reverse("equipe:preparer", args=[monde.promotion.code, session.pk])
        assert page.content.decode().index(preparer) < page.content.decode().index("evaluation/")
        changer_etat_promotion(par=monde.equipe, promotion=monde.promotion, etat="evaluation")
        page = client.get(url)
        assert page.context["session"] is None
        assert "Revenir au temps des sessions" in page.content.decode()
        retour = reverse("equipe:etat_de_promotion", args=[monde.promotion.code, "en-cours"])
        assert "Aucun courriel ne part" in client.get(retour).content.decode()

    def test_what_is_past_is_told_apart(self, monde, client_de):
        url = reverse("equipe:promotion", args=[monde.promotion.code])
        contexte = client_de(monde.equipe).get(url).context
        instant = timezone.now()
        assert all(r.fin >= instant for r in contexte["a_venir"])
        assert all(r.fin < instant for r in contexte["passees"])
        ensemble = len(contexte["a_venir"]) + len(contexte["passees"])
        assert ensemble == monde.promotion.rencontres.count()


class TestPageDOuverture:
    """The address holds the start; the calendar is seen and changed before anything exists."""

    @pytest.fixture
    def client(self, ophelie, client_de):
        return client_de(ophelie)

    def apercu(self, client, debut, nom="Promotion d'essai"):
        return client.get(NOUVELLE, {"nom": nom, "debut": debut.isoformat()})

    def saisie(self, client, depart, form=None, **changes):
        """What the form of the preview would send back, with some changes."""
        form = form or self.apercu(client, depart).context["form"]
        envoi = {"parcours": form.parcours.code, "acte": "ouvrir"}
        for champ in form:
            valeur = champ.value()
            envoi[champ.name] = (
                champ.field.widget.format_value(valeur)
                if (champ.name != "structures")
                else [str(v) for v in valeur]
            )
        envoi |= {nom: "" if v is None else v for nom, v in envoi.items()}
        return envoi | changes

    def test_the_default_path_opens_with_the_twelve(self, client, demain):
        page = self.apercu(client, demain)
        assert page.status_code == 200
        assert not Promotion.objects.exists()
        assert (page.context["choisies"], len(page.context["choix"])) == (12, 12)
        assert sum(un.incertaine for un in page.context["choix"]) == 4
        assert "12 / 12" in page.content.decode()
        answer = client.post(NOUVELLE, self.saisie(client, demain))
        assert (answer.status_code, answer["Location"]) == (
            303,
            "/equipe/promotions/promotion-dessai/",
        )
        assert Binome.objects.count() == 12

    def test_the_skeletons_are_announced_and_open_nothing(self, client, demain):
        page = client.get(NOUVELLE)
        assert "Modèles socio-économiques" in page.content.decode()
        assert list(page.context["form"].fields["parcours"].queryset) == [scenes.parcours()]
        address = {"parcours": "alliances-innovantes", "nom": "A", "debut": demain.isoformat()}
        page = client.get(NOUVELLE, address)
        assert (page.status_code, "n’est encore qu’annoncé" in page.content.decode()) == (422, True)
        envoi = self.saisie(client, demain, parcours="alliances-innovantes")
        assert client.post(NOUVELLE, envoi).status_code == 404

    def test_a_first_day_already_past_is_said_and_what_was_typed_kept(self, client):
        page = self.apercu(client, timezone.localdate() - timedelta(days=1), nom="Gardé")
        assert page.status_code == 422
        assert page.context["form"].errors["debut"] == ["La date de début est déjà passée."]
        assert 'value="Gardé"' in page.content.decode()

    def test_recomputing_warns_and_writes_nothing(self, client, demain):
        form = self.apercu(client, demain).context["form"]
        session = form.calendrier.sessions()[1]
        samedi = timezone.localdate(session.debut)
        samedi += timedelta(days=5 - samedi.weekday())
        envoi = self.saisie(
            client,
            demain,
            acte="recalculer",
            **{f"jour_{session.modele.pk}": samedi.isoformat()},
        )
        page = client.post(NOUVELLE, envoi)
        assert page.status_code == 200
        lignes = {ligne.titre: ligne for ligne in page.context["lignes"]}
        assert "un samedi" in lignes[session.modele.titre].avis
        # The work nobody has touched follows its session.
        assert lignes["Bilan des actions entreprises et des freins rencontrés"].jour == (
            samedi - timedelta(days=7)
        )
        assert not Promotion.objects.exists()

    def test_a_due_date_people_chose_does_not_follow(self, client, demain):
        form = self.apercu(client, demain).context["form"]
        session = form.calendrier.sessions()[1]
        choisie = form.calendrier.travaux[0].du_le - timedelta(days=3)
        envoi = self.saisie(
            client, demain, acte="recalculer", echeance_bilan=choisie.isoformat()
        ) | {
            f"jour_{session.modele.pk}": (
                timezone.localdate(session.debut) + timedelta(days=1)
            ).isoformat()
        }
        page = client.post(NOUVELLE, envoi)
        jours = [ligne.jour for ligne in page.context["lignes"] if ligne.nature == "travail"]
        assert choisie in jours

    def test_each_refusal_stands_at_its_row_with_all_that_was_typed(self, client, demain):
        form = self.apercu(client, demain).context["form"]
        un, deux = form.calendrier.sessions()[:2]
        champ = f"jour_{deux.modele.pk}"
        envoi = self.saisie(
            client,
            demain,
            nom="Nom gardé",
            echeance_bilan="2000-01-01",
            **{champ: timezone.localdate(un.debut).isoformat()},
        )
        page = client.post(NOUVELLE, envoi)
        assert page.status_code == 422
        erreurs = page.context["form"].errors
        assert set(erreurs) == {champ, "echeance_bilan"}
        assert "viendrait avant la fin" in erreurs[champ][0]
        assert 'value="Nom gardé"' in page.content.decode()
        assert not Promotion.objects.exists()

    def test_an_unreadable_date_is_refused_at_its_field(self, client, demain):
        form = self.apercu(client, demain).context["form"]
        champ = f"jour_{form.calendrier.sessions()[0].modele.pk}"
        page = client.post(NOUVELLE, self.saisie(client, demain, **{champ: "bientôt"}))
        assert (page.status_code, set(page.context["form"].errors)) == (422, {champ})
        page = client.post(NOUVELLE, self.saisie(client, demain, debut="2027-99-99"))
        assert (page.status_code, set(page.context["form"].errors)) == (422, {"debut"})

    def test_thirteen_structures_or_twice_the_same_are_refused(self, client, demain):
        doublon = scenes.forcer(
            lambda: Territoire.objects.create(
                nom="Autre rive",
                structure=Territoire.objects.order_by("pk")[0].structure,
                region="32",
                departements=["59"],
                latitude=50,
                longitude=3,
            ),
        )
        tous = [str(t.pk) for t in Territoire.objects.order_by("pk")]
        page = client.post(NOUVELLE, self.saisie(client, demain, structures=tous))
        assert page.status_code == 422
        assert "13\u00a0sont choisies" in page.context["form"].errors["structures"][0]
        deux = [tous[0], str(doublon.pk)]
        page = client.post(NOUVELLE, self.saisie(client, demain, structures=deux))
        assert "ne participe qu’une fois" in page.context["form"].errors["structures"][0]
        assert not Promotion.objects.exists()

    def test_a_name_taken_is_said_at_the_name(self, ophelie, client, demain):
        creer(ophelie, demain)
        page = client.post(NOUVELLE, self.saisie(client, demain))
        assert page.status_code == 409
        assert page.context["form"].errors["nom"] == ["Une promotion porte déjà ce nom."]
        assert Promotion.objects.count() == 1

    def test_structures_alone_are_chosen_for_tetes_de_reseau(self, client, demain):
        parcours = parcours_sans_territoire()
        address = {"parcours": parcours.code, "nom": "Têtes", "debut": demain.isoformat()}
        form = client.get(NOUVELLE, address).context["form"]
        choisies = Organisation.objects.filter(profil="tête de réseau")
        choix = [str(s.pk) for s in choisies]
        envoi = self.saisie(client, demain, form=form, structures=choix)
        assert client.post(NOUVELLE, envoi).status_code == 303
        assert set(Binome.objects.values_list("structure", flat=True)) == {s.pk for s in choisies}


class TestPages:
    def test_what_a_promotion_waits_for(self, monde):
        faits = faits_de(monde.promotion, personne=monde.equipe, maintenant=timezone.now())
        textes = [fait.texte for fait in faits]
        assert any("n'ont encore personne" in texte for texte in textes)
        assert any("n'a pas encore de lieu" in texte for texte in textes)
        assert faits_de(monde.promotion, personne=monde.coach, maintenant=timezone.now()) == []

    def test_a_promotion_whose_day_has_come_is_to_be_begun(self, ophelie):
        promotion = scenes.promotion(ophelie, "Du jour", timezone.localdate(), 1)
        faits = faits_de(promotion, personne=ophelie, maintenant=timezone.now())
        assert (faits[0].acte, faits[0].urgent) == ("Commencer la promotion", True)
        changer_etat_promotion(par=ophelie, promotion=promotion, etat="en-cours")
        promotion.refresh_from_db()
        faits = faits_de(promotion, personne=ophelie, maintenant=timezone.now())
        assert "Commencer la promotion" not in [fait.acte for fait in faits]

    def test_a_late_work_is_a_fact_with_an_act(self, monde):
        plus_tard = timezone.now() + timedelta(days=120)
        faits = faits_de(monde.promotion, personne=monde.equipe, maintenant=plus_tard)
        assert [f.acte for f in faits if "bilan, attendu" in f.texte] == ["Écrire aux binômes"]

    def test_who_sees_the_promotion(self, monde, client_de):
        url = reverse("parcours:promotion", args=[monde.promotion.code])
        for qui in (monde.catalyseur, monde.autre, monde.coach, monde.equipe, monde.comite):
            assert client_de(qui).get(url).status_code == 200, qui
        for qui in (monde.ailleurs, monde.alumni):
            assert client_de(qui).get(url).status_code == 404, qui

    def test_the_equipe_s_pages_are_the_equipe_s(self, monde, client_de):
        url = reverse("equipe:promotion", args=[monde.promotion.code])
        assert client_de(monde.equipe).get(url).status_code == 200
        for qui in (monde.catalyseur, monde.coach, monde.comite):
            assert client_de(qui).get(url).status_code == 403, qui

    def test_my_only_promotion_opens_at_once(self, monde, client_de):
        answer = client_de(monde.catalyseur).get("/parcours/")
        assert answer["Location"] == monde.promotion.get_absolute_url()
        assert client_de(monde.equipe).get("/parcours/").status_code == 200

    def test_ceilings_at_two_sizes(self, monde, client_de):
        staff, membre = client_de(monde.equipe), client_de(monde.catalyseur)
        code = monde.promotion.code

        def grossir():
            scenes.agrandir(monde)
            debut = timezone.localdate() + timedelta(days=1)
            for rang in range(3):
                scenes.promotion(monde.equipe, f"Promotion {rang} de plus", debut, 2)

        pages = [
            (staff, reverse("equipe:promotions"), PAGE),
            (staff, reverse("equipe:promotion", args=[code]), TABLEAU),
            (membre, reverse("parcours:promotion", args=[code]), TABLEAU),
            (staff, reverse("parcours:promotions"), PAGE),
        ]
        verifier_plafonds(
            [(lambda c=client, u=url: c.get(u), plafond) for client, url, plafond in pages],
            grossir,
        )

    def test_the_preview_s_ceiling(self, ophelie, client_de, demain):
        client = client_de(ophelie)
        verifier_plafond(
            lambda: client.get(NOUVELLE, {"nom": "A", "debut": demain.isoformat()}),
            lambda: [creer(ophelie, demain, nom=f"Promotion {rang}") for rang in range(2)],
        )


def test_a_rencontre_belongs_to_a_stage_of_its_own_promotion(monde):
    ailleurs = monde.close.etapes.first()
    sessions = Rencontre.objects.filter(promotion=monde.promotion)
    regle = scenes.refus_de_la_base(lambda: sessions.update(etape=ailleurs))
    assert regle.constraint == "regle_rencontre_meme_promotion"


def test_a_promotion_counts_four_stages(monde):
    etape = monde.promotion.etapes.get(ordre=4)
    etape.ordre = 5
    assert scenes.refus_de_la_base(etape.save).constraint == "etape_ordre"
