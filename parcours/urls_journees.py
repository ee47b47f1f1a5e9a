from django.urls import path

from parcours.views import journees

app_name = "journees"

urlpatterns = [
    path("invitation/<str:jeton>/", journees.invite, name="invite"),
    path("<slug:promotion>/<int:pk>/", journees.journee, name="journee"),
]
