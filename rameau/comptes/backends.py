from functools import cache

from allauth.account.auth_backends import AuthenticationBackend

from rameau.comptes.models import Personne

ANY_ID = -1


@cache
def _sql_of_a_person() -> tuple[str, tuple[object, ...]]:
    """Compile once the query of every request: a person with her hats, by id.

    Building it anew from six sub-queries costs more than running it.
    """
    people = Personne.objects.avec_chapeaux().filter(pk=ANY_ID, is_active=True)
    sql, params = people.order_by().query.sql_with_params()
    return sql, params


class PersonneBackend(AuthenticationBackend):
    """allauth's sign-in by e-mail; the person of each request comes with her hats, in one query."""

    def get_user(self, user_id: int) -> Personne | None:
        """Return the person, or None if she may no longer sign in."""
        sql, params = _sql_of_a_person()
        known = [user_id if value == ANY_ID else value for value in params]
        return next(iter(Personne.objects.raw(sql, known)), None)
