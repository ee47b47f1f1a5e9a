from django.urls import path

app_name = "parcours"

urlpatterns: list = []
