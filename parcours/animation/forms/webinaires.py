"""Questions, answers, the room's chat and the chapters of a replay."""

import re
from dataclasses import dataclass
from typing import Any

from django import forms

from parcours.animation.lectures.webinaires import reglages_du_webinaire
from parcours.animation.models import Chapitre, Webinaire
from rameau.commun.empreintes import empreinte_des
from rameau.commun.forms import FormRelu

CHAPITRE = re.compile(r"^(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)\s+(.+)$")
# « 18:04:12 De Amina Exemple à Tous : texte », « 18:04 From Amina to Everyone: », « Amina : … ».
LIGNE = re.compile(
    r"^(?:(?:De|From)\s+)?(?P<nom>[^:?!]{2,80}?)"
    r"(?:\s+(?:à|to)\s+[^:]{2,60}?)?\s*:(?!//|\d\d\b)\s*(?P<texte>.*)$"
)
HEURE = r"\d{1,2}:\d{2}(?::\d{2})?"
EN_TETE_DE_LIGNE = re.compile(rf"^(?:\[{HEURE}\]|{HEURE}(?!\S))\s*")
# A name over its words: « [18:06] Nadège Lecomte », « Nadège Lecomte  18:06 ».
NOM_SEUL = re.compile(
    rf"^(?:\[{HEURE}\]\s*(?P<apres>[^:?!.]{{2,80}})|(?P<avant>\S.*?)\s{{2,}}{HEURE})$"
)


class QuestionForm(forms.Form):
    """A question to the speakers."""

    texte = forms.CharField(
        label="Votre question",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Lue par la promotion et l’équipe, avec votre nom.",
        error_messages={"required": "Écrivez votre question."},
    )


class ReponseForm(forms.Form):
    """Answered live, in writing, or both."""

    en_direct = forms.BooleanField(label="Répondue en direct", required=False)
    reponse = forms.CharField(
        label="Réponse écrite",
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    # The answer as it was when the page was opened.
    lue = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)


class CacherForm(forms.Form):
    """Why a question is hidden."""

    motif = forms.CharField(
        label="Pourquoi la cacher",
        max_length=200,
        help_text="Lu par l’équipe et par qui l’a posée. Rien n’est effacé.",
    )


class WebinaireForm(FormRelu):
    """Recording, replay and chapters."""

    enregistre = forms.BooleanField(
        label="Ce webinaire est enregistré",
        required=False,
        help_text="L’accord de chacun est alors demandé.",
    )
    replay = forms.URLField(
        label="Lien de l’enregistrement",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Commence par https://.",
    )
    chapitres = forms.CharField(
        label="Chapitres",
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Un par ligne : le temps, puis le titre. Par exemple « 12:30 Les questions ».",
    )

    @classmethod
    def de(cls, webinaire: Webinaire | None, data: Any = None) -> "WebinaireForm":
        """Return the form of a webinaire as it stands."""
        valeurs = reglages_du_webinaire(webinaire)
        chapitres = (Chapitre(seconde=s, titre=titre) for s, titre in valeurs["chapitres"])
        dits = "\n".join(f"{c.minutage} {c.titre}" for c in chapitres)
        form = cls(data, initial={**valeurs, "chapitres": dits})
        return form.porter(empreinte_des(valeurs))

    def clean_chapitres(self) -> list[tuple[int, str]]:
        """Read each line; refuse the first that cannot be read, or two at the same time."""
        chapitres: dict[int, str] = {}
        for ligne in filter(None, map(str.strip, self.cleaned_data["chapitres"].splitlines())):
            lue = CHAPITRE.match(ligne)
            if lue is None:
                raise forms.ValidationError(
                    f"« {ligne} » : écrivez le temps puis le titre, comme « 12:30 Les questions »."
                )
            heures, minutes, secondes, titre = lue.groups()
            seconde = int(heures or 0) * 3600 + int(minutes) * 60 + int(secondes)
            if seconde in chapitres:
                raise forms.ValidationError(
                    f"« {chapitres[seconde]} » et « {titre} » commencent au même moment."
                )
            chapitres[seconde] = titre[:160]
        return sorted(chapitres.items())


class ConversationForm(forms.Form):
    """The chat of the outside room, pasted as it is."""

    conversation = forms.CharField(
        label="Conversation de la salle",
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Copiez-la depuis la salle et collez-la telle quelle. L’équipe seule la lit.",
    )


@dataclass(frozen=True)
class LigneDeConversation:
    """A line of the chat: who, what, and whether it looks like a question."""

    rang: int
    nom: str
    texte: str

    @property
    def est_une_question(self) -> bool:
        return "?" in self.texte


def lire_conversation(texte: str) -> list[LigneDeConversation]:
    """Read a pasted chat: « name : text », with or without a time; a name alone on its line goes
    with the line under it, and a line without a name stays without one."""
    lignes: list[LigneDeConversation] = []
    en_attente = ""
    for brute in filter(None, map(str.strip, texte.splitlines())):
        seul = NOM_SEUL.match(brute)
        ligne = EN_TETE_DE_LIGNE.sub("", brute)
        lue = LIGNE.match(ligne)
        if seul:
            en_attente = seul["apres"] or seul["avant"]
        elif lue and not lue["texte"].strip():
            en_attente = lue["nom"]
        if seul or not ligne or (lue and not lue["texte"].strip()):
            continue
        nom, dit = (lue["nom"], lue["texte"]) if lue else (en_attente, ligne)
        en_attente = ""
        lignes.append(LigneDeConversation(len(lignes), nom.strip()[:120], dit.strip()[:1000]))
    return lignes


class AccordForm(forms.Form):
    """Whether one accepts to be recorded."""

    accepte = forms.ChoiceField(
        label="Ce webinaire est enregistré",
        choices=[("oui", "J’accepte d’y apparaître"), ("non", "Je préfère ne pas y apparaître")],
        widget=forms.RadioSelect,
        error_messages={"required": "Dites oui ou non."},
    )
