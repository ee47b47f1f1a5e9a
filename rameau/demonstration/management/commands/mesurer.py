"""`make bench`: the main pages beside a bare Django view, in the same run, interleaved."""

import http.client
import io
import statistics
import time
from argparse import ArgumentParser
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from parcours.animation.models import Webinaire
from parcours.promotions.models import Participation, Promotion
from parcours.travaux.models import Livrable, Section
from rameau.commun import registres
from rameau.commun.documents import render_document
from rameau.commun.pdf import STYLESHEETS, own_assets_only, pdf_bytes_within_limits
from rameau.commun.registres import Composition
from rameau.commun.temps import aujourdhui, maintenant
from rameau.comptes.actions.personnes import creer_personne, nommer_dans_equipe
from rameau.comptes.models import MembreEquipe, Personne
from rameau.demonstration.actions.mesures import vider_la_base
from rameau.demonstration.trafic import PORT, REQUESTS, Foule, crowd, gunicorn, latency, throughput

PASSES = 5
# Those who live a promotion are some thirty: each is there several times, with a session of hers.
PEOPLE, PAUSE = 200, 10
READERS, POLL = 100, 5
SECONDS = 30
# The first promotion of this seed is under way.
SEED = 3
# As many queries as a save makes, as few bytes as it answers.
BARE_OF_A_SAVE = (14, 400)


@dataclass
class Mesure:
    """One page: what it costs in queries and bytes, and the times of each pass."""

    nom: str
    chemin: str
    qui: Personne
    cookie: str = field(init=False)
    requetes: int = 0
    octets: int = 0
    page: list[float] = field(default_factory=list)
    temoin: list[float] = field(default_factory=list)
    debit_page: list[float] = field(default_factory=list)
    debit_temoin: list[float] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.cookie = cookie_of(self.qui)

    @property
    def chemin_du_temoin(self) -> str:
        return reverse("accueil:temoin", args=[self.requetes, self.octets])


