from pathlib import Path
from typing import Any

import yaml
from django.core.management.base import BaseCommand

from rameau.commun import registres

REFERENCE = Path(__file__).resolve().parents[2] / "reference" / "programme.yaml"


class Command(BaseCommand):
    help = (
        "Charge les données de référence du programme ; peut être relancée sans effet."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        donnees = yaml.safe_load(REFERENCE.read_text(encoding="utf-8"))
        for name, charger in registres.references.items():
            charger(donnees=donnees)
            self.stdout.write(f"{name} : chargé")
