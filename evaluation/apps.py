from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    name = "evaluation"
    verbose_name = "Évaluation"

    def ready(self) -> None:
        from rameau.commun.pieces import inscrire_les_pieces

        inscrire_les_pieces(self)
