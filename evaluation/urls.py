from django.urls import path

from evaluation.views import pilotage

app_name = "pilotage"

urlpatterns = [
    path("", pilotage.programmes, name="programmes"),
    path("<slug:promotion>/", pilotage.promotion, name="promotion"),
]
