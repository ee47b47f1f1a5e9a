"""The private bucket of files, by the S3 protocol; loaded when STOCKAGE_URL names one."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

from rameau.commun.erreurs import StockageMuet

P = ParamSpec("P")
R = TypeVar("R")


def _told(call: Callable[P, R]) -> Callable[P, R]:
    """A bucket that does not answer, or refuses us, is a server that is missing."""

    @wraps(call)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return call(*args, **kwargs)
        except (BotoCoreError, ClientError) as error:
            raise StockageMuet(type(error).__name__) from error

    return run


class Seau(S3Storage):
    """Objects without ACL nor address of their own, read as they come, never held in memory."""

    def get_default_settings(self) -> dict[str, Any]:
        return {
            **super().get_default_settings(),
            "default_acl": None,
            "client_config": Config(
                s3={"addressing_style": "path"},
                signature_version="s3v4",
                connect_timeout=5,
                read_timeout=20,
                retries={"mode": "standard", "total_max_attempts": 2},
                # Many services that speak S3 know nothing of the newer checksums.
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
            # Uploads stay in the thread, or the worker's child, that asks for them.
            "transfer_config": TransferConfig(use_threads=False),
        }

    @_told
    def _open(self, name: str, mode: str = "rb") -> File:
        """Give the object as the network brings it; FileNotFoundError when there is none."""
        client = self.connection.meta.client
        try:
            answer = client.get_object(Bucket=self.bucket_name, Key=self._normalize_name(name))
        except client.exceptions.NoSuchKey as error:
            raise FileNotFoundError(name) from error
        return File(answer["Body"], name)

    _save = _told(S3Storage._save)  # noqa: SLF001  # Django's own name for it
    delete = _told(S3Storage.delete)
    exists = _told(S3Storage.exists)
    listdir = _told(S3Storage.listdir)
    get_modified_time = _told(S3Storage.get_modified_time)

    def url(self, *args: Any, **kwargs: Any) -> str:
        """Refuse: a file has no address but the view that checks the right to read it."""
        raise NotImplementedError("a file is given by a view only")
