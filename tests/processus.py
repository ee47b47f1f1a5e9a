"""What tests of the machinery look at: living processes, and a database by its address."""

import os
from pathlib import Path

import psycopg2

SANS_ADRESSES = {
    nom: valeur
    for nom, valeur in os.environ.items()
    if nom not in {"DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE"}
}


def processus_de(dossier: Path) -> list[int]:
    """The living processes that hold the folder's lock open: every child inherits it."""
    verrou = str(dossier / "verrou.enfants")
    trouves = []
    for entree in Path("/proc").iterdir():
        if not entree.name.isdigit():
            continue
        try:
            if any(os.readlink(fd) == verrou for fd in (entree / "fd").iterdir()):
                trouves.append(int(entree.name))
        except OSError:
            continue
    return [pid for pid in trouves if pid != os.getpid()]


def executer(adresse: str, requete: str) -> list[tuple[object, ...]]:
    connexion = psycopg2.connect(adresse)
    try:
        with connexion, connexion.cursor() as curseur:
            curseur.execute(requete)
            return curseur.fetchall() if curseur.description else []
    finally:
        connexion.close()
