from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rameau.commun.erreurs import RegleViolee
from rameau.commun.temps import maintenant
from rameau.demonstration.actions.demonstration import charger_demonstration, est_chargee


class Command(BaseCommand):
    help = "Charge la démonstration (données inventées) ; une seconde fois ne change rien."

    def handle(self, *args: Any, **options: Any) -> None:
        if est_chargee():
            self.stdout.write("La démonstration est déjà chargée : rien n'a changé.")
            return
        try:
            promotion = charger_demonstration(par=None, instant=maintenant())
        except RegleViolee as refus:
            raise CommandError(refus.message) from refus
        self.stdout.write(f"La démonstration est chargée : {promotion.nom}.")
