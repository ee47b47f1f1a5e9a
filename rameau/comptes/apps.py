from django.apps import AppConfig
from django.contrib.auth import user_logged_in


class ComptesConfig(AppConfig):
    name = "rameau.comptes"
    label = "comptes"
    verbose_name = "Personnes"

    def ready(self) -> None:
        from allauth.core.internal import ratelimit
        from django.db.models import Exists, OuterRef

        from rameau.commun import registres
        from rameau.commun.chapeaux import Chapeau
        from rameau.commun.pieces import inscrire_les_pieces
        from rameau.comptes.models import MembreEquipe

        inscrire_les_pieces(self)
        registres.chapeaux.inscrire(
            Chapeau.EQUIPE.value,
            lambda: Exists(MembreEquipe.objects.filter(personne=OuterRef("pk"), jusqua=None)),
        )
        # Django's own write at sign-in would be a write outside an action; sign-ins are
        # journalled by ours instead.
        user_logged_in.disconnect(dispatch_uid="update_last_login")
        # A whole room signs in at once behind one address: whoever waits for the counter of that
        # address waits, instead of being refused after one second.
        ratelimit.CACHE_LOCK_WAIT_TIMEOUT = 10
