"""What the acts of synthetic people leave: mails that have left, rows of the journal."""

from datetime import timedelta

from parcours.promotions.models import Binome, Promotion
from parcours.travaux.models import Livrable, Version
from rameau.commun.models import Courriel, EntreeJournal
from rameau.demonstration.actions.peuplement.lot import PAQUET, Fiche, Lot


def peupler_traces(lot: Lot) -> None:
    """For each promotion its acts; for each version, the mail to the coach and the journal."""
    entrees = [entree for fiche in lot.fiches for entree in _entrees(fiche)]
    entrees += [
        EntreeJournal(
            instant=version.figee_le,
            par_id=version.figee_par_id,
            verbe=(
                "livrables.remettre"
                if version.motif == Version.Motif.REMISE
                else "livrables.partager_version"
            ),
            type_objet=Livrable._meta.label,
            objet_id=livrable.pk,
        )
        for _, livrable, version in lot.versions
    ]
    EntreeJournal.objects.bulk_create(entrees, PAQUET)
    Courriel.objects.bulk_create(
        [_courriel(fiche, livrable, version) for fiche, livrable, version in lot.versions], PAQUET
    )


def _entrees(fiche: Fiche) -> list[EntreeJournal]:
    acts: list[tuple[str, Promotion | Binome, int]] = [("promotions.creer", fiche.promotion, -60)]
    for binome in fiche.binomes:
        acts += [("binomes.ajouter", binome, -60), ("binomes.inviter", binome, -40)]
    return [
        EntreeJournal(
            instant=fiche.le(jours), verbe=verbe, type_objet=objet._meta.label, objet_id=objet.pk
        )
        for verbe, objet, jours in acts
    ]


def _courriel(fiche: Fiche, livrable: Livrable, version: Version) -> Courriel:
    rang = next(i for i, b in enumerate(fiche.binomes) if b.pk == livrable.binome_id)
    remis = version.motif == Version.Motif.REMISE
    return Courriel(
        genre="livrable_remis" if remis else "livrable_partage",
        destinataire=fiche.coach(rang),
        objet_id=livrable.pk if remis else version.pk,
        etat=Courriel.Etat.ENVOYE,
        cree_le=version.figee_le,
        prochain_essai=version.figee_le,
        pris_le=version.figee_le,
        envoye_le=version.figee_le + timedelta(seconds=5),
        essais=1,
    )
