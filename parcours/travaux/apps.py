from django.apps import AppConfig


class TravauxConfig(AppConfig):
    name = "parcours.travaux"
    verbose_name = "Travaux"

    def ready(self) -> None:
        from parcours.travaux.actions.alumni import suivre_les_choix
        from parcours.travaux.actions.livrables import ouvrir_livrables
        from rameau.commun import registres
        from rameau.commun.pieces import inscrire_les_pieces

        inscrire_les_pieces(self)
        registres.ouvertures.inscrire("livrables", ouvrir_livrables)
        registres.clotures.inscrire("alumni", suivre_les_choix)
