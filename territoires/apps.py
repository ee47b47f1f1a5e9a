from django.apps import AppConfig


class TerritoiresConfig(AppConfig):
    name = "territoires"
    verbose_name = "Territoires"

    def ready(self) -> None:
        from functools import partial

        from rameau.commun import registres
        from rameau.commun.pieces import inscrire_les_pieces
        from territoires.actions.references import charger_territoires

        inscrire_les_pieces(self)
        registres.references.inscrire("territoires", partial(charger_territoires, par=None))
