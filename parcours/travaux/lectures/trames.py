"""The guided sections of each work and what each kind of element says, in one place: adding a
section is adding one line, asking one more thing of an element is adding one word.

A work already begun shows the new section empty and keeps what it holds; a section taken away
from here stays readable in the works that had filled it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from parcours.travaux.models.livrables import Element, Nature, Partage

_N = Element.Nature


# fmt: off
# What each kind of element may say besides its sentence, in the order of its form. A « debut » and
# a « fin » are a period; a « fin » alone is a day.
PRECISIONS: Mapping[str, tuple[str, ...]] = {
    _N.ACTION_ENTREPRISE: ("detail", "debut", "contributions", "etiquettes"),
    _N.FREIN: ("detail", "etiquettes"),
    _N.QUESTION: ("detail", "etiquettes"),
    _N.OBJECTIF: ("detail", "indicateur", "etiquettes"),
    _N.ACTION_PREVUE: ("detail", "porteur", "contributions", "debut", "fin", "moyens", "indicateur", "etat", "etiquettes"),
    _N.JALON: ("detail", "fin", "indicateur"),
}
# fmt: on


@dataclass(frozen=True)
class Reprise:
    """What a section is pre-filled with: the elements of this kind of the work before.

    `titre` says how one of them is then read; what it says besides is kept when it is the same
    kind of element, its tags always.
    """

    de: Element.Nature
    titre: str = "{titre}"


@dataclass(frozen=True)
class SectionGuidee:
    """One section: its code, its title, the question that helps to write it, the kind of typed
    elements it gathers (none for a section of text alone), how one of them is called, and what
    it takes up from the work before."""

    code: str
    titre: str
    question: str
    elements: Element.Nature | None = None
    un_element: str = ""
    reprend: Reprise | None = None


@dataclass(frozen=True)
class Trame:
    """The plan of a kind of work: how it is called in a sentence, with whom it is shared unless
    the binôme chooses otherwise, its sections in their order."""

    avec_article: str
    partage_propose: Partage
    sections: tuple[SectionGuidee, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """The codes of the sections, in their order."""
        return tuple(section.code for section in self.sections)

    @property
    def natures(self) -> tuple[Element.Nature, ...]:
        """The kinds of elements this work gathers, in the order of its sections."""
        return tuple(s.elements for s in self.sections if s.elements is not None)

    @property
    def reprises(self) -> dict[Element.Nature, SectionGuidee]:
        """The sections pre-filled from the work before, by the kind they take up there."""
        return {s.reprend.de: s for s in self.sections if s.reprend is not None}


# fmt: off
TRAMES: Mapping[str, Trame] = {
    Nature.BILAN: Trame("le bilan", Partage.PROMOTION, (
        SectionGuidee("actions", "Actions entreprises", "Qu'avez-vous entrepris pour la co-construction sur votre territoire : depuis quand, avec quelle ambition, quels premiers effets ?", _N.ACTION_ENTREPRISE, "une action entreprise"),
        SectionGuidee("partenaires", "Partenaires et sphères d'acteurs", "Avec qui : collectivités, entreprises, associations, monde académique ? Qui manque encore autour de la table ?"),
        SectionGuidee("freins", "Freins rencontrés", "Qu'est-ce qui a ralenti, bloqué ou découragé ? Dites les faits : à quel moment, pour qui, avec quel effet.", _N.FREIN, "un frein"),
        SectionGuidee("enseignements", "Enseignements", "Que referiez-vous, que feriez-vous autrement, que diriez-vous à un pair qui commence ?"),
        SectionGuidee("questions", "Questions pour le coach", "Sur quoi aimeriez-vous un regard extérieur avant la prochaine session ?"),
    )),
    Nature.PLAN: Trame("le plan de mise en œuvre", Partage.PROMOTION, (
        SectionGuidee("questions", "Questions issues du bilan", "Chaque frein de votre bilan devient une question. Lesquelles prenez-vous à bras-le-corps, lesquelles laissez-vous de côté pour l'instant ?", _N.QUESTION, "une question", Reprise(_N.FREIN, "Comment lever ce frein : « {titre} » ?")),
        SectionGuidee("enjeux", "Enjeux du territoire", "Quelles fragilités et quels atouts du territoire appellent à agir ensemble ? Pourquoi maintenant ?"),
        SectionGuidee("pilotage", "Positionnement et pilotage", "Quelle est votre place de catalyseur ? Qui décide, qui anime, qui rend compte, à quel rythme ?"),
        SectionGuidee("objectifs", "Objectifs", "Qu'aurez-vous obtenu dans un an ? À quoi le verra-t-on ? Repartez des freins de votre bilan.", _N.OBJECTIF, "un objectif"),
        SectionGuidee("actions-prevues", "Actions prévues", "Pour chaque objectif : que faites-vous, avec qui, quand, avec quels moyens ?", _N.ACTION_PREVUE, "une action"),
        SectionGuidee("ingenierie", "Pérenniser l'ingénierie", "Comment le temps d'animation sera-t-il reconnu, porté et financé dans la durée ?"),
    )),
    Nature.FEUILLE_DE_ROUTE: Trame("la feuille de route", Partage.COMITE, (
        SectionGuidee("vision", "Vision", "À quoi ressemble votre territoire dans cinq ans, si la co-construction y réussit ?"),
        SectionGuidee("enjeux", "Enjeux", "Les trois enjeux que votre feuille de route prend à bras-le-corps, et pourquoi ceux-là."),
        SectionGuidee("axes", "Axes", "Quels grands axes tiennent l'ensemble ? Chacun prolonge un objectif de votre plan.", _N.OBJECTIF, "un axe", Reprise(_N.OBJECTIF)),
        SectionGuidee("actions", "Actions", "Pour chaque axe : qui porte, avec qui, ce que chacun donne et reçoit, avec quels moyens.", _N.ACTION_PREVUE, "une action", Reprise(_N.ACTION_PREVUE)),
        SectionGuidee("jalons", "Jalons", "Quelles dates et quels indicateurs diront que l'on avance, à 6, 12 et 24 mois ?", _N.JALON, "un jalon"),
        SectionGuidee("gouvernance", "Gouvernance", "Qui pilote, qui est associé, comment se prennent les décisions, comment rend-on compte aux habitants ?"),
        SectionGuidee("modele-economique", "Modèle économique", "Quelles ressources, publiques et privées, pour quelles dépenses ? Ce qui est acquis, ce qui reste à trouver."),
    )),
}
# fmt: on


def trame_de(nature: str) -> Trame:
    """Return the plan of a kind of work."""
    return TRAMES[Nature(nature)]


def sections_de(nature: str, questions: Mapping[str, str]) -> tuple[SectionGuidee, ...]:
    """Return the sections of a kind of work, some asked with the words of a parcours."""
    return tuple(
        replace(section, question=questions.get(section.code, section.question))
        for section in trame_de(nature).sections
    )


def nature_precedente(nature: str) -> Nature | None:
    """Return the work that comes before in the chain; none before the bilan."""
    rang = list(Nature).index(Nature(nature))
    return list(Nature)[rang - 1] if rang else None


def nature_suivante(nature: str) -> Nature | None:
    """Return the work that comes next in the chain; none after the feuille de route."""
    rang = list(Nature).index(Nature(nature))
    return list(Nature)[rang + 1] if rang + 1 < len(Nature) else None
