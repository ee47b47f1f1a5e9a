from django.urls import path

from rameau.accueil.views import documents

app_name = "documents"

urlpatterns = [
    path("demander/<slug:genre>/<int:objet>/", documents.demander, name="demander"),
    path("<int:pk>/", documents.document, name="document"),
    path("<int:pk>/fichier/", documents.fichier, name="fichier"),
]
