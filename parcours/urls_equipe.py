app_name = "equipe"

urlpatterns: list = []
