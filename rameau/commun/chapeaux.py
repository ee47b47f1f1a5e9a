"""The hats a person may wear; they come from facts, never from a column to tick."""

from enum import Enum


class Chapeau(Enum):
    """One hat; its value is its code, `libelle` what people read."""

    EQUIPE = "equipe"
    CATALYSEUR = "catalyseur"
    COACH = "coach"
    COMITE = "comite"
    ALUMNI = "alumni"

    @property
    def libelle(self) -> str:
        return _LIBELLES[self]

    @property
    def code(self) -> str:
        return self.value


_LIBELLES = {
    Chapeau.EQUIPE: "Équipe",
    Chapeau.CATALYSEUR: "Catalyseur",
    Chapeau.COACH: "Coach",
    Chapeau.COMITE: "Comité de pilotage",
    Chapeau.ALUMNI: "Alumni",
}

# Those who see the personal data of many: a second factor is demanded of them.
SECOND_FACTEUR_EXIGE = frozenset({Chapeau.EQUIPE, Chapeau.COACH})
