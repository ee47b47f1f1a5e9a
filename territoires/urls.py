from django.urls import path

from territoires.views import territoires

app_name = "territoires"

urlpatterns = [
    path("", territoires.territoires, name="territoires"),
    path("exports/territoires/", territoires.exporter, name="exporter"),
    path("<int:pk>/", territoires.territoire, name="territoire"),
    path("<int:pk>/lecture/", territoires.lecture, name="lecture"),
]
