from django.apps import AppConfig


class ParcoursConfig(AppConfig):
    name = "parcours"
    verbose_name = "Parcours"

    def ready(self) -> None:
        from functools import partial

        from parcours import (
            a_traiter,
            agenda,
            courriels,
            documents,
            donnees,
            rappels,
            recherche,
        )
        from parcours.actions.references import charger_parcours
        from parcours.dependances import Deroule, EcheancesLiees, TravailAttendu
        from parcours.gabarits import ECHEANCES, Echeances
        from parcours.models.binomes import hats_by_fact
        from rameau.commun import registres

        donnees.declarer()
        a_traiter.inscrire()
        courriels.inscrire()
        documents.inscrire()
        recherche.inscrire()
        agenda.inscrire()
        rappels.inscrire()
        registres.references.inscrire("parcours", partial(charger_parcours, par=None))
        registres.gabarits.inscrire(ECHEANCES, Echeances())
        registres.dependances.inscrire("parcours.travail", TravailAttendu())
        registres.dependances.inscrire("parcours.echeances", EcheancesLiees())
        registres.dependances.inscrire("parcours.deroule", Deroule())
        for chapeau in hats_by_fact():
            registres.chapeaux.inscrire(
                chapeau.value, lambda chapeau=chapeau: hats_by_fact()[chapeau]
            )
