"""Page objects: where the main acts are on the screen, in the words people read there."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect


class Geste:
    """Counts what a person does on a page: each click, each field filled, each choice."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.nombre = 0

    def cliquer(self, role: str, nom: str | re.Pattern[str]) -> None:
        self.nombre += 1
        self.page.get_by_role(role, name=nom).first.click()  # type: ignore[arg-type]

    def remplir(self, libelle: str | re.Pattern[str], valeur: str) -> None:
        self.nombre += 1
        self.page.get_by_label(libelle).first.fill(valeur)


class Equipe:
    """What the équipe does."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.geste = Geste(page)

    def ouvrir_une_promotion(self, nom: str, debut: date) -> None:
        self.geste.cliquer("link", "Ouvrir une promotion")
        self.geste.remplir("Nom de la promotion", nom)
        self.geste.remplir("Premier jour", debut.isoformat())
        self.geste.cliquer("button", "Voir le calendrier")
        expect(self.page.get_by_role("heading", level=1)).to_contain_text("calendrier")
        self.geste.cliquer("button", "Ouvrir la promotion")
        expect(self.page.get_by_role("heading", level=1)).to_have_text(nom)

    def prevoir_une_journee(self, titre: str, *, debut: str, fin: str) -> None:
        """Plan a journée today in the first promotion, and open its attendance list."""
        page = self.page
        page.get_by_role("link", name="Promotions").first.click()
        page.get_by_role("link", name=re.compile(r"^Promotion \d+")).first.click()
        page.get_by_role("link", name="Prévoir une rencontre").click()
        page.get_by_label("Nature").select_option("journee")
        page.get_by_label("Titre").fill(titre)
        page.get_by_label("Jour").fill(datetime.now(ZoneInfo("Europe/Paris")).date().isoformat())
        page.get_by_label("Début").fill(debut)
        page.get_by_label("Fin").fill(fin)
        page.get_by_role("button", name="Prévoir la rencontre").click()
        page.get_by_role("link", name=titre).first.click()
        page.get_by_role("link", name="Liste de présence").click()

    def choisir_le_binome(self, structure: str) -> None:
        self.page.get_by_role("link", name=structure).first.click()

    def inviter(self, *personnes: tuple[str, str, str]) -> None:
        self.page.get_by_role("link", name="Inviter le binôme").click()
        for rang, (prenom, nom, email) in enumerate(personnes):
            self.page.get_by_label("Prénom").nth(rang).fill(prenom)
            self.page.get_by_label("Nom", exact=True).nth(rang).fill(nom)
            self.page.get_by_label("Adresse électronique").nth(rang).fill(email)
        self.page.get_by_role("button", name="Envoyer l’invitation").click()

    def confier_au_coach(self, nom: str) -> None:
        self.page.get_by_label("Un coach déjà connu").select_option(label=nom)
        self.page.get_by_role("button", name="Confier le binôme").click()

    def nommer_au_comite(self, prenom: str, nom: str, email: str, organisme: str) -> None:
        self.page.get_by_role("link", name=re.compile("[Cc]omité")).first.click()
        self.page.get_by_label("Prénom").fill(prenom)
        self.page.get_by_label("Nom", exact=True).fill(nom)
        self.page.get_by_label("Adresse électronique").fill(email)
        self.page.get_by_label("Organisme").fill(organisme)
        self.page.get_by_role("button", name="Nommer au comité").click()


class Travail:
    """The page where a binôme writes one of its works."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def ecrire(self, section: str, texte: str) -> None:
        """Type, and wait for the server to say that it has the text."""
        self.page.locator(f"#texte-{section}").fill(texte)
        expect(self.page.locator(f"#etat-{section}")).to_have_text(re.compile(r"Enregistré\s+à"))

    def partager(self) -> None:
        self.page.get_by_role("button", name="Partager au coach").click()
        self.page.get_by_role("button", name="Partager cette version").click()

    def remettre(self, partage: str) -> None:
        self.page.get_by_role("button", name=re.compile("^Remettre")).click()
        self.page.get_by_label(re.compile(partage)).check()
        self.page.get_by_role("button", name=re.compile("^Remettre")).click()


def lien_de(texte: str) -> str:
    """The first address of a mail."""
    found = re.search(r"https?://\S+", texte)
    assert found, texte
    return found.group(0).rstrip(".,;")
