"""Candidatures: what is known of a structure, the bilatérale, the message, the public form."""

import re
from typing import Any, cast

from django import forms
from django.db.models import Q
from phonenumber_field.formfields import PhoneNumberField

from parcours.promotions.forms.rencontres import RencontreForm
from parcours.promotions.models import AppelACandidatures, Candidature, Promotion
from rameau.commun.forms import FormRelu
from territoires.models import Territoire
from territoires.models.insee import REGIONS

DEPARTEMENT = re.compile(r"^(\d{2,3}|2[AB])$")
SUITE = ("region", "departements", "population", "maturite", "motivation")
CHOIX_DE_REGION = [("", "Choisir une région"), *REGIONS.items()]


class StructureForm(forms.Form):
    """What a structure and its territory are."""

    nom = forms.CharField(label="Nom de la structure", max_length=160)
    profil = forms.CharField(
        label="Profil",
        max_length=80,
        help_text="Par exemple : collectivité territoriale, collectif d’entreprises, PTCE.",
    )
    nom_territoire = forms.CharField(label="Territoire", max_length=120, required=False)
    region = forms.ChoiceField(label="Région", choices=CHOIX_DE_REGION)
    departements = forms.CharField(
        label="Départements",
        max_length=80,
        required=False,
        help_text="Leurs numéros, par exemple : 59, 62.",
    )
    population = forms.IntegerField(
        label="Population du territoire",
        min_value=1,
        max_value=70_000_000,
        required=False,
        help_text="En habitants, même à peu près.",
    )
    maturite = forms.ChoiceField(
        label="Maturité de la co-construction",
        choices=[("", "Pas encore connue"), *Candidature.Maturite.choices],
        required=False,
    )

    def clean_departements(self) -> list[str]:
        codes = re.split(r"[\s,;]+", self.cleaned_data["departements"].upper().strip())
        faux = [code for code in codes if code and not DEPARTEMENT.match(code)]
        if faux:
            raise forms.ValidationError(f"« {faux[0]} » n’est pas un numéro de département.")
        return [code for code in codes if code]


class ContactForm(forms.Form):
    """Whom to write to."""

    contact_prenom = forms.CharField(label="Prénom du contact", max_length=80, required=False)
    contact_nom = forms.CharField(label="Nom du contact", max_length=80, required=False)
    contact_email = forms.EmailField(
        label="Adresse électronique du contact", max_length=254, required=False
    )
    contact_telephone = PhoneNumberField(label="Téléphone du contact", region="FR", required=False)


