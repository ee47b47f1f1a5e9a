"""What the 12 have in common: only what is shared, grouped by the équipe, quoted with consent."""

import threading

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from parcours.animation.models import Sujet
from parcours.travaux.actions.capitalisation import (
    defaire_regroupement,
    demander_citation,
    detacher,
    modifier_regroupement,
    publier_regroupement,
    regrouper,
    repondre_citation,
)
from parcours.travaux.actions.livrables import ajouter_element
from parcours.travaux.actions.versions import partager_version, remettre_livrable
from parcours.travaux.lectures.capitalisation import (
    Filtre,
    elements_partages,
    groupes_de,
    ressemblants,
    themes_de,
)
from parcours.travaux.models import Citation, Element, Rattachement, Regroupement, Version
from parcours.travaux.models.livrables import Partage
from rameau.commun.erreurs import AccesRefuse, RegleViolee
from rameau.commun.models import Courriel
from rameau.commun.recherche import Requete
from tests import scenes
from tests.plafonds import PAGE, verifier_plafond

FREIN = Element.Nature.FREIN
TEMPS = "Le temps d'animation n'est financé par personne"


@pytest.fixture(autouse=True)
def _sans_second_facteur(settings):
    settings.DEMO = True


def frein(monde, titre=TEMPS, *, qui=None, rang=1, etiquettes=(), nature=FREIN) -> Element:
    """A frein in the bilan of a binôme, which is not shared yet."""
    livrable = monde.promotion.binomes.get(rang=rang).livrables.get(nature="bilan")
    element = ajouter_element(
        par=qui or monde.catalyseur, livrable=livrable, nature=nature, titre=titre, detail=""
    )
    if etiquettes:
        scenes.forcer(
            lambda: Element.objects.filter(pk=element.pk).update(etiquettes=list(etiquettes))
        )
    return element


def partager(monde, *, qui=None, rang=1) -> Version:
    livrable = monde.promotion.binomes.get(rang=rang).livrables.get(nature="bilan")
    return partager_version(par=qui or monde.catalyseur, livrable=livrable, instant=timezone.now())


def remettre(monde, partage=Partage.PROMOTION, *, qui=None, rang=1) -> Version:
    livrable = monde.promotion.binomes.get(rang=rang).livrables.get(nature="bilan")
    return remettre_livrable(
        par=qui or monde.catalyseur, livrable=livrable, partage=partage, instant=timezone.now()
    )


@pytest.fixture
def deux(monde) -> list[Element]:
    """Two structures that say something near, shared with the promotion."""
    elements = [
        frein(monde, etiquettes=["dynamique:dialogue"]),
        frein(
            monde,
            "Personne ne finance le temps d'animation des ateliers",
            qui=monde.autre,
            rang=2,
            etiquettes=["dynamique:dialogue"],
        ),
    ]
    remettre(monde)
    remettre(monde, qui=monde.autre, rang=2)
    return elements


def grouper(monde, *elements, titre="Le temps d'animation manque", **options) -> Regroupement:
    return regrouper(
        par=options.pop("par", monde.equipe),
        promotion=monde.promotion,
        elements=[e.pk for e in elements],
        titre=titre,
        instant=timezone.now(),
        **options,
    )


def titres(monde, personne) -> list[str]:
    return [p.element.titre for p in elements_partages(monde.promotion, personne)]


# --- what is read ----------------------------------------------------------------------------
@pytest.mark.django_db
def test_an_element_is_here_once_its_version_is_shared_and_for_those_who_read_it(monde):
    frein(monde)
    assert titres(monde, monde.equipe) == []
    partager(monde)
    for qui, lit in (
        ("equipe", True),
        ("coach", True),
        ("catalyseur2", True),
        ("autre", False),
        ("autre_coach", False),
        ("comite", False),
        ("ailleurs", False),
    ):
        assert titres(monde, getattr(monde, qui)) == ([TEMPS] if lit else []), qui
    remettre(monde)
    assert titres(monde, monde.autre) == [TEMPS]
    assert titres(monde, monde.comite) == []


@pytest.mark.django_db
def test_a_text_being_written_is_never_read_even_by_the_equipe(monde, client_de):
    frein(monde)
    partager(monde)
    frein(monde, "Un frein encore secret")
    assert titres(monde, monde.equipe) == [TEMPS]
    page = client_de(monde.equipe).get(adresse(monde)).content.decode()
    assert "encore secret" not in page
    with pytest.raises(RegleViolee, match="plus partagé"):
        grouper(monde, Element.objects.get(titre="Un frein encore secret"))


