"""Versions shared with a coach, and not answered as the session they prepare comes."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.utils.timezone import localdate

from parcours.promotions.lectures.destinataires import joignables
from parcours.promotions.lectures.rappels import Lecture
from parcours.promotions.models import AffectationCoach
from parcours.promotions.rappels.visees import Visee
from parcours.travaux.lectures.trames import trame_de
from parcours.travaux.models import Version
from rameau.commun import registres
from rameau.commun.registres import Rappel
from rameau.commun.texte import date_longue


class RegardAttendu:
    """A binôme has shared its work, its coach has not answered, the session comes."""

    libelle = "Version partagée, regard pas encore envoyé"
    apres = False
    apres_cloture = False
    jours: tuple[int, ...] = (7, 2)

    def __call__(
        self, *, jour: date, delais: Mapping[int, Sequence[int]], lecture: Lecture
    ) -> list[Rappel]:
        visee = Visee(jour=jour, delais=delais, apres=self.apres)
        sessions = {
            (session.promotion_id, session.etape.ordre - 1): session
            for session in lecture.sessions
            if session.etape and visee.touche(session.promotion_id, localdate(session.debut))
        }
        if not sessions:
            return []
        versions = (
            Version.objects.en_attente_de_regard()
            .filter(livrable__etape__promotion__in={promotion for promotion, _ in sessions})
            .select_related("livrable__etape", "livrable__binome__promotion")
            .select_related("livrable__binome__structure", "livrable__binome__territoire")
            .defer("contenu", "document")
            .order_by("figee_le", "pk")
        )
        attendues = [
            (version, session)
            for version in versions
            if (session := sessions.get(_prepare(version))) is not None
        ]
        coachs = _coachs({version.livrable.binome_id for version, _ in attendues})
        return [
            Rappel(
                personne_id=coachs[version.livrable.binome_id],
                promotion_id=session.promotion_id,
                cle=f"regard-{version.livrable_id}",
                texte=f"{version.livrable.binome.nom} vous a partagé "
                f"{trame_de(version.livrable.nature).avec_article} : votre regard l'aiderait avant "
                f"« {session.titre} », {date_longue(localdate(session.debut))}.",
                url=version.get_absolute_url(),
                acte="Lire et répondre",
                date=localdate(session.debut),
            )
            for version, session in attendues
            if version.livrable.binome_id in coachs
        ]


def _prepare(version: Version) -> tuple[int, int]:
    """The promotion and the stage of a work: it prepares the session of the stage after."""
    etape = version.livrable.etape
    return etape.promotion_id, etape.ordre


def _coachs(binomes: set[int]) -> dict[int, int]:
    """The coach of today of each binôme, when she may be written to."""
    return dict(
        AffectationCoach.objects.filter(binome__in=binomes, jusqua=None, coach__in=joignables())
        .order_by("pk")
        .values_list("binome", "coach")
    )


def inscrire() -> None:
    """Register the kinds of reminders of this room."""
    registres.rappels.inscrire("regard", RegardAttendu(), rang=30)
