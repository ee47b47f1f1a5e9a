from django.urls import path

from parcours.views import partages

app_name = "partages"

urlpatterns = [
    path("<str:jeton>/", partages.page, name="page"),
    path("<str:jeton>/diapositives/", partages.diapositives, name="diapositives"),
]
