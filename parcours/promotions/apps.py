from django.apps import AppConfig


class PromotionsConfig(AppConfig):
    name = "parcours.promotions"
    verbose_name = "Promotions"

    def ready(self) -> None:
        from functools import partial

        from parcours.promotions.actions.agenda import annoncer_les_dates_de
        from parcours.promotions.actions.references import charger_parcours
        from parcours.promotions.models.binomes import hats_by_fact
        from rameau.commun import registres
        from rameau.commun.pieces import inscrire_les_pieces

        inscrire_les_pieces(self)
        registres.references.inscrire("parcours", partial(charger_parcours, par=None))
        registres.acceptations.inscrire("parcours.agenda", annoncer_les_dates_de)
        for chapeau in hats_by_fact():
            registres.chapeaux.inscrire(
                chapeau.value, lambda chapeau=chapeau: hats_by_fact()[chapeau]
            )
