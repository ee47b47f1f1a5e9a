from django.apps import AppConfig


class ParcoursConfig(AppConfig):
    name = "parcours"
    verbose_name = "Parcours"

    def ready(self) -> None:
        from functools import partial

        from parcours.actions.agenda import annoncer_les_dates_de
        from parcours.actions.alumni import suivre_les_choix
        from parcours.actions.inscriptions import liberer_les_places
        from parcours.actions.livrables import ouvrir_livrables
        from parcours.actions.references import charger_parcours
        from parcours.models.binomes import hats_by_fact
        from rameau.commun import registres
        from rameau.commun.pieces import inscrire_les_pieces

        inscrire_les_pieces(self)
        registres.references.inscrire("parcours", partial(charger_parcours, par=None))
        registres.acceptations.inscrire("parcours.agenda", annoncer_les_dates_de)
        registres.ouvertures.inscrire("livrables", ouvrir_livrables)
        registres.departs.inscrire("inscriptions", liberer_les_places)
        registres.clotures.inscrire("alumni", suivre_les_choix)
        for chapeau in hats_by_fact():
            registres.chapeaux.inscrire(
                chapeau.value, lambda chapeau=chapeau: hats_by_fact()[chapeau]
            )
