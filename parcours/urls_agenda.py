from django.urls import path

from parcours.views import agenda

app_name = "agenda"

urlpatterns = [
    path("", agenda.agenda, name="agenda"),
    path("abonnement/", agenda.abonnement, name="abonnement"),
    path("abonnement/revoquer/", agenda.revoquer, name="revoquer"),
    path("flux/<str:jeton>.ics", agenda.flux, name="flux"),
]