@pytest.mark.django_db
def test_filters_by_kind_work_tag_group_and_words(monde, deux):
    regroupement = grouper(monde, deux[0])
    partages = elements_partages(monde.promotion, monde.equipe)

    def gardes(**criteres) -> list[int]:
        return [p.pk for p in partages if Filtre(**criteres).garde(p)]

    tous = [element.pk for element in deux]
    assert gardes() == tous
    assert gardes(nature="frein") == tous
    assert gardes(nature="objectif") == []
    assert gardes(travail="bilan") == tous
    assert gardes(travail="plan") == []
    assert gardes(etiquette="dynamique:dialogue") == tous
    assert gardes(etiquette="dynamique:partenariats") == []
    assert gardes(groupe=0) == [deux[1].pk]
    assert gardes(groupe=regroupement.pk) == [deux[0].pk]
    assert gardes(requete=Requete.lire("FINANCÉ par")) == [deux[0].pk]


@pytest.mark.django_db
def test_themes_count_structures_not_elements(monde, deux):
    themes = themes_de(elements_partages(monde.promotion, monde.equipe))
    assert [(t.code, t.structures) for t in themes] == [("dynamique:dialogue", 2)]
    frein(monde, "Un autre frein de la même structure", etiquettes=["dynamique:dialogue"])
    partager(monde)
    themes = themes_de(elements_partages(monde.promotion, monde.equipe))
    assert [t.structures for t in themes] == [2]


# --- grouping --------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_group_counts_its_structures_and_finds_what_resembles_it(monde, deux):
    regroupement = grouper(monde, deux[0])
    partages = elements_partages(monde.promotion, monde.equipe)
    groupe = groupes_de([regroupement], partages)[0]
    assert groupe.structures == 1
    assert [p.pk for p in ressemblants(groupe, partages)] == [deux[1].pk]
    grouper(monde, deux[1], regroupement=regroupement)
    partages = elements_partages(monde.promotion, monde.equipe)
    groupe = groupes_de([regroupement], partages)[0]
    assert groupe.structures == 2
    assert ressemblants(groupe, partages) == []
    detacher(par=monde.equipe, regroupement=regroupement, element=deux[0].pk)
    assert Rattachement.objects.get().element_id == deux[1].pk
    assert Element.objects.filter(pk=deux[0].pk).exists()


@pytest.mark.django_db
def test_an_element_is_in_one_group_at_most(monde, deux):
    grouper(monde, *deux)
    ailleurs = grouper(monde, deux[0], titre="Autre chose")
    assert Rattachement.objects.get(element=deux[0]).regroupement == ailleurs
    assert Rattachement.objects.count() == 2


@pytest.mark.django_db
def test_what_is_refused_when_grouping(monde, deux):
    with pytest.raises(RegleViolee, match="au moins un"):
        grouper(monde)
    with pytest.raises(RegleViolee, match="Nommez"):
        grouper(monde, deux[0], titre="  ")
    grouper(monde, deux[0], titre="Le temps")
    with pytest.raises(RegleViolee, match="déjà ce nom"):
        grouper(monde, deux[1], titre=" Le  temps ")
    for qui in ("catalyseur", "coach", "comite", "alumni"):
        with pytest.raises(AccesRefuse):
            grouper(monde, deux[0], par=getattr(monde, qui))


@pytest.mark.django_db
def test_the_database_keeps_a_group_within_its_promotion(monde, deux):
    voisine = scenes.forcer(
        lambda: Regroupement.objects.create(
            promotion=monde.close, titre="Ailleurs", cree_le=timezone.now()
        )
    )
    refus = scenes.refus_de_la_base(
        lambda: Rattachement.objects.create(regroupement=voisine, element=deux[0])
    )
    assert refus.constraint == "regle_rattachement_promotion"


