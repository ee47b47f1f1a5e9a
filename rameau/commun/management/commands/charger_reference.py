from typing import Any

from django.core.management.base import BaseCommand

from rameau.commun import registres
from rameau.commun.reference import programme


class Command(BaseCommand):
    help = "Charge les données de référence du programme ; peut être relancée sans effet."

    def handle(self, *args: Any, **options: Any) -> None:
        for name, charger in registres.references.items():
            charger(donnees=programme())
            self.stdout.write(f"{name} : chargé")
