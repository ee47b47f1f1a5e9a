"""Where allauth meets the house: its writes on our tables pass through our actions."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest


class CompteAdapter(DefaultAccountAdapter):
    """Closed sign-up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False


class SecondFacteurAdapter(DefaultMFAAdapter):
    """Seeds of second factors are encrypted at rest; the newest key writes, all keys read."""

    @staticmethod
    def _fernet() -> MultiFernet:
        return MultiFernet([Fernet(key) for key in settings.CLES_CHIFFREMENT])

    def encrypt(self, text: str) -> str:
        return self._fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return self._fernet().decrypt(encrypted_text.encode()).decode()
