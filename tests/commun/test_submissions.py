"""One way to handle a POST: what `submit` answers, and what it leaves in the form."""

import pytest
from django import forms
from django.http import HttpResponse
from django.test import RequestFactory

from rameau.commun.erreurs import AccesRefuse, RegleViolee, VersionDepassee
from rameau.commun.submissions import TooManyTries, posted, submit


class Form(forms.Form):
    titre = forms.CharField()
    revision = forms.IntegerField(widget=forms.HiddenInput)


class Ecrit:
    revision = 7


def envoi(**champs):
    request = RequestFactory().post("/", {"titre": "Les mots", "revision": 3} | champs)
    return request, Form(posted(request))


def refuser(erreur):
    def act():
        raise erreur

    return act


def test_a_get_does_nothing():
    request = RequestFactory().get("/")
    outcome = submit(request, refuser(AssertionError), Form(posted(request)))
    assert (outcome.response, outcome.status) == (None, 200)


def test_an_invalid_form_is_422_and_the_act_is_not_called():
    request, form = envoi(titre="")
    outcome = submit(request, refuser(AssertionError), form)
    assert (outcome.response, outcome.status, set(form.errors)) == (None, 422, {"titre"})


def test_every_form_must_be_valid():
    request, form = envoi()
    autre = Form({"titre": ""})
    assert submit(request, refuser(AssertionError), form, autre).status == 422


def test_an_act_done_is_303_or_its_own_answer():
    request, form = envoi()
    fait = submit(request, lambda: "/ensuite/", form).response
    assert (fait.status_code, fait["Location"]) == (303, "/ensuite/")
    fragment = HttpResponse("mots")
    assert submit(request, lambda: fragment, form).response is fragment


@pytest.mark.parametrize(
    ("field", "ou"),
    [("titre", "titre"), (None, "__all__"), ({"regle_du_titre": "titre"}.get, "titre")],
)
def test_a_rule_is_told_where_it_is_said(field, ou):
    request, form = envoi()
    regle = RegleViolee("Non.", constraint="regle_du_titre")
    outcome = submit(request, refuser(regle), form, field=field)
    assert (outcome.status, outcome.refusal, dict(form.errors)) == (409, "Non.", {ou: ["Non."]})
    assert form["titre"].value() == "Les mots"


def test_a_rule_about_what_is_typed_may_be_422_and_a_page_without_form_tells_it():
    request, _ = envoi()
    outcome = submit(request, refuser(RegleViolee("Non.")), refused=422)
    assert (outcome.status, outcome.refusal) == (422, "Non.")


def test_too_many_tries_are_429():
    request, form = envoi()
    outcome = submit(request, refuser(TooManyTries("Patientez.")), form, field="titre")
    assert (outcome.status, form.non_field_errors()) == (429, ["Patientez."])


def test_a_form_that_carries_a_revision_takes_the_new_one():
    request, form = envoi()
    outcome = submit(request, refuser(VersionDepassee(actuel=Ecrit())), form)
    assert (outcome.status, outcome.stale, outcome.current.revision) == (409, True, 7)
    assert (form["titre"].value(), form["revision"].value()) == ("Les mots", "7")


def test_what_is_not_open_is_left_to_the_door():
    request, form = envoi()
    with pytest.raises(AccesRefuse):
        submit(request, refuser(AccesRefuse()), form)
