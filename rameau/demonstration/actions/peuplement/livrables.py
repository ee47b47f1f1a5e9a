"""Synthetic works: sections, elements that stem from one another, frozen versions, regards.

The rows come in the order the database's rules ask for: a remark before its regard is sent, a
version before the work that names it.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta

from django.db.models import Exists, F, OuterRef, Subquery

from parcours.promotions.models import Etape
from parcours.travaux.exemples.precisions import precisions
from parcours.travaux.exemples.redaction import lignes, origine, regard, sections
from parcours.travaux.lectures.contenus import SCHEMA, Contenu, SectionFigee, figer_element
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import (
    Contribution,
    Element,
    Livrable,
    Remarque,
    Retour,
    Section,
    TexteGarde,
    Version,
)
from parcours.travaux.models.livrables import Nature, Partage
from rameau.commun.texte import empreinte_du_contenu
from rameau.comptes.models import Personne
from rameau.demonstration.actions.peuplement.lot import PAQUET, Fiche, Lot

# For each work, the days of the promotion when it is begun, shared and handed in.
_JOURS = {
    Nature.BILAN: (16, 44, 54),
    Nature.PLAN: (76, 118, 131),
    Nature.FEUILLE_DE_ROUTE: (152, 209, 222),
}


@dataclass(kw_only=True)
class _Travail:
    """A work being made: whose it is, and the rows it is made of."""

    fiche: Fiche
    rang: int
    livrable: Livrable
    sections: list[Section] = field(default_factory=list)
    elements: dict[str, list[Element]] = field(default_factory=dict)
    contributions: dict[int, list[Contribution]] = field(default_factory=dict)

    @property
    def auteur(self) -> Personne:
        """One of the two members."""
        return self.fiche.membres[self.rang][self.rang % 2]

    @property
    def jour(self) -> date:
        """The day its writing begins."""
        jours = _JOURS[Nature(self.livrable.nature)][0]
        return self.fiche.calendrier.debut + timedelta(days=jours)

    def est_passe(self, quand: int) -> bool:
        """Say whether it is begun (0), shared (1), handed in (2) by now."""
        return self.fiche.est_passe(_JOURS[Nature(self.livrable.nature)][quand] + self.rang % 3)


def peupler_livrables(lot: Lot) -> None:
    """The three works of each binôme, written as far as the day of its promotion allows."""
    etapes = _etapes(lot)
    travaux = [
        _Travail(fiche=fiche, rang=rang, livrable=livrable)
        for fiche in lot.fiches
        for rang, binome in enumerate(fiche.binomes)
        for livrable in _livrables(fiche, binome.pk, etapes)
    ]
    Livrable.objects.bulk_create([travail.livrable for travail in travaux], PAQUET)
    commences = [travail for travail in travaux if travail.est_passe(0)]
    _ecrire_sections(commences)
    _ecrire_elements(commences)
    _figer_versions(lot, [travail for travail in commences if travail.est_passe(1)])
    _repondre(lot)
    _remettre(lot)


def _etapes(lot: Lot) -> dict[tuple[int, int], Etape]:
    promotions = [fiche.promotion for fiche in lot.fiches]
    rows = Etape.objects.filter(promotion__in=promotions)
    return {(etape.promotion_id, etape.ordre): etape for etape in rows.order_by("pk")}


def _livrables(
    fiche: Fiche, binome_id: int, etapes: dict[tuple[int, int], Etape]
) -> Iterator[Livrable]:
    for travail in fiche.calendrier.travaux:
        yield Livrable(
            binome_id=binome_id,
            etape=etapes[fiche.promotion.pk, travail.etape],
            nature=travail.nature,
            titre=travail.titre,
            du_le=travail.du_le,
        )


def _ecrire_sections(travaux: list[_Travail]) -> None:
    for travail in travaux:
        fiche, livrable = travail.fiche, travail.livrable
        textes = sections(fiche.dossiers[travail.rang], livrable.nature, travail.rang)
        jour = _JOURS[Nature(livrable.nature)][0] + travail.rang % 3
        travail.sections = [
            Section(
                livrable=livrable,
                code=code,
                texte=texte,
                revision=fiche.hasard.randint(1, 9),
                modifiee_le=fiche.le(jour, 9, 17 * rang % 60),
                modifiee_par=fiche.membres[travail.rang][rang % 2],
            )
            for rang, (code, texte) in enumerate(textes.items())
        ]
    rows = [section for travail in travaux for section in travail.sections]
    Section.objects.bulk_create(rows, PAQUET)
    # Each text is the last of its history.
    TexteGarde.objects.bulk_create(
        [
            TexteGarde(
                section=section,
                revision=section.revision,
                texte=section.texte,
                ecrit_le=section.modifiee_le,
                ecrit_par=section.modifiee_par,
            )
            for section in rows
            if section.modifiee_le
        ],
        PAQUET,
    )


def _ecrire_elements(travaux: list[_Travail]) -> None:
    """Kind after kind and work after work, for each line needs the id it stems from."""
    ecrits: dict[tuple[int, str], list[Element]] = {}
    for nature in Nature:
        du_genre = [travail for travail in travaux if travail.livrable.nature == nature]
        if not du_genre:
            continue
        for sorte in trame_de(nature).natures:
            nouveaux = [(travail, _elements(travail, sorte, ecrits)) for travail in du_genre]
            Element.objects.bulk_create([e for _, rows in nouveaux for e in rows], PAQUET)
            Contribution.objects.bulk_create(
                [
                    c
                    for travail, rows in nouveaux
                    for row in rows
                    for c in _contributions(travail, row)
                ],
                PAQUET,
            )
            for travail, rows in nouveaux:
                travail.elements[sorte] = ecrits[travail.livrable.binome_id, sorte] = rows


def _elements(
    travail: _Travail, sorte: str, ecrits: dict[tuple[int, str], list[Element]]
) -> list[Element]:
    livrable, dossier = travail.livrable, travail.fiche.dossiers[travail.rang]
    source = origine(livrable.nature, sorte)
    sources = ecrits.get((livrable.binome_id, source), []) if source else []
    rows = []
    for rang, ligne in enumerate(lignes(dossier, livrable.nature).get(sorte, ())):
        dit = precisions(dossier, sorte, rang, travail.jour)
        issu_du = ligne.issu_du_rang if sources else None
        rows.append(
            Element(
                livrable=livrable,
                nature=sorte,
                ordre=rang + 1,
                titre=ligne.titre,
                detail=ligne.detail,
                issu_de=sources[issu_du] if issu_du is not None else None,
                porteur=dit.porteur,
                debut=dit.debut,
                fin=dit.fin,
                moyens=dit.moyens,
                indicateur=dit.indicateur,
                etat=dit.etat,
                etiquettes=list(dit.etiquettes),
            )
        )
    return rows


def _contributions(travail: _Travail, row: Element) -> list[Contribution]:
    dossier = travail.fiche.dossiers[travail.rang]
    dit = precisions(dossier, row.nature, row.ordre - 1, travail.jour)
    rows = [
        Contribution(element=row, partenaire=a.partenaire, donne=a.donne, recoit=a.recoit)
        for a in dit.contributions
    ]
    travail.contributions[row.pk] = rows
    return rows


def _figer_versions(lot: Lot, travaux: list[_Travail]) -> None:
    """One version shared with the coach; handed in as well when its day is over."""
    for travail in travaux:
        contenu = _contenu(travail)
        remis = travail.est_passe(2)
        jour = _JOURS[Nature(travail.livrable.nature)][2 if remis else 1] + travail.rang % 3
        lot.versions.append(
            (
                travail.fiche,
                travail.livrable,
                Version(
                    livrable=travail.livrable,
                    numero=1,
                    motif=Version.Motif.REMISE if remis else Version.Motif.PARTAGE,
                    contenu=contenu,
                    empreinte=empreinte_du_contenu(contenu),
                    figee_le=travail.fiche.le(jour, 17),
                    figee_par=travail.auteur,
                    partage=(
                        travail.fiche.hasard.choice((Partage.PROMOTION, Partage.COMITE))
                        if remis
                        else Partage.COACH
                    ),
                ),
            )
        )
    Version.objects.bulk_create([version for _, _, version in lot.versions], PAQUET)


def _contenu(travail: _Travail) -> dict[str, object]:
    """The same content as `contenus.figer` makes, from the rows at hand."""
    livrable = travail.livrable
    guides = {guide.code: guide for guide in trame_de(livrable.nature).sections}
    contenu = Contenu(
        livrable.nature,
        livrable.titre,
        tuple(
            SectionFigee(s.code, guides[s.code].titre, s.texte, guides[s.code].elements)
            for s in travail.sections
        ),
        tuple(
            figer_element(e, travail.contributions[e.pk])
            for sorte in sorted(travail.elements)
            for e in travail.elements[sorte]
        ),
    )
    return {"schema": SCHEMA, **asdict(contenu)}


def _repondre(lot: Lot) -> None:
    """Three coaches out of four have answered; the remarks first, then the regards are sent."""
    retours, remarques = [], []
    for fiche, livrable, version in lot.versions:
        rang = next(i for i, b in enumerate(fiche.binomes) if b.pk == livrable.binome_id)
        if fiche.hasard.random() > 3 / 4:
            continue
        ecrites, mot = regard(fiche.dossiers[rang], livrable.nature, rang)
        retour = Retour(
            version=version, auteur=fiche.coach(rang), mot=mot, ouvert_le=version.figee_le
        )
        retours.append(retour)
        remarques += [
            Remarque(
                retour=retour,
                section=ecrite.section,
                citation=ecrite.citation,
                texte=ecrite.texte,
                ecrite_le=version.figee_le,
            )
            for ecrite in ecrites
        ]
    Retour.objects.bulk_create(retours, PAQUET)
    Remarque.objects.bulk_create(remarques, PAQUET)
    Retour.objects.filter(pk__in=[retour.pk for retour in retours]).update(
        envoye_le=F("ouvert_le") + timedelta(hours=1)
    )


def _remettre(lot: Lot) -> None:
    """What is frozen to be handed in is handed in, by who froze it, at that instant."""
    version = Version.objects.filter(livrable=OuterRef("pk"), motif=Version.Motif.REMISE)
    Livrable.objects.filter(
        Exists(version), pk__in=[livrable.pk for _, livrable, _ in lot.versions]
    ).update(
        remis_le=Subquery(version.values("figee_le")),
        remis_par=Subquery(version.values("figee_par")),
        version_remise=Subquery(version.values("pk")),
        partage_avant_remise=Partage.BINOME,
    )
