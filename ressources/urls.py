from django.urls import path

from ressources.views import ressources

app_name = "ressources"

urlpatterns = [path("", ressources.centres, name="centres")]
