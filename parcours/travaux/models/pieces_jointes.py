"""Files that a binôme attaches to a work, as a whole or to one of its sections."""

import pgtrigger
from django.db import models

from parcours.promotions.models.binomes import Participation
from parcours.travaux.models.livrables import Livrable
from rameau.commun.models import Fichier
from rameau.comptes.models import Personne


class PieceJointeQuerySet(models.QuerySet["PieceJointe"]):
    def de(self, personne: Personne) -> "PieceJointeQuerySet":
        """Those of the works the person writes; others read them with a version that holds them."""
        members = Participation.objects.actives().filter(personne=personne)
        return self.filter(livrable__binome__in=members.values("binome"))

    def presentes(self, livrable: Livrable) -> "PieceJointeQuerySet":
        """Those of a work that nobody took out, with their files."""
        return (
            self.filter(livrable=livrable, retiree_le=None)
            .select_related("fichier", "jointe_par", "livrable")
            .order_by("pk")
        )


class PieceJointe(models.Model):
    """A file attached to a work; one that a frozen version holds is taken out, never deleted."""

    livrable = models.ForeignKey(Livrable, models.PROTECT, related_name="pieces")
    section = models.SlugField("section", max_length=40, blank=True)
    fichier = models.OneToOneField(Fichier, models.PROTECT, related_name="piece_jointe")
    jointe_le = models.DateTimeField("jointe le")
    jointe_par = models.ForeignKey(
        Personne, models.PROTECT, related_name="+", verbose_name="jointe par"
    )
    retiree_le = models.DateTimeField("retirée le", null=True)

    objects = PieceJointeQuerySet.as_manager()

    class Meta:
        ordering = ["livrable_id", "pk"]
        triggers = [
            pgtrigger.Trigger(
                name="piece_d_une_version",
                operation=pgtrigger.Delete,
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (
                        SELECT 1 FROM travaux_version
                        WHERE livrable_id = OLD.livrable_id AND contenu->'pieces' @>
                            jsonb_build_array(jsonb_build_object('id', OLD.id))
                    ) THEN
                        RAISE EXCEPTION 'Une version partagée tient cette pièce jointe.'
                        USING ERRCODE = '23514', CONSTRAINT = 'regle_piece_gardee';
                    END IF;
                    RETURN OLD;
                """,
            ),
        ]

    def __str__(self) -> str:
        return str(self.fichier)
