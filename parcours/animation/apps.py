from django.apps import AppConfig


class AnimationConfig(AppConfig):
    name = "parcours.animation"
    verbose_name = "Animation"

    def ready(self) -> None:
        from parcours.animation.actions.inscriptions import liberer_les_places
        from rameau.commun import registres
        from rameau.commun.pieces import inscrire_les_pieces

        inscrire_les_pieces(self)
        registres.departs.inscrire("inscriptions", liberer_les_places)