@pytest.mark.django_db(transaction=True)
def test_two_groups_made_at_once_under_one_name_are_one(settings):
    monde = scenes.monde()
    element = frein(monde)
    partager(monde)
    ensemble, issues = threading.Barrier(6), []

    def essayer() -> None:
        ensemble.wait()
        try:
            grouper(monde, element)
            issues.append("fait")
        except RegleViolee as regle:
            issues.append(regle.constraint)
        finally:
            connection.close()

    fils = [threading.Thread(target=essayer) for _ in range(6)]
    for fil in fils:
        fil.start()
    for fil in fils:
        fil.join()
    assert issues.count("fait") == 1
    assert set(issues) == {"fait", "regroupement_titre_unique"}
    assert Regroupement.objects.count() == Rattachement.objects.count() == 1


# --- publishing ------------------------------------------------------------------------------
@pytest.mark.django_db
def test_a_group_is_read_by_the_promotion_once_published(monde, deux, client_de):
    regroupement = grouper(monde, *deux)
    page = regroupement.get_absolute_url()
    lecteurs = ("catalyseur", "autre", "coach", "comite")
    for qui in (*lecteurs, "ailleurs", "alumni"):
        assert client_de(getattr(monde, qui)).get(page).status_code == 404, qui
    publier_regroupement(
        par=monde.equipe, regroupement=regroupement, publier=True, instant=timezone.now()
    )
    for qui in lecteurs:
        assert client_de(getattr(monde, qui)).get(page).status_code == 200, qui
    for qui in ("ailleurs", "alumni"):
        assert client_de(getattr(monde, qui)).get(page).status_code == 404, qui
    # The committee reads the name and the count of what it may read: nothing is shared with it.
    assert TEMPS not in client_de(monde.comite).get(page).content.decode()
    assert "Le temps d" in client_de(monde.autre).get(page).content.decode()


@pytest.mark.django_db
def test_a_group_is_undone_but_not_what_was_asked_for_it(monde, deux, client_de):
    regroupement = grouper(monde, *deux)
    demande = demander(monde, regroupement, deux[0])
    with pytest.raises(RegleViolee, match="gardé"):
        defaire_regroupement(par=monde.equipe, regroupement=regroupement)
    seul = grouper(monde, deux[1], titre="Seul")
    url = reverse("equipe:defaire_regroupement", args=[monde.promotion.code, seul.pk])
    client = client_de(monde.equipe)
    assert "1\N{NO-BREAK SPACE}élément y est rattaché" in client.get(url).content.decode()
    assert client.post(url).status_code == 303
    assert not Regroupement.objects.filter(pk=seul.pk).exists()
    assert Element.objects.filter(pk=deux[1].pk).exists()
    refuse = reverse("equipe:defaire_regroupement", args=[monde.promotion.code, regroupement.pk])
    assert client.post(refuse).status_code == 409
    assert Citation.objects.get() == demande


# --- quoting ---------------------------------------------------------------------------------
def demander(monde, regroupement, element, texte="financé par personne") -> Citation:
    return demander_citation(
        par=monde.equipe,
        regroupement=regroupement,
        version=element.livrable.versions.order_by("-numero")[0],
        texte=texte,
        instant=timezone.now(),
    )


@pytest.mark.django_db
def test_words_are_quoted_only_as_they_are_and_once_asked(monde, deux):
    regroupement = grouper(monde, *deux)
    with pytest.raises(RegleViolee, match="mots mêmes"):
        demander(monde, regroupement, deux[0], "financé par tout le monde")
    with pytest.raises(RegleViolee, match="mots mêmes"):
        demander(monde, regroupement, deux[0], "  ")
    avant = Courriel.objects.count()
    demander(monde, regroupement, deux[0])
    assert Courriel.objects.filter(genre="citation_demandee").count() == 2
    assert Courriel.objects.count() == avant + 2
    with pytest.raises(RegleViolee, match="déjà demandée"):
        demander(monde, regroupement, deux[0])


