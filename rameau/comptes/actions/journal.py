"""How the action frame writes its row: the journal of the product."""

from collections.abc import Mapping
from typing import Any

from rameau.commun.temps import maintenant
from rameau.comptes.models import EntreeJournal


class JournalDesActes:
    """Writes one row of EntreeJournal per act."""

    def consigner(
        self,
        *,
        par_id: int | None,
        pour_le_compte_de_id: int | None,
        verbe: str,
        type_objet: str,
        objet_id: int | None,
        avant: Mapping[str, Any],
        apres: Mapping[str, Any],
        cle: str | None,
    ) -> None:
        """Add the row; with a `cle` already present, the act is one more of the same and adds
        nothing."""
        EntreeJournal.objects.bulk_create(
            [
                EntreeJournal(
                    instant=maintenant(),
                    par_id=par_id,
                    pour_le_compte_de_id=pour_le_compte_de_id,
                    verbe=verbe,
                    type_objet=type_objet,
                    objet_id=objet_id,
                    avant=dict(avant),
                    apres=dict(apres),
                    cle=cle,
                )
            ],
            ignore_conflicts=cle is not None,
        )