class Command(BaseCommand):
    help = "Mesure les pages principales à côté d'une vue Django nue, à deux tailles de base."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--promotions", type=int, default=1000)

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.MESURES:
            raise CommandError("« make bench » lance cette commande avec MESURES=1.")
        call_command("migrate", verbosity=0)
        call_command("charger_reference", verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        vider_la_base(par=None)
        call_command("charger_reference", verbosity=0)
        call_command("peupler", promotions=1, graine=SEED)
        self._measure_pdf()
        small = self._measure("1 promotion")
        wanted = options["promotions"]
        if wanted > 1:
            before = time.monotonic()
            call_command("peupler", promotions=wanted - 1, graine=2)
            self.stdout.write(f"peupler : {time.monotonic() - before:.0f} s")
            large = self._measure(f"{wanted} promotions")
            self.stdout.write(f"\nmédiane avec {wanted} promotions / avec 1 (au plus 1,3)")
            for one, many in zip(small, large, strict=True):
                ratio = statistics.median(many.page) / statistics.median(one.page)
                self.stdout.write(f"  {one.nom:<28} {ratio:5.2f}")

    def _measure_pdf(self) -> None:
        """A roadmap of about ten pages, as a worker makes it, beside WeasyPrint alone on the same
        HTML; both in this process, warm."""
        kind = registres.documents["feuille_de_route"]
        ours, bare = [], []
        for warming in range(PASSES + 1):
            before = time.perf_counter()
            composition = kind.exemple()
            if not isinstance(composition, Composition):
                raise CommandError("la feuille de route n'est plus une page")
            html = render_document(composition)
            content = pdf_bytes_within_limits(html)
            middle = time.perf_counter()
            bare_pdf(html)
            if warming:
                ours.append(middle - before)
                bare.append(time.perf_counter() - middle)
        pages = len(PdfReader(io.BytesIO(content)).pages)
        a, b = statistics.median(ours), statistics.median(bare)
        self.stdout.write(
            f"\nfeuille de route en PDF, {pages} pages : {a * 1000:.0f} ms, WeasyPrint seul "
            f"{b * 1000:.0f} ms, rapport {a / b:.2f} (au plus 1,15)"
        )

    def _measure(self, title: str) -> list[Mesure]:
        measures = pages()
        for measure in measures:
            weigh(measure)
        saving, bare_saving = [], []
        with gunicorn():
            for _ in range(PASSES):
                saving.append(autosave())
                bare_saving.append(
                    latency(reverse("accueil:temoin", args=BARE_OF_A_SAVE), measures[0].cookie)
                )
                for m in measures:
                    m.page.append(latency(m.chemin, m.cookie))
                    m.temoin.append(latency(m.chemin_du_temoin, m.cookie))
                    m.debit_page.append(throughput(m.chemin, m.cookie))
                    m.debit_temoin.append(throughput(m.chemin_du_temoin, m.cookie))
            everyone = crowd(people(), seconds=SECONDS, pause=PAUSE)
            # As HTMX asks: every five seconds, with the revision it has.
            readers = crowd(
                questions_readers(),
                seconds=SECONDS,
                pause=POLL,
                expected=204,
                headers={"HX-Request": "true"},
            )
        self.stdout.write(
            f"\n{title} : {PASSES} passes de {REQUESTS} requêtes, médiane des passes\n"
            f"{'page':<28} {'req.':>4} {'ko':>6} {'ms':>6} {'témoin':>6} {'rapport':>7}"
            f" {'req/s':>6} {'témoin':>6} {'rapport':>7}"
        )
        for m in measures:
            ms, bare = statistics.median(m.page), statistics.median(m.temoin)
            rate, bare_rate = statistics.median(m.debit_page), statistics.median(m.debit_temoin)
            self.stdout.write(
                f"{m.nom:<28} {m.requetes:>4} {m.octets / 1000:>6.1f} {ms:>6.1f} {bare:>6.1f}"
                f" {ms / bare:>7.2f} {rate:>6.0f} {bare_rate:>6.0f} {rate / bare_rate:>7.2f}"
            )
        self.stdout.write(
            f"enregistrement d'une section : {statistics.median(saving):.1f} ms (au plus 100) ; "
            f"vue nue : {statistics.median(bare_saving):.1f} ms"
        )
        self._tell(f"{PEOPLE} personnes, une page toutes les {PAUSE} s environ", everyone)
        self._tell(f"{READERS} lecteurs des questions d'un webinaire, sans rien de neuf", readers)
        return measures

    def _tell(self, qui: str, foule: Foule) -> None:
        self.stdout.write(
            f"{qui} : {len(foule.temps)} réponses, médiane {foule.centile(50):.0f} ms, "
            f"95 % sous {foule.centile(95):.0f} ms (au plus 500), erreurs : {foule.erreurs}"
        )


def bare_pdf(html: str) -> bytes:
    """WeasyPrint alone, on the same page, style sheets and faces."""
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fetcher, fonts = own_assets_only(), FontConfiguration()
    sheets = [CSS(url=url, url_fetcher=fetcher, font_config=fonts) for url in STYLESHEETS]
    content: bytes = HTML(string=html, url_fetcher=fetcher).write_pdf(
        stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1"
    )
    return content


def pages() -> list[Mesure]:
    """The main pages, each with someone who may see it."""
    participation = (
        Participation.objects.actives()
        .exclude(binome__promotion__etat=Promotion.Etat.CLOSE)
        .select_related("personne", "binome__promotion")
        .order_by("pk")[0]
    )
    promotion = participation.binome.promotion
    livrable = Livrable.objects.filter(binome=participation.binome).order_by("pk")[0]
    member = participation.personne
    coach = Personne.objects.filter(binomes_suivis__binome__promotion=promotion).order_by("pk")[0]
    seat = promotion.programme.comite.select_related("personne").order_by("pk")[0]
    staff = an_equipe_member()
    session = promotion.rencontres.sessions().maintenues().order_by("debut")[0]
    home, code = reverse("accueil:accueil"), [promotion.code]
    return [
        Mesure("accueil du catalyseur", home, member),
        Mesure("travail en écriture", livrable.get_absolute_url(), member),
        Mesure("promotion et chemin", promotion.get_absolute_url(), member),
        Mesure("accueil du coach", home, coach),
        Mesure("à traiter", home, staff),
        Mesure(
            "tableau de bord",
            reverse("pilotage:promotion", args=code),
            seat.personne,
        ),
        Mesure("page de session", session.get_absolute_url(), member),
        Mesure("agenda", reverse("agenda:agenda"), member),
        Mesure("capitalisation", reverse("parcours:capitalisation", args=code), member),
        Mesure("ressources", reverse("ressources:centres"), member),
        Mesure("recherche", f"{reverse('accueil:recherche')}?q=alliance", member),
    ]


def people() -> list[tuple[str, list[str]]]:
    """The main pages of each person measured, and a session of her own for each of the crowd."""
    mine: dict[Personne, list[str]] = {}
    for measure in pages():
        mine.setdefault(measure.qui, []).append(measure.chemin)
    walks = list(mine.items())
    return [
        (cookie_of(who), paths) for who, paths in (walks[n % len(walks)] for n in range(PEOPLE))
    ]


def questions_readers() -> list[tuple[str, list[str]]]:
    """Those who follow the questions of a webinaire, knowing its last revision."""
    webinaire = (
        Webinaire.objects.exclude(rencontre__promotion__etat=Promotion.Etat.CLOSE)
        .select_related("rencontre__promotion")
        .order_by("pk")[0]
    )
    rencontre = webinaire.rencontre
    address = reverse("parcours:webinaire", args=[rencontre.promotion.code, rencontre.pk])
    members = list(
        Personne.objects.filter(
            participations__binome__promotion=rencontre.promotion, participations__jusqua=None
        )
    )
    return [
        (cookie_of(members[n % len(members)]), [f"{address}?depuis={webinaire.revision}"])
        for n in range(READERS)
    ]


def an_equipe_member() -> Personne:
    """`peupler` makes no member of the équipe: one is named, once."""
    person = creer_personne(
        par=None, email="mesures@equipe.test", prenom="Odile", nom="Mesure", instant=maintenant()
    )
    if not MembreEquipe.objects.filter(personne=person).exists():
        nommer_dans_equipe(par=None, personne=person, jour=aujourdhui())
    return person


def cookie_of(person: Personne) -> str:
    """Open a session for `person` and return its cookie."""
    client = Client()
    client.force_login(person)
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"


def weigh(measure: Mesure) -> None:
    """Count the queries and the bytes of a page, once warm."""
    client = Client(headers={"cookie": measure.cookie})
    client.get(measure.chemin)
    with CaptureQueriesContext(connection) as captured:
        response = client.get(measure.chemin)
    if response.status_code != 200:
        raise CommandError(f"{measure.nom} : {response.status_code}")
    guards = ("BEGIN", "COMMIT", "SET TRANSACTION", "SAVEPOINT", "RELEASE")
    measure.requetes = sum(not q["sql"].startswith(guards) for q in captured)
    measure.octets = len(response.content)


def autosave() -> float:
    """Median time of a section saved again and again as one types, in milliseconds."""
    section = (
        Section.objects.exclude(livrable__binome__promotion__etat=Promotion.Etat.CLOSE)
        .filter(livrable__binome__participations__jusqua=None)
        .select_related("livrable__binome__promotion")
        .order_by("pk")[0]
    )
    livrable, revision = section.livrable, section.revision
    member = livrable.binome.participations.actives().order_by("place")[0].personne
    token = "m" * 32
    headers = {
        "Host": "localhost",
        "Cookie": f"{cookie_of(member)}; {settings.CSRF_COOKIE_NAME}={token}",
        "X-CSRFToken": token,
        "Content-Type": "application/x-www-form-urlencoded",
    }
    args = [livrable.binome.promotion.code, livrable.pk, section.code]
    link = http.client.HTTPConnection("127.0.0.1", PORT)
    times = []
    for rank in range(REQUESTS):
        texte = f"{section.texte[:2000]} {rank} {revision}"
        body = urlencode({"texte": texte, "revision": revision + rank})
        before = time.perf_counter()
        link.request("POST", reverse("parcours:section", args=args), body, headers)
        response = link.getresponse()
        response.read()
        times.append((time.perf_counter() - before) * 1000)
        if response.status != 200:
            raise CommandError(f"enregistrement : {response.status}")
    link.close()
    return statistics.median(times)
