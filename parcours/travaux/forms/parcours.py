"""A draft of a parcours, part by part: whom it is for, its temps, each of its stages."""

from typing import Any, cast

from django import forms
from django.forms.formsets import BaseFormSet
from django.utils.text import slugify

from parcours.promotions.forms.promotions import TimeInput
from parcours.promotions.models import ModeleEtape, ModeleLivrable, Parcours
from parcours.promotions.models.programmes import Ancre, Genre, Option
from parcours.promotions.models.rencontres import Rencontre, Sequence
from parcours.travaux.actions.parcours import EtapeEcrite, LigneRencontre
from parcours.travaux.lectures.parcours import empreinte_de_l_etape, questions_de
from parcours.travaux.lectures.trames import sections_de
from parcours.travaux.models.livrables import Nature
from rameau.commun.empreintes import empreinte_des
from rameau.commun.forms import FormRelu, en_clair
from rameau.commun.texte import accorder

VIDE = ("", "—")


class LignesField(forms.CharField):
    """One thing per line."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, *, longueur: int = 200, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)
        self.longueur = longueur

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> list[str]:
        lignes = [" ".join(un.split()) for un in (super().clean(value) or "").splitlines()]
        trop = next((un for un in lignes if len(un) > self.longueur), None)
        if trop is not None:
            raise forms.ValidationError(
                f"Une ligne dépasse {self.longueur} signes : « {trop[:40]}… »."
            )
        return [un for un in lignes if un]


class VersionForm(forms.Form):
    """What a new version begins from."""

    modele = forms.ModelChoiceField(
        label="Partir de",
        queryset=Parcours.objects.none(),
        required=False,
        help_text="Pour compléter un parcours encore vide, partez des étapes d’un autre.",
    )

    def __init__(self, *args: Any, parcours: Parcours, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        champ = cast("forms.ModelChoiceField", self.fields["modele"])
        champ.queryset = Parcours.objects.ouvrables().exclude(code=parcours.code)
        champ.empty_label = "Cette version"


class IdentiteForm(FormRelu):
    """Whom a parcours is for, and how it goes about."""

    titre = forms.CharField(label="Titre", max_length=120)
    public = forms.CharField(
        label="Pour qui", max_length=120, help_text="Par exemple : 12 territoires pilotes."
    )
    partenaire = forms.CharField(label="Partenaire", max_length=120, required=False)
    duree_mois = forms.IntegerField(label="Durée en mois", min_value=1, max_value=36)
    nombre_structures = forms.IntegerField(label="Nombre de structures", min_value=1, max_value=200)
    avec_territoire = forms.BooleanField(
        label="Chaque structure anime un territoire", required=False
    )
    options = forms.MultipleChoiceField(
        label="Options",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(option.value, option.label.capitalize()) for option in Option],
    )

    @classmethod
    def de(cls, parcours: Parcours, data: Any = None) -> "IdentiteForm":
        """Return the form of a draft as it stands."""
        form = cls(data, initial={nom: getattr(parcours, nom) for nom in cls.base_fields})
        return form.montrer(parcours, cls.base_fields)


class TempsForm(forms.Form):
    """One temps of the programme, in months counted from the promotion's first."""

    titre = forms.CharField(label="Titre", max_length=120)
    debut_mois = forms.IntegerField(
        label="Premier mois",
        min_value=-24,
        max_value=36,
        help_text="0 est le premier mois de la promotion, -6 six mois avant.",
    )
    nombre_mois = forms.IntegerField(label="Nombre de mois", min_value=1, max_value=36)
    taches = LignesField(label="Tâches, une par ligne")

    def valeur(self) -> tuple[str, int, int, list[str]]:
        donnees = self.cleaned_data
        return donnees["titre"], donnees["debut_mois"], donnees["nombre_mois"], donnees["taches"]


TempsFormSet = forms.formset_factory(TempsForm, extra=0, min_num=3, max_num=3, validate_min=True)


