from django.urls import path

from parcours.views import pitchs

app_name = "pitchs"

urlpatterns = [
    path("", pitchs.entree, name="entree"),
    path("<slug:code>/", pitchs.salle, name="salle"),
]
