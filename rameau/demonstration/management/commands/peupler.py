from argparse import ArgumentParser
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from rameau.commun.erreurs import RegleViolee
from rameau.commun.temps import maintenant
from rameau.demonstration.actions.peuplement.lots import peupler


class Command(BaseCommand):
    help = "Remplit la base de promotions synthétiques, pour mesurer à deux tailles."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--promotions", type=int, required=True)
        parser.add_argument("--graine", type=int, default=1)

    def handle(self, *args: Any, promotions: int, graine: int, **options: Any) -> None:
        depart, ajoutees = monotonic(), 0
        try:
            for nombre in peupler(graine=graine, promotions=promotions, instant=maintenant()):
                ajoutees += nombre
                if ajoutees % 100 == 0:
                    self.stdout.write(f"{ajoutees} promotions…")
        except RegleViolee as refus:
            raise CommandError(refus.message) from refus
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")  # measures mean nothing before the planner knows the sizes
        duree = monotonic() - depart
        self.stdout.write(
            f"{ajoutees} promotions ajoutées en {duree:.0f} s"
            + (f", {ajoutees / duree:.1f} par seconde." if ajoutees else " : elles y étaient déjà.")
        )
