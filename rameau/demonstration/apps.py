from django.apps import AppConfig, apps


class DemonstrationConfig(AppConfig):
    name = "rameau.demonstration"
    label = "demonstration"
    verbose_name = "Démonstration"

    def ready(self) -> None:
        from rameau.commun.pieces import modules_de
        from rameau.demonstration import deroulement

        deroulement.inscrire()
        for app in apps.get_app_configs():
            for module in modules_de(f"{app.name}.exemples"):
                if hasattr(module, "inscrire"):
                    module.inscrire()
