"""Addresses of static files: each is found once per process."""

from functools import cache

from whitenoise.storage import CompressedManifestStaticFilesStorage


class Statiques(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage; its manifest is read at the start, so an address never changes."""

    @cache  # noqa: B019 (one storage per process)
    def url(self, name: str | None, force: bool = False) -> str:
        url: str = super().url(name, force)
        return url