@pytest.mark.django_db
def test_nothing_is_quoted_without_the_binome_which_may_change_its_mind(monde, deux, client_de):
    regroupement = grouper(monde, *deux)
    publier_regroupement(
        par=monde.equipe, regroupement=regroupement, publier=True, instant=timezone.now()
    )
    citation = demander(monde, regroupement, deux[0])
    page, lecteur = regroupement.get_absolute_url(), client_de(monde.autre)

    def cite() -> tuple[bool, bool]:
        """Whether a peer reads the quote, and whose it is."""
        lu = lecteur.get(page).content.decode()
        return "Dans leurs mots" in lu, "une structure de la promotion" in lu

    assert cite() == (False, False)
    repondre = reverse("parcours:repondre_citation", args=[monde.promotion.code, citation.pk])
    client = client_de(monde.catalyseur2)
    for reponse, attendu in (
        ("oui", (True, False)),
        ("anonyme", (True, True)),
        ("non", (False, False)),
    ):
        assert client.post(repondre, {"reponse": reponse}).status_code == 303
        assert cite() == attendu, reponse
    for mauvaise in ("", "attente", "peut-être"):
        assert client.post(repondre, {"reponse": mauvaise}).status_code == 422
    assert Citation.objects.get().reponse == "non"
    assert client_de(monde.autre).post(repondre, {"reponse": "oui"}).status_code == 404
    with pytest.raises(AccesRefuse):
        repondre_citation(
            par=monde.equipe, citation=citation, reponse="oui", instant=timezone.now()
        )


@pytest.mark.django_db
def test_the_mail_of_a_request_answered_meanwhile_does_not_leave(monde, deux):
    from rameau.commun import registres

    citation = demander(monde, grouper(monde, *deux), deux[0])
    courriel = Courriel.objects.filter(genre="citation_demandee")[:1].get()
    preparer = registres.courriels["citation_demandee"].preparer
    message = preparer(courriel.pk)
    assert message is not None
    assert message.contexte["passage"] == "financé par personne"
    repondre_citation(
        par=monde.catalyseur, citation=citation, reponse="oui", instant=timezone.now()
    )
    assert preparer(courriel.pk) is None


@pytest.mark.django_db
def test_a_quote_asked_never_changes_its_words(monde, deux):
    citation = demander(monde, grouper(monde, *deux), deux[0])
    with pytest.raises(Exception, match="citation_figee"):
        scenes.forcer(lambda: Citation.objects.filter(pk=citation.pk).update(texte="autre"))


# --- pages -----------------------------------------------------------------------------------
def adresse(monde) -> str:
    return reverse("parcours:capitalisation", args=[monde.promotion.code])


@pytest.mark.django_db
def test_the_equipe_groups_from_the_list_by_form_alone(monde, deux, client_de):
    client = client_de(monde.equipe)
    url = reverse("equipe:regrouper", args=[monde.promotion.code])
    choix = {"elements": [e.pk for e in deux], "regroupement": "", "titre": "Le temps"}
    assert client.post(url, choix).status_code == 303
    regroupement = Regroupement.objects.get()
    assert regroupement.rattachements.count() == 2
    for mauvais, mots in (
        ({**choix, "titre": ""}, "Nommez le nouveau regroupement"),
        ({**choix, "elements": []}, "Cochez au moins un élément"),
        ({**choix, "elements": ["999999"]}, "Sélectionnez un choix valide"),
    ):
        response = client.post(url, mauvais)
        assert response.status_code == 422
        assert mots in response.content.decode()
    pris = client.post(url, choix)
    assert pris.status_code == 409
    # What was ticked stays ticked.
    assert pris.content.decode().count(" checked") == 2


@pytest.mark.django_db
def test_who_does_not_group_sees_no_box(monde, deux, client_de):
    page = client_de(monde.autre).get(adresse(monde)).content.decode()
    assert TEMPS.replace("'", "’") in page
    assert 'type="checkbox"' not in page
    assert client_de(monde.ailleurs).get(adresse(monde)).status_code == 404


@pytest.mark.django_db
def test_a_filter_nobody_knows_filters_nothing(monde, deux, client_de):
    client = client_de(monde.equipe)
    for requete in ("?nature=inconnue", "?groupe=999", "?groupe=x", "?etiquette=%00", "?q=%00"):
        response = client.get(adresse(monde) + requete)
        assert response.status_code == 200
        assert "2\N{NO-BREAK SPACE}éléments" in response.content.decode(), requete


@pytest.mark.django_db
def test_naming_keeps_what_was_typed_when_the_name_is_taken(monde, deux, client_de):
    premier = grouper(monde, deux[0], titre="Premier")
    grouper(monde, deux[1], titre="Second")
    url = reverse("equipe:regroupement", args=[monde.promotion.code, premier.pk])
    client = client_de(monde.equipe)
    refuse = client.post(url, {"titre": "Second", "constat": "Ce que l'on retient"})
    assert refuse.status_code == 409
    assert "Ce que l&#x27;on retient" in refuse.content.decode()
    assert client.post(url, {"titre": "", "constat": ""}).status_code == 422
    assert client.post(url, {"titre": "Tiers", "constat": "**Oui**"}).status_code == 303
    premier.refresh_from_db()
    assert (premier.titre, premier.constat) == ("Tiers", "**Oui**")
    with pytest.raises(AccesRefuse):
        modifier_regroupement(par=monde.coach, regroupement=premier, titre="x", constat="")


