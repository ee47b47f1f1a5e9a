"""Who each request speaks for."""

from allauth.account.auth_backends import AuthenticationBackend
from django.db.models import QuerySet

from rameau.commun.compiled import compiled
from rameau.comptes.models import Personne


@compiled
def _avec_chapeaux(pk: int) -> QuerySet[Personne]:
    people: QuerySet[Personne] = Personne.objects.avec_chapeaux()
    return people.filter(pk=pk, is_active=True).order_by()


class PersonneBackend(AuthenticationBackend):
    """allauth's sign-in by e-mail; the person of each request comes with her hats, in one query."""

    def get_user(self, user_id: int) -> Personne | None:
        """Return the person, or None if she may no longer sign in."""
        return _avec_chapeaux.first(user_id)
