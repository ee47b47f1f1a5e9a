"""Opening a promotion: its name and start, then every date of its calendar and its structures."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.http import QueryDict
from django.utils.timezone import localtime

from parcours.promotions.lectures.calendrier import Calendrier, avertir, calculer, refuser
from parcours.promotions.models import Parcours, Programme
from parcours.promotions.models.programmes import Genre
from rameau.commun.temps import ajouter_mois, instant_de_paris
from rameau.commun.texte import accorder
from territoires.models import Organisation, Territoire


class DateInput(forms.DateInput):
    """The browser's own date field, in the only form it reads."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class TimeInput(forms.TimeInput):
    """The browser's own time field."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class DepartForm(forms.Form):
    """The three things a calendar is computed from; kept in the address."""

    parcours = forms.ModelChoiceField(
        label="Parcours",
        queryset=Parcours.objects.none(),
        to_field_name="code",
        widget=forms.RadioSelect,
        empty_label=None,
        error_messages={
            "invalid_choice": "Ce parcours n’est encore qu’annoncé : choisissez-en un autre."
        },
    )
    nom = forms.CharField(
        label="Nom de la promotion",
        max_length=120,
        help_text="Celui que les participants liront, par exemple « Promotion 2027 ».",
    )
    debut = forms.DateField(
        label="Premier jour",
        widget=DateInput(),
        help_text="Les rencontres tomberont le même jour de la semaine ; "
        "vous verrez chaque date avant que rien n’existe.",
    )

    def __init__(self, *args: Any, aujourdhui: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._aujourdhui = aujourdhui
        proposes = Parcours.objects.proposes()
        champ = cast("forms.ModelChoiceField", self.fields["parcours"])
        champ.queryset = proposes
        champ.label_from_instance = (  # type: ignore[method-assign]
            lambda obj: f"{obj.titre} — {obj.public}"
        )
        self.fields["debut"].widget.attrs["min"] = aujourdhui.isoformat()

    def clean_debut(self) -> date:
        debut: date = self.cleaned_data["debut"]
        if debut < self._aujourdhui:
            raise forms.ValidationError("La date de début est déjà passée.")
        return debut


@dataclass(kw_only=True)
class Ligne:
    """One row of the calendar as people edit it: a rencontre or a work, and what to know of it."""

    titre: str
    nature: str
    etape: int
    jour: date | None
    champs: list[forms.BoundField]
    genre: str = ""
    avis: list[str] = field(default_factory=list)

    @property
    def erreurs(self) -> list[str]:
        return [str(erreur) for champ in self.champs for erreur in champ.errors]


class OuvertureForm(forms.Form):
    """Everything of a promotion before it exists. Bound or not, `lignes()` says what each day
    deserves; nothing here writes."""

    nom = DepartForm.base_fields["nom"]
    debut = forms.DateField(
        label="Premier jour",
        widget=DateInput(),
        help_text="Changer ce jour ne déplace pas les dates ci-dessous.",
    )
    programme = forms.ModelChoiceField(
        label="Programme de 18 mois",
        queryset=Programme.objects.none(),
        required=False,
        empty_label="Un nouveau programme, créé autour de la promotion",
    )

    def __init__(
        self,
        *args: Any,
        parcours: Parcours,
        depart: date,
        aujourdhui: date,
        comme: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """`depart` is the day the template is unrolled from when nothing is typed yet; `comme`
        replaces its dates by those of another promotion (see `lectures.copies`)."""
        super().__init__(*args, **kwargs)
        self.parcours = parcours
        self.aujourdhui = aujourdhui
        self.calendrier: Calendrier = calculer(parcours, depart, **(comme or {}))
        fin = ajouter_mois(depart, parcours.duree_mois)
        programme = cast("forms.ModelChoiceField", self.fields["programme"])
        programme.queryset = Programme.objects.filter(debut__lte=depart, fin__gte=fin)
        for prevue in self.calendrier.rencontres:
            debut = localtime(prevue.debut)
            titre = prevue.modele.titre
            self._ajouter_date(f"jour_{prevue.modele.pk}", f"{titre} : jour", debut.date())
            self.fields[f"heure_{prevue.modele.pk}"] = forms.TimeField(
                label=f"{titre} : heure", widget=TimeInput(), initial=debut.time()
            )
        for travail in self.calendrier.travaux:
            self._ajouter_date(
                f"echeance_{travail.nature}", f"{travail.titre} : dernier jour", travail.du_le
            )
            self._proposer(travail.nature, travail.du_le)
        for nom, suite in self.calendrier.echeances():
            self._ajouter_date(f"le_{nom}", f"{suite.titre} : jour", suite.le)
            self._proposer(f"le_{nom}", suite.le)
            if suite.jusquau is not None:
                self._ajouter_date(f"jusquau_{nom}", f"{suite.titre} : fin", suite.jusquau)
                self._proposer(f"jusquau_{nom}", suite.jusquau)
        self.fields["structures"] = self._champ_des_structures()

    def _ajouter_date(self, nom: str, label: str, initial: date) -> None:
        self.fields[nom] = forms.DateField(label=label, widget=DateInput(), initial=initial)

    def _proposer(self, nom: str, jour: date) -> None:
        """Keep what was last proposed, to know which days people have touched."""
        self.fields[f"propose_{nom}"] = forms.DateField(
            widget=forms.HiddenInput, initial=jour, required=False
        )

    def _champ_des_structures(self) -> forms.ModelMultipleChoiceField:
        """The territories and the structures that animate them, or the structures alone; checked
        from the start when there are no more of them than seats."""
        places = self.parcours.nombre_structures
        choix: Any
        if self.parcours.avec_territoire:
            choix = Territoire.objects.select_related("structure")
        else:
            choix = Organisation.objects.all()
        premiers = list(choix.order_by("pk").values_list("pk", flat=True)[: places + 1])
        return forms.ModelMultipleChoiceField(
            label=f"Les {places} structures",
            queryset=choix,
            required=False,
            widget=forms.CheckboxSelectMultiple,
            initial=premiers if len(premiers) <= places else [],
        )

    # --- what was typed ----------------------------------------------------------------------
    def clean_structures(self) -> list[Any]:
        choisis = list(self.cleaned_data["structures"])
        places = self.parcours.nombre_structures
        if len(choisis) > places:
            raise forms.ValidationError(
                f"Ce parcours accueille {accorder(places, 'structure', 'structures')} : "
                f"{accorder(len(choisis), 'est choisie', 'sont choisies')}."
            )
        if self.parcours.avec_territoire:
            vues: dict[int, str] = {}
            for territoire in choisis:
                autre = vues.setdefault(territoire.structure_id, territoire.nom)
                if autre != territoire.nom:
                    raise forms.ValidationError(
                        f"{territoire.structure} ne participe qu’une fois : "
                        f"choisissez {autre} ou {territoire.nom}."
                    )
        return choisis

    def clean(self) -> dict[str, Any]:
        """Compute the calendar as it now stands and put each refusal on its row."""
        donnees = super().clean() or {}
        if self.errors:
            return donnees
        self.calendrier = calculer(
            self.parcours,
            donnees["debut"],
            debuts=self._debuts(),
            echeances=self._echeances(),
            dates=self._dates(),
        )
        for refus in refuser(self.calendrier, aujourdhui=self.aujourdhui):
            self.add_error(self.champ_de(refus.constraint), refus.message)
        return donnees

    def _debuts(self) -> dict[int, datetime]:
        return {
            prevue.modele.pk: instant_de_paris(
                self.cleaned_data[f"jour_{prevue.modele.pk}"],
                self.cleaned_data[f"heure_{prevue.modele.pk}"],
            )
            for prevue in self.calendrier.rencontres
        }

    def _echeances(self) -> dict[str, date]:
        return {
            travail.nature: self.cleaned_data[f"echeance_{travail.nature}"]
            for travail in self.calendrier.travaux
        }

    def _dates(self) -> dict[str, tuple[date, date | None]]:
        return {
            nom: (self.cleaned_data[f"le_{nom}"], self.cleaned_data.get(f"jusquau_{nom}"))
            for nom, _ in self.calendrier.echeances()
        }

    @staticmethod
    def champ_de(contrainte: str) -> str | None:
        """Return the field that a rule of the calendar or of the database speaks about."""
        genre, _, reste = contrainte.partition("-")
        if genre in {"rencontre", "travail"} and reste:
            return f"jour_{reste}" if genre == "rencontre" else f"echeance_{reste}"
        if genre == "date" and reste:
            return f"jusquau_{reste}"
        return {
            "debut": "debut",
            "nom": "nom",
            "promotion_code_unique": "nom",
            "programme_titre_unique": "nom",
            "binome_structure_unique": "structures",
            "regle_binome_capacite": "structures",
            "regle_binome_territoire": "structures",
        }.get(contrainte)

    def suivre_les_sessions(self) -> None:
        """Let each day nobody has touched follow its session, when one recomputes."""
        donnees = cast("QueryDict", self.data).copy()
        saisi = self._calendrier_saisi()
        suites = {(f"echeance_{t.nature}", f"propose_{t.nature}"): t.du_le for t in saisi.travaux}
        for nom, prevue in saisi.echeances():
            suites[f"le_{nom}", f"propose_le_{nom}"] = prevue.le
            if prevue.jusquau is not None:
                suites[f"jusquau_{nom}", f"propose_jusquau_{nom}"] = prevue.jusquau
        for (champ, propose), jour in suites.items():
            if donnees.get(champ) == donnees.get(propose):
                donnees[champ] = donnees[propose] = jour.isoformat()
        self.data = donnees

    def _calendrier_saisi(self) -> Calendrier:
        """The calendar with the sessions as typed, and the works as the template then has them."""
        debuts = {}
        for prevue in self.calendrier.rencontres:
            jour = self._jour(f"jour_{prevue.modele.pk}")
            if jour is not None:
                debuts[prevue.modele.pk] = instant_de_paris(jour, prevue.debut.time())
        return calculer(self.parcours, self.calendrier.debut, debuts=debuts)

    # --- what is shown -----------------------------------------------------------------------
    def lignes(self) -> list[Ligne]:
        """Return the rows by date, each with what deserves a second look about its day."""
        lignes = [
            Ligne(
                titre=prevue.modele.titre,
                nature=prevue.modele.nature,
                etape=prevue.modele.etape.ordre,
                jour=self._jour(f"jour_{prevue.modele.pk}"),
                champs=[self[f"jour_{prevue.modele.pk}"], self[f"heure_{prevue.modele.pk}"]],
            )
            for prevue in self.calendrier.rencontres
        ] + [
            Ligne(
                titre=travail.titre,
                nature="travail",
                genre="travail attendu ce jour au plus tard",
                etape=travail.etape,
                jour=self._jour(f"echeance_{travail.nature}"),
                champs=[self[f"echeance_{travail.nature}"]],
            )
            for travail in self.calendrier.travaux
        ]
        jours = [ligne.jour for ligne in lignes if ligne.jour is not None]
        for ligne in lignes:
            if ligne.jour is not None:
                ligne.avis = avertir(ligne.jour, jours)
        return sorted(lignes, key=lambda ligne: (ligne.jour or date.max, ligne.etape, ligne.titre))

    def accompagnements(self) -> list[Ligne]:
        """Return the rows of what accompanies the rencontres, by date."""
        lignes = []
        for nom, prevue in self.calendrier.echeances():
            champs = [self[un] for un in (f"le_{nom}", f"jusquau_{nom}") if un in self.fields]
            jours = [self._jour(champ.name) for champ in champs]
            ligne = Ligne(
                titre=prevue.titre,
                nature=prevue.genre,
                genre=str(Genre(prevue.genre).label) if prevue.genre in Genre.values else "",
                etape=prevue.etape,
                jour=jours[0],
                champs=champs,
            )
            for jour in jours:
                avis = avertir(jour) if jour is not None else []
                ligne.avis += [un for un in avis if un not in ligne.avis]
            lignes.append(ligne)
        return sorted(lignes, key=lambda ligne: (ligne.jour or date.max, ligne.etape, ligne.titre))

    def _jour(self, nom: str) -> date | None:
        """The day of a field as it is typed or proposed, None when it cannot be read."""
        try:
            jour: date | None = self.fields[nom].clean(self[nom].value())
        except forms.ValidationError:
            return None
        return jour

    def champs_caches(self) -> Iterator[forms.BoundField]:
        """The due dates as last proposed, to know which ones people have touched."""
        return (self[nom] for nom in self.fields if nom.startswith("propose_"))

    def choix_de_structures(self) -> list["Choix"]:
        """The structures to choose from, by name, each with its territory and its doubt."""
        champ = self["structures"]
        coches = {str(getattr(valeur, "pk", valeur)) for valeur in champ.value() or []}
        objets = self.fields["structures"].queryset  # type: ignore[attr-defined]
        return [
            Choix(
                identifiant=f"{champ.auto_id}_{objet.pk}",
                valeur=str(objet.pk),
                nom=str(objet.structure if self.parcours.avec_territoire else objet),
                territoire=objet.nom if self.parcours.avec_territoire else "",
                coche=str(objet.pk) in coches,
                incertaine=self.parcours.avec_territoire
                and objet.lecture_incertaine
                and objet.confirme_le is None,
            )
            for objet in objets
        ]


@dataclass(frozen=True, kw_only=True)
class Choix:
    """One structure that may be chosen, and whether it is."""

    identifiant: str
    valeur: str
    nom: str
    territoire: str
    coche: bool
    incertaine: bool


class AjoutBinomeForm(forms.Form):
    """One structure more, while seats are free: a territory with its structure, or a structure
    alone."""

    structure = forms.ModelChoiceField(label="Structure", queryset=Organisation.objects.none())

    def __init__(self, *args: Any, promotion: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        champ = cast("forms.ModelChoiceField", self.fields["structure"])
        deja = promotion.binomes.order_by().values("structure")
        if promotion.parcours.avec_territoire:
            champ.label = "Territoire et structure qui l’anime"
            champ.queryset = Territoire.objects.filter(~Q(structure__in=deja)).select_related(
                "structure"
            )
            champ.label_from_instance = (  # type: ignore[method-assign]
                lambda obj: f"{obj.nom} — {obj.structure}"
            )
        else:
            champ.queryset = Organisation.objects.filter(~Q(pk__in=deja))
