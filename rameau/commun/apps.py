from django.apps import AppConfig
from django.db.backends.signals import connection_created


class CommunConfig(AppConfig):
    name = "rameau.commun"
    label = "commun"
    verbose_name = "Socle"

    def ready(self) -> None:
        from rameau.commun import donnees, logs, write_guard

        logs.configure_logs()
        donnees.inscrire()
        connection_created.connect(write_guard.install, dispatch_uid="write_guard")
