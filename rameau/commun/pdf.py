"""PDF/UA-1 from HTML, by WeasyPrint: our own assets only, and never in the web process.

`pdf_bytes` renders; `pdf_bytes_within_limits` does it in a child process that may be killed, and
is what the documents call (`rameau.commun.documents`), from a Celery worker.

Two schemes name what a document may open: `static:css/pdf.css` is a file of our static folders,
`police:SourceSansPro-Regular` a face of the font dependency, so that a machine without any font
prints well. All the rest (files, hosts) is refused; `data:` addresses carry their own bytes.
"""

import logging
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import Any

import tinycss2
from django.contrib.staticfiles import finders

from rameau.commun.limits import MEGABYTES, SECONDS, Progress, bytes_within_limits

STYLESHEETS = ("static:css/jetons.css", "static:css/pdf.css", "static:css/pdf_feuilles.css")
# WeasyPrint draws a picture with its own `<style>` only, and knows no var() there.
DRAWING_STYLESHEETS = ("css/graphiques.css", "css/pdf_figures.css")
BYTES_PER_PAGE = 4_000
"""About what a page of our documents takes in HTML: only to say how far a long one is."""
_PAGE = re.compile(r"- Page (\d+)")
_SVG = "{http://www.w3.org/2000/svg}"
_TOKEN = re.compile(r"--([\w-]+):\s*([^;]+);")
_VAR = re.compile(r"var\(--([\w-]+)\)")


def pdf_bytes(html: str, *, on_progress: Progress | None = None) -> bytes:
    """Render a whole HTML page as PDF/UA-1; its `lang` and `<title>` become the document's.

    `on_progress` is told each page laid out, and about how many there will be.
    """
    with _told(on_progress, len(html) // BYTES_PER_PAGE) if on_progress else nullcontext():
        return _pdf_bytes(html)


@contextmanager
def _told(on_progress: Progress, expected: int) -> Iterator[None]:
    """Tell the pages that WeasyPrint's own log counts; what comes after the last one is told as
    a page more, and laying out again as nothing new."""
    furthest = 0

    class Pages(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            nonlocal furthest
            found = _PAGE.search(record.getMessage())
            if found and int(found[1]) > furthest:
                furthest = int(found[1])
                on_progress(furthest, max(expected, furthest + 1))

    log, handler = logging.getLogger("weasyprint.progress"), Pages()
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
        log.propagate = True
    total = max(expected, furthest + 1)
    on_progress(total, total)


def _pdf_bytes(html: str) -> bytes:
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    fetcher = own_assets_only()
    fonts = FontConfiguration()
    page = HTML(string=html, url_fetcher=fetcher)
    for drawing in page.etree_element.iter(f"{_SVG}svg"):
        style = drawing.makeelement(f"{_SVG}style", {})
        style.text = drawing_styles()
        drawing.insert(0, style)
    stylesheets = [CSS(url=url, url_fetcher=fetcher, font_config=fonts) for url in STYLESHEETS]
    pdf: bytes = page.write_pdf(stylesheets=stylesheets, font_config=fonts, pdf_variant="pdf/ua-1")
    return pdf


def pdf_bytes_within_limits(
    html: str, *, seconds: int = SECONDS, megabytes: int = MEGABYTES
) -> bytes:
    """Render in a child under limits; DocumentImpossible when it does not come back."""
    load_once()
    return bytes_within_limits(lambda _: pdf_bytes(html), seconds=seconds, megabytes=megabytes)


@cache
def load_once() -> None:
    """Load here, once per worker, what each child would load again."""
    import weasyprint  # noqa: F401
    from PIL import Image

    Image.init()
    font_faces()
    drawing_styles()


def own_assets_only() -> Any:
    """Return the fetcher given to the page and to every style sheet."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class OwnAssets(URLFetcher):
        """Opens `static:` and `police:` names and `data:` addresses, refuses all the rest."""

        def fetch(self, url: str, headers: dict[str, str] | None = None) -> Any:
            scheme, _, name = url.partition(":")
            if scheme == "data":
                return super().fetch(url, headers)
            return URLFetcherResponse(url, own_asset(scheme, name).read_bytes())

    return OwnAssets(allowed_protocols=["data"], allow_redirects=False)


def own_asset(scheme: str, name: str) -> Path:
    """Return the file that a `static:` or `police:` name means; PermissionError otherwise."""
    found = None
    if scheme == "static":
        found = finders.find(name)
    elif scheme == "police":
        found = font_faces().get(name)
    if not isinstance(found, str):
        raise PermissionError(f"{scheme}: refused")
    return Path(found)


@cache
def font_faces() -> dict[str, str]:
    """The faces of the font dependency by name, as « SourceSansPro-Regular »."""
    from font_source_sans_pro import font_directory

    return {path.stem: str(path) for path in Path(font_directory).glob("*.ttf")}


@cache
def drawing_styles() -> str:
    """The rules that draw our pictures: out of their layers, with the light tokens put in."""
    tokens = _light_tokens()

    def value(match: re.Match[str]) -> str:
        return _VAR.sub(value, tokens[match[1]])

    rules = (rule.serialize() for name in DRAWING_STYLESHEETS for rule in _flat_rules(name))
    return _VAR.sub(value, "\n".join(rules))


def _light_tokens() -> dict[str, str]:
    light = own_asset("static", "css/jetons.css").read_text(encoding="utf-8").split("@media")[0]
    return {name: value.strip() for name, value in _TOKEN.findall(light)}


def _flat_rules(name: str) -> Iterator[Any]:
    """The rules of a style sheet, in a layer or not; those of @media are for screens."""

    def walk(rules: Iterable[Any]) -> Iterator[Any]:
        for rule in rules:
            if rule.type == "qualified-rule":
                yield rule
            elif rule.type == "at-rule" and rule.lower_at_keyword == "layer" and rule.content:
                yield from walk(tinycss2.parse_rule_list(rule.content, skip_whitespace=True))

    text = own_asset("static", name).read_text(encoding="utf-8")
    return walk(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))