class EtapeForm(FormRelu):
    """The texts of a stage and its work."""

    titre = forms.CharField(label="Titre de l’étape", max_length=80)
    theorie_titre = forms.CharField(label="Temps théorique", max_length=160)
    theorie_points = LignesField(label="Ses points, un par ligne")
    pratique = forms.CharField(label="Temps pratique", max_length=200)
    travail = forms.ChoiceField(
        label="Travail préparé pour la session suivante",
        required=False,
        choices=[("", "Aucun"), *Nature.choices],
    )
    travail_titre = forms.CharField(label="Titre du travail", max_length=120, required=False)
    jours_avant = forms.IntegerField(
        label="Attendu, en jours avant la session suivante",
        min_value=0,
        max_value=60,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A work has its title and its day."""
        donnees = super().clean() or {}
        if donnees.get("travail"):
            for nom in ("travail_titre", "jours_avant"):
                if donnees.get(nom) in ("", None) and nom not in self.errors:
                    self.add_error(nom, "À dire, puisqu’un travail est attendu.")
        return donnees


class QuestionsForm(FormRelu):
    """The question that guides each section of a work, as this version asks it."""

    def __init__(self, *args: Any, travail: ModeleLivrable, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for section in sections_de(travail.nature, travail.questions):
            self.fields[section.code] = forms.CharField(
                label=section.titre,
                max_length=400,
                required=False,
                initial=section.question,
                widget=forms.Textarea(attrs={"rows": 3}),
            )
        self.porter(empreinte_des(questions_de(travail)))

    def questions(self) -> dict[str, str]:
        """What the action takes."""
        return {
            code: " ".join(texte.split())
            for code, texte in self.cleaned_data.items()
            if code != "lu"
        }


class LigneForm(forms.Form):
    """A row that may be taken out by emptying its title."""

    titre = forms.CharField(label="Titre", max_length=160, required=False)

    def exiger(self, *noms: str) -> None:
        """When the row has a title, these must be filled."""
        for nom in noms:
            if self.cleaned_data.get(nom) in ("", None) and nom not in self.errors:
                self.add_error(nom, "À remplir.")

    @property
    def ecrite(self) -> bool:
        return bool(self.cleaned_data.get("titre"))


class RencontreForm(LigneForm):
    """A rencontre of the stage, in days from the promotion's first."""

    nature = forms.ChoiceField(
        label="Nature", required=False, choices=[VIDE, *Rencontre.Nature.choices]
    )
    jour = forms.IntegerField(
        label="Jours après le début", min_value=0, max_value=1100, required=False
    )
    heure = forms.TimeField(label="Heure", widget=TimeInput(), required=False)
    duree_minutes = forms.IntegerField(
        label="Durée en minutes", min_value=15, max_value=1440, required=False
    )
    field_order = ("titre", "nature", "jour", "heure", "duree_minutes")

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or {}
        if self.ecrite:
            self.exiger("nature", "jour", "heure", "duree_minutes")
        return donnees


class MomentForm(LigneForm):
    """A moment of the session's agenda."""

    temps = forms.ChoiceField(
        label="Temps", required=False, choices=[VIDE, *Sequence.Temps.choices]
    )
    duree_minutes = forms.IntegerField(
        label="Durée en minutes", min_value=5, max_value=1440, required=False
    )
    field_order = ("titre", "temps", "duree_minutes")

    def clean(self) -> dict[str, Any]:
        donnees = super().clean() or {}
        if self.ecrite:
            self.exiger("temps", "duree_minutes")
        return donnees


class EcheanceForm(LigneForm):
    """A dated row of the stage."""

    genre = forms.ChoiceField(label="Quoi", required=False, choices=[VIDE, *Genre.choices])
    jours = forms.IntegerField(label="Jours", min_value=-400, max_value=1100, required=False)
    ancre = forms.ChoiceField(
        label="Comptés depuis", required=False, choices=[VIDE, *Ancre.choices]
    )
    jours_fin = forms.IntegerField(
        label="Jusqu’à, en jours", min_value=-400, max_value=1100, required=False
    )
    ancre_fin = forms.ChoiceField(
        label="Fin comptée depuis", required=False, choices=[VIDE, *Ancre.choices]
    )
    field_order = ("titre", "genre", "jours", "ancre", "jours_fin", "ancre_fin")

    def clean(self) -> dict[str, Any]:
        """A window says both its ends."""
        donnees = super().clean() or {}
        if self.ecrite:
            self.exiger("genre", "jours", "ancre")
            fin = donnees.get("jours_fin") is not None or donnees.get("ancre_fin")
            if fin or donnees.get("genre") == Genre.COACHING:
                self.exiger("jours_fin", "ancre_fin")
        return donnees


RencontreFormSet = forms.formset_factory(RencontreForm, extra=2, max_num=20)
MomentFormSet = forms.formset_factory(MomentForm, extra=2, max_num=20)
EcheanceFormSet = forms.formset_factory(EcheanceForm, extra=2, max_num=30)


class EtapeEntiere:
    """The whole page of a stage: its texts, then three lists of rows, checked together."""

    def __init__(self, data: Any = None, *, etape: ModeleEtape | None) -> None:
        rencontres = list(etape.rencontres.order_by("jour", "pk")) if etape else []
        session = next((r for r in rencontres if r.nature == Rencontre.Nature.SESSION), None)
        self.rencontres = RencontreFormSet(
            data, prefix="rencontres", initial=[_valeurs(RencontreForm, r) for r in rencontres]
        )
        moments = session.sequences.order_by("ordre") if session else []
        self.moments = MomentFormSet(
            data, prefix="moments", initial=[_valeurs(MomentForm, m) for m in moments]
        )
        echeances = etape.echeances.order_by("pk") if etape else []
        self.echeances = EcheanceFormSet(
            data, prefix="echeances", initial=[_valeurs(EcheanceForm, e) for e in echeances]
        )
        montrees = {str(liste.prefix): liste.initial for liste in self.listes}
        self.form = EtapeForm(data, initial=_textes(etape)).porter(
            empreinte_de_l_etape(etape), **montrees
        )

    def confronter(self, enregistree: "EtapeEntiere") -> None:
        """Keep what was typed beside what is saved, rows included (see FormRelu)."""
        ailleurs = self.form.change_ailleurs(enregistree.form)
        self.form.confronter(enregistree.form)
        titres = ("Ses rencontres", "Le déroulé de sa session", "Ses échéances")
        for titre, saisie, autre in zip(titres, self.listes, enregistree.listes, strict=True):
            if autre.prefix in ailleurs and _ecrites(saisie) != autre.initial:
                lignes = [
                    ", ".join(en_clair(champ) for champ in ligne if champ.initial not in (None, ""))
                    for ligne in autre.initial_forms
                ]
                self.form.ecarts = [*self.form.ecarts, (titre, "\n".join(lignes) or "rien")]

    def add_error(self, field: str | None, error: str) -> None:
        """Say a refusal at the top of the page."""
        self.form.add_error(field, error)

    @property
    def listes(self) -> list["BaseFormSet[Any]"]:
        return [self.rencontres, self.moments, self.echeances]

    def is_valid(self) -> bool:
        """Each part by itself, then the agenda against the session it fills."""
        if not all([self.form.is_valid(), *(liste.is_valid() for liste in self.listes)]):
            return False
        sessions = [r for r in _ecrites(self.rencontres) if r["nature"] == Rencontre.Nature.SESSION]
        if len(sessions) > 1:
            self.form.add_error(None, "Une étape n’a qu’une session collective.")
        elif sessions:
            minutes = sum(m["duree_minutes"] for m in _ecrites(self.moments))
            duree = sessions[0]["duree_minutes"]
            if minutes != duree:
                self.form.add_error(
                    None,
                    f"Le déroulé compte {accorder(minutes, 'minute', 'minutes')}, "
                    f"la session {accorder(duree, 'minute', 'minutes')}.",
                )
        return not self.form.errors

    def ecrite(self) -> EtapeEcrite:
        """Return what the action writes."""
        textes = self.form.cleaned_data
        travail = None
        if textes["travail"]:
            travail = (textes["travail"], textes["travail_titre"], textes["jours_avant"])
        return EtapeEcrite(
            code=slugify(textes["titre"])[:40],
            titre=textes["titre"],
            theorie_titre=textes["theorie_titre"],
            theorie_points=textes["theorie_points"],
            pratique=textes["pratique"],
            livrable=travail,
            rencontres=[LigneRencontre(**ligne) for ligne in _ecrites(self.rencontres)],
            moments=[(m["temps"], m["titre"], m["duree_minutes"]) for m in _ecrites(self.moments)],
            echeances=_ecrites(self.echeances),
        )


def _ecrites(liste: "BaseFormSet[Any]") -> list[dict[str, Any]]:
    return [ligne.cleaned_data for ligne in liste if ligne.ecrite]


def _valeurs(form: type[LigneForm], objet: Any) -> dict[str, Any]:
    return {nom: getattr(objet, nom) for nom in form.base_fields}


def _textes(etape: ModeleEtape | None) -> dict[str, Any]:
    if etape is None:
        return {}
    livrable = getattr(etape, "livrable", None)
    return {
        "titre": etape.titre,
        "theorie_titre": etape.theorie_titre,
        "theorie_points": etape.theorie_points,
        "pratique": etape.pratique,
        "travail": livrable.nature if livrable else "",
        "travail_titre": livrable.titre if livrable else "",
        "jours_avant": livrable.jours_avant if livrable else None,
    }
