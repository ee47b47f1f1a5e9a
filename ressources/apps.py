from django.apps import AppConfig


class RessourcesConfig(AppConfig):
    name = "ressources"
    verbose_name = "Ressources"

    def ready(self) -> None:
        from ressources import donnees

        donnees.declarer()
