from django.urls import path

app_name = "equipe"

urlpatterns: list = []
