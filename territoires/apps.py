from django.apps import AppConfig


class TerritoiresConfig(AppConfig):
    name = "territoires"
    verbose_name = "Territoires"

    def ready(self) -> None:
        from functools import partial

        from rameau.commun import registres
        from territoires import a_traiter, donnees, recherche
        from territoires.actions.references import charger_territoires

        donnees.declarer()
        recherche.inscrire()
        a_traiter.inscrire()
        registres.references.inscrire("territoires", partial(charger_territoires, par=None))