@pytest.mark.django_db
def test_asking_for_words_from_the_group_page(monde, deux, client_de):
    regroupement = grouper(monde, deux[0])
    client, code = client_de(monde.equipe), monde.promotion.code
    url = reverse("equipe:citer", args=[code, regroupement.pk, deux[0].pk])
    assert client.post(url, {"texte": "d'autres mots"}).status_code == 409
    assert client.post(url, {"texte": ""}).status_code == 422
    assert client.post(url, {"texte": TEMPS}).status_code == 303
    hors = reverse("equipe:citer", args=[code, regroupement.pk, deux[1].pk])
    assert client.post(hors, {"texte": TEMPS}).status_code == 404
    page = client_de(monde.catalyseur).get(reverse("parcours:citations", args=[code]))
    assert TEMPS.replace("'", "’") in page.content.decode()


@pytest.mark.django_db
def test_a_group_becomes_a_topic_of_stage_3_once(monde, deux, client_de):
    regroupement = grouper(monde, *deux)
    url = reverse("equipe:proposer_regroupement", args=[monde.promotion.code, regroupement.pk])
    client = client_de(monde.equipe)
    assert client.post(url).status_code == 303
    sujet = Sujet.objects.get()
    assert (sujet.titre, sujet.origine) == (
        regroupement.titre,
        "Rencontré par 2\N{NO-BREAK SPACE}structures",
    )
    encore = client.post(url)
    assert encore.status_code == 409
    assert "déjà proposé" in encore.content.decode()
    assert client_de(monde.catalyseur).post(url).status_code == 403


@pytest.mark.django_db
def test_ceilings_with_a_thousand_elements(monde, deux, client_de):
    regroupement = grouper(monde, *deux)
    demander(monde, regroupement, deux[0])
    client = client_de(monde.equipe)

    def grossir() -> None:
        """A thousand more, frozen with the next version of each binôme."""
        for rang, qui in ((1, monde.catalyseur), (2, monde.autre)):
            livrable = monde.promotion.binomes.get(rang=rang).livrables.get(nature="bilan")
            scenes.forcer(
                lambda livrable=livrable: Element.objects.bulk_create(
                    Element(
                        livrable=livrable,
                        nature=FREIN,
                        ordre=ordre,
                        titre=f"Le frein numéro {ordre}",
                        etiquettes=["dynamique:dialogue"],
                    )
                    for ordre in range(10, 510)
                )
            )
            partager_version(par=qui, livrable=livrable, instant=timezone.now())
        nouveaux = Element.objects.filter(ordre__in=range(10, 40)).order_by("pk")
        for rang, element in enumerate(nouveaux):
            grouper(monde, element, titre=f"Groupe {rang}")

    verifier_plafond(lambda: client.get(adresse(monde)), grossir, PAGE)
    entier = client.get(adresse(monde) + "?tout=1").content.decode()
    assert entier.count('class="communs__ligne"') == 1002


@pytest.mark.django_db
def test_ceilings_of_a_group(monde, deux, client_de):
    regroupement = grouper(monde, *deux)
    demander(monde, regroupement, deux[0])
    client = client_de(monde.equipe)

    def grossir() -> None:
        for rang in range(20):
            frein(monde, f"Le temps d'animation, encore {rang}")
        partager(monde)
        nouveaux = Element.objects.filter(titre__contains="encore").order_by("pk")
        grouper(monde, *nouveaux, regroupement=regroupement)
        demander(monde, regroupement, nouveaux[0], "animation, encore")

    verifier_plafond(lambda: client.get(regroupement.get_absolute_url()), grossir, PAGE)
    citations = reverse("parcours:citations", args=[monde.promotion.code])
    membre = client_de(monde.catalyseur)
    verifier_plafond(
        lambda: membre.get(citations),
        lambda: demander(monde, regroupement, deux[0], TEMPS),
        PAGE,
    )
