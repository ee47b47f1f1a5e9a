from django.urls import path

app_name = "ressources"

urlpatterns: list = []
