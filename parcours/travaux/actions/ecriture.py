"""The writing page saved at once: each section that was touched, each element typed."""

from collections.abc import Mapping
from datetime import datetime
from typing import cast

from parcours.travaux.actions.livrables import ajouter_element, ecrire_section
from parcours.travaux.lectures.contenus import normaliser
from parcours.travaux.lectures.ecriture import Refus, digest
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Livrable, Section
from rameau.commun.erreurs import RegleViolee, VersionDepassee
from rameau.comptes.models import Personne


def enregistrer(
    livrable: Livrable, *, par: Personne, donnees: Mapping[str, str], instant: datetime
) -> dict[str, Refus]:
    """Save each section of the page that was touched and add each element typed.

    Return what was refused, by section; all the rest is kept. Each section is saved by itself,
    so that one refusal loses nothing of the others.
    """
    refus: dict[str, Refus] = {}
    for guide in trame_de(livrable.nature).sections:
        texte = donnees.get(f"texte-{guide.code}")
        if texte is not None and digest(texte) != donnees.get(f"origine-{guide.code}"):
            refuse = _ecrire(livrable, par, guide.code, texte, donnees, instant)
            if refuse:
                refus[guide.code] = refuse
        titre = donnees.get(f"nouveau-{guide.elements}", "") if guide.elements else ""
        if guide.elements and titre.strip():
            try:
                ajouter_element(par=par, livrable=livrable, nature=guide.elements, titre=titre)
            except RegleViolee as broken:
                refus[guide.code] = Refus(
                    texte=normaliser(texte or ""),
                    autre=refus[guide.code].autre if guide.code in refus else None,
                    erreur=broken.message,
                    nouveau=titre,
                )
    return refus


def _ecrire(
    livrable: Livrable,
    par: Personne,
    code: str,
    texte: str,
    donnees: Mapping[str, str],
    instant: datetime,
) -> Refus | None:
    revision = donnees.get(f"revision-{code}", "")
    try:
        ecrire_section(
            par=par,
            livrable=livrable,
            code=code,
            texte=texte,
            revision=int(revision) if revision.isdecimal() else 0,
            instant=instant,
        )
    except VersionDepassee as depassee:
        return Refus(texte=normaliser(texte), autre=cast("Section", depassee.actuel))
    except RegleViolee as broken:
        return Refus(texte=normaliser(texte), erreur=broken.message)
    return None
