"""Rich text: Markdown without HTML, one token tree for the page and for plain text.

Links go to http, https and mailto; nh3 passes after by an explicit list. Texts of people have no
image; our own guides have those that stand beside them.
"""

import re
from collections.abc import Callable
from functools import cache

import nh3
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

SCHEMES = frozenset({"http", "https", "mailto"})
TAGS = frozenset(
    [
        "a",
        "blockquote",
        "br",
        "code",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
# The titles of a text stand under those of its page: the first level is an h3.
TITLE_SHIFT = 2

_SCHEME = re.compile(r"^\s*([a-z][a-z0-9+.-]*):", re.I)


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    parser.enable("table").disable(["image", "html_block", "html_inline"])
    parser.validateLink = _is_allowed_link  # type: ignore[method-assign]
    return parser


def _is_allowed_link(url: str) -> bool:
    scheme = _SCHEME.match(url)
    return scheme is not None and scheme.group(1).lower() in SCHEMES


def render_markdown(text: str) -> SafeString:
    """Return the HTML of a text of people, safe to show as it is."""
    return _rendered(text, TITLE_SHIFT)


def _rendered(text: str, title_shift: int) -> SafeString:
    tokens = _parser().parse(text)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(int(token.tag[1]) + title_shift, 6)}"
    html = _parser().renderer.render(tokens, _parser().options, {})
    return mark_safe(  # noqa: S308 (nh3 has just cleaned it)
        nh3.clean(
            html,
            tags=set(TAGS),
            attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
            url_schemes=set(SCHEMES),
            link_rel="noopener noreferrer nofollow",
        )
    )


_PICTURE = re.compile(r"^!\[([^\]]*)\]\(\.\./images/([a-z0-9-]+\.png)\)$", re.M)


def render_guide(text: str, picture_url: Callable[[str], str | None]) -> SafeString:
    """Return the HTML of a guide of ours: titles from h2 on, pictures alone on their line.

    `picture_url` gives the address of a picture by its file name, or None when it is missing:
    the guide then reads without it.
    """
    parts = []
    rest = 0
    for found in _PICTURE.finditer(text):
        parts.append(_rendered(text[rest : found.start()], 0))
        if url := picture_url(found[2]):
            parts.append(
                format_html('<p><img src="{}" alt="{}" loading="lazy"></p>', url, found[1])
            )
        rest = found.end()
    parts.append(_rendered(text[rest:], 0))
    return format_html_join("", "{}", ((part,) for part in parts))


def tokens_of(text: str) -> list[Token]:
    """Return the tokens of a text of people: what a page, a plain text and a DOCX are made of."""
    return _parser().parse(text)


def plain_text(text: str) -> str:
    """Return the words of a text without its marks, one line per block."""
    lines = []
    for token in tokens_of(text):
        if token.type == "inline":
            lines.append("".join(_words(child) for child in token.children or []))
        elif token.type in ("fence", "code_block"):
            lines.append(token.content.rstrip("\n"))
    return "\n".join(lines)


def _words(token: Token) -> str:
    return "\n" if token.type in ("softbreak", "hardbreak") else token.content
