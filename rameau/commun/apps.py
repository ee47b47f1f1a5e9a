from django.apps import AppConfig
from django.db.backends.signals import connection_created


class CommunConfig(AppConfig):
    name = "rameau.commun"
    label = "commun"
    verbose_name = "Socle"

    def ready(self) -> None:
        from rameau.commun import logs, write_guard
        from rameau.commun.pieces import inscrire_les_pieces

        logs.configure_logs()
        inscrire_les_pieces(self)
        connection_created.connect(write_guard.install, dispatch_uid="write_guard")
