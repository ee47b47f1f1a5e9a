from django.apps import AppConfig


class AccueilConfig(AppConfig):
    name = "rameau.accueil"
    label = "accueil"
    verbose_name = "Accueil"

    def ready(self) -> None:
        from rameau.commun.pieces import inscrire_les_pieces

        inscrire_les_pieces(self)