class CandidatureForm(FormRelu, StructureForm, ContactForm):
    """Everything the équipe writes of a structure."""

    latitude = forms.DecimalField(
        label="Latitude",
        min_value=-90,
        max_value=90,
        max_digits=5,
        decimal_places=2,
        required=False,
        help_text="Pour la carte, et pour l’ajouter à la promotion.",
    )
    longitude = forms.DecimalField(
        label="Longitude",
        min_value=-180,
        max_value=180,
        max_digits=5,
        decimal_places=2,
        required=False,
    )
    notes = forms.CharField(
        label="Notes de la bilatérale",
        max_length=10_000,
        required=False,
        help_text="Lues par l’équipe seule.",
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    field_order: tuple[str, ...] = ("notes", "nom", "profil", "nom_territoire", *SUITE)

    @classmethod
    def de(cls, candidature: Candidature, data: Any = None) -> "CandidatureForm":
        """Return the form of a candidature as it stands."""
        initial = {nom: getattr(candidature, nom) for nom in cls.base_fields}
        initial["departements"] = ", ".join(candidature.departements)
        return cls(data, initial=initial).montrer(candidature, cls.base_fields)

    def champs(self) -> dict[str, Any]:
        return dict(self.cleaned_data)


class NouvelleCandidatureForm(CandidatureForm):
    """A structure more: one of the réseau, or one that nobody knows yet."""

    connu = forms.ModelChoiceField(
        label="Un territoire du réseau",
        queryset=Territoire.objects.none(),
        required=False,
        empty_label="Une autre structure, à décrire ci-dessous",
    )
    field_order = ("connu", "nom", "profil", "nom_territoire", *SUITE)

    def __init__(self, *args: Any, promotion: Promotion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        champ = cast("forms.ModelChoiceField", self.fields["connu"])
        deja = promotion.candidatures.order_by().values("structure")
        champ.queryset = Territoire.objects.filter(
            ~Q(structure__in=deja.exclude(structure=None))
        ).select_related("structure")
        champ.label_from_instance = (  # type: ignore[method-assign]
            lambda obj: f"{obj.nom} — {obj.structure}"
        )
        for nom in ("nom", "profil", "region"):
            self.fields[nom].required = False

    def clean(self) -> dict[str, Any]:
        """A known territory says by itself what it is."""
        donnees = super().clean() or {}
        if donnees.get("connu") is None:
            for nom in ("nom", "profil", "region"):
                if nom not in self.errors and not donnees.get(nom):
                    self.add_error(nom, "Choisissez un territoire connu, ou remplissez ce champ.")
        return donnees

    def champs(self) -> dict[str, Any]:
        return {nom: valeur for nom, valeur in self.cleaned_data.items() if nom != "connu"}


class CandidaterForm(StructureForm, ContactForm):
    """The public form. `site` is a trap: people do not see it, machines fill it."""

    motivation = forms.CharField(
        label="Ce que vous attendez du parcours",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    site = forms.CharField(
        required=False,
        label="Laissez ce champ vide",
        widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"}),
    )
    field_order = ("nom", "profil", "nom_territoire", *SUITE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for nom in ("contact_prenom", "contact_nom", "contact_email"):
            self.fields[nom].required = True
        for nom, libelle in (
            ("contact_prenom", "Votre prénom"),
            ("contact_nom", "Votre nom"),
            ("contact_email", "Votre adresse électronique"),
            ("contact_telephone", "Votre téléphone"),
        ):
            self.fields[nom].label = libelle

    @property
    def est_un_piege(self) -> bool:
        """Whether the field nobody sees has been filled."""
        return bool(self.cleaned_data.get("site"))

    def champs(self) -> dict[str, Any]:
        return {nom: valeur for nom, valeur in self.cleaned_data.items() if nom != "site"}


class BilateraleForm(RencontreForm):
    """When and where the bilatérale takes place; its title says with whom."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["titre"]

    def champs(self) -> dict[str, Any]:
        self.cleaned_data["titre"] = ""
        champs = super().champs()
        del champs["titre"]
        return champs


class AnnonceForm(forms.Form):
    """The message to the structure."""

    objet = forms.CharField(label="Objet", max_length=160)
    texte = forms.CharField(
        label="Message", max_length=6000, widget=forms.Textarea(attrs={"rows": 12})
    )


class AppelForm(FormRelu):
    """What the public form says above its fields."""

    presentation = forms.CharField(
        label="Ce que lisent les visiteurs",
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    @classmethod
    def de(cls, appel: AppelACandidatures | None, data: Any = None) -> "AppelForm":
        """Return the form of a call as it stands."""
        form = cls(data, initial={"presentation": appel.presentation if appel else ""})
        return form.montrer(appel, cls.base_fields)


class AvisForm(forms.Form):
    """What a member of the committee says of the list."""

    avis = forms.ChoiceField(
        label="Votre avis",
        choices=[("accord", "J’endosse cette liste"), ("changement", "Je demande un changement")],
        widget=forms.RadioSelect,
    )
    mots = forms.CharField(
        label="Ce que vous demandez de changer",
        max_length=2000,
        required=False,
        help_text="Lu par l’équipe et par le comité.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    empreinte = forms.CharField(widget=forms.HiddenInput())

    def clean(self) -> dict[str, Any]:
        """A change is asked with words."""
        donnees = super().clean() or {}
        if donnees.get("avis") == "changement" and not donnees.get("mots"):
            self.add_error("mots", "Dites en quelques mots ce que vous demandez de changer.")
        return donnees
