from django.apps import AppConfig


class AccueilConfig(AppConfig):
    name = "rameau.accueil"
    label = "accueil"
    verbose_name = "Accueil"
