"""Where files are kept: what STOCKAGE_URL says, read for the settings.

    (absent) or file:///srv/rameau/fichiers             a private folder
    s3://key:secret@s3.exemple.fr/bucket?region=fr-par  a private bucket; port, `https=0` if need be

Both are private: a file is given only by a view, once its own door let it pass.
"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_FORM = (
    "STOCKAGE_URL est « file:///dossier » ou "
    "« s3://clé:secret@hôte[:port]/seau?region=… » ; voir docs/exploitation.md"
)


def storage_from_url(url: str, folder: Path) -> dict[str, Any]:
    """Return the entry of STORAGES that an address means; without one, a folder.

    Raises ImproperlyConfigured, naming STOCKAGE_URL and never telling the secret, when the
    address is not understood.
    """
    if not url:
        return _folder(folder)
    try:
        parts = urlsplit(url)
        port = parts.port
        options = dict(parse_qsl(parts.query, strict_parsing=True)) if parts.query else {}
    except ValueError:
        raise ImproperlyConfigured(f"{_FORM}.") from None
    if parts.scheme == "file":
        if parts.netloc or parts.path in ("", "/") or parts.query or parts.fragment:
            raise ImproperlyConfigured(f"{_FORM} : un dossier est dit en entier.")
        return _folder(Path(unquote(parts.path)))
    if parts.scheme != "s3":
        raise ImproperlyConfigured(f"{_FORM}.")
    bucket = parts.path.strip("/")
    if not (parts.username and parts.password and parts.hostname):
        raise ImproperlyConfigured(f"{_FORM} : il manque la clé, le secret ou l'hôte.")
    if not bucket or "/" in bucket or parts.fragment:
        raise ImproperlyConfigured(f"{_FORM} : un seau, et un seul, suit l'hôte.")
    if options.keys() - {"region", "https"} or options.get("https", "1") not in ("0", "1"):
        raise ImproperlyConfigured(f"{_FORM} : seuls « region » et « https=0 » le suivent.")
    scheme = "http" if options.get("https") == "0" else "https"
    return {
        "BACKEND": "rameau.commun.seau.Seau",
        "OPTIONS": {
            "access_key": unquote(parts.username),
            "secret_key": unquote(parts.password),
            "endpoint_url": f"{scheme}://{parts.hostname}" + (f":{port}" if port else ""),
            "bucket_name": bucket,
            "region_name": options.get("region"),
        },
    }


def _folder(folder: Path) -> dict[str, Any]:
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": folder},
    }
