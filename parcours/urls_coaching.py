from django.urls import path

from parcours.views import retours

app_name = "coaching"

urlpatterns = [
    path("", retours.binomes, name="binomes"),
]
