from django.apps import AppConfig


class RessourcesConfig(AppConfig):
    name = "ressources"
    verbose_name = "Ressources"

    def ready(self) -> None:
        from functools import partial

        from rameau.commun import registres
        from ressources import donnees, recherche, themes
        from ressources.actions.references import charger_centres

        donnees.declarer()
        recherche.inscrire()
        themes.inscrire()
        registres.references.inscrire("ressources", partial(charger_centres, par=None))
