from django.apps import AppConfig


class RessourcesConfig(AppConfig):
    name = "ressources"
    verbose_name = "Ressources"

    def ready(self) -> None:
        from functools import partial

        from rameau.commun import registres
        from rameau.commun.pieces import inscrire_les_pieces
        from ressources.actions.references import charger_centres
        from ressources.lectures import themes

        inscrire_les_pieces(self)
        themes.inscrire()
        registres.references.inscrire("ressources", partial(charger_centres, par=None))
