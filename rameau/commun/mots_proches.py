"""Words that bring two texts near: those that carry meaning, by their root."""

import re

from rameau.commun.texte import cle_de_tri

_VIDES = """
    accueil ainsi arrete assez aucun aucune aussi autre avance avant avec avoir beaucoup cela
    celle celui cette ceux chaque chez comme comment compte comptent coute dans demande depuis
    deux devenir deviennent donc donne dont ecrite elle encore entier entre etait etre faire
    fait faut font frein jamais journee lever leur lors mais manque meme mieux moins mois notre
    nous parce part pendant personne peut peuvent place plus plusieurs porte pour pourquoi quand
    quel quelle quelque regarde reste rien sans sont sous souvent territoire tient tous tout
    toute travail tres trois trop trouve trouvent vers viennent voir vont votre vous
"""


def _singulier(mot: str) -> str:
    return mot.rstrip("sx")


# What two texts may both say without being about the same thing.
MOTS_VIDES = frozenset(_singulier(mot) for mot in _VIDES.split())
_MOT = re.compile(r"[^\W\d_]{4,}")
_RACINE = 6


def racines(texte: str) -> dict[str, str]:
    """Return the words of a text that carry meaning: root → the word as it is written, so that
    « partenaires » and « partenariat » meet."""
    mots = {cle_de_tri(mot): mot.lower() for mot in _MOT.findall(texte)}
    return {plie[:_RACINE]: mot for plie, mot in mots.items() if _singulier(plie) not in MOTS_VIDES}
