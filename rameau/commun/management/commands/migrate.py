from typing import Any

from django.core.management.commands.migrate import Command as MigrateCommand
from django.db import connection

from rameau.commun.write_guard import open_writes


class Command(MigrateCommand):
    """Django's `migrate`: a listed exception to the write guard, and never a long lock."""

    def handle(self, *args: Any, **options: Any) -> str | None:
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '2s'")
        try:
            with open_writes():
                return super().handle(*args, **options)
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SET lock_timeout = DEFAULT")
