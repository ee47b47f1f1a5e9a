"""The apps and the models of the product, among all those installed."""

from django.apps import AppConfig, apps
from django.db.models import Model

PACKAGES = ("rameau", "parcours", "territoires", "ressources", "evaluation")


def nos_apps() -> list[AppConfig]:
    """The apps of the product, the lowest first."""
    return [app for app in apps.get_app_configs() if app.name.split(".")[0] in PACKAGES]


def nos_modeles() -> list[type[Model]]:
    """Their models."""
    return [model for app in nos_apps() for model in app.get_models()]


def nos_tables() -> list[str]:
    """Their tables, many-to-many ones included."""
    return sorted(
        model._meta.db_table
        for app in nos_apps()
        for model in app.get_models(include_auto_created=True)
    )
