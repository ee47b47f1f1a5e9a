from allauth.account.auth_backends import AuthenticationBackend

from rameau.comptes.models import Personne


class PersonneBackend(AuthenticationBackend):
    """allauth's sign-in by e-mail; the person of each request comes with her hats, in one query."""

    def get_user(self, user_id: int) -> Personne | None:
        return Personne.objects.avec_chapeaux().filter(pk=user_id, is_active=True).first()
