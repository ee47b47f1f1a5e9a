"""Settings, all read from the environment; this module starts nothing and writes nothing.

What production requires is read with `exiger`: a missing one stops the start with its name.
The table of variables is in docs/exploitation.md.
"""

from pathlib import Path
from urllib.parse import urlsplit

from celery.schedules import crontab
from django.core.exceptions import ImproperlyConfigured
from environs import Env

from rameau.commun.csp import content_security_policy
from rameau.commun.stockage import storage_from_url

BASE_DIR = Path(__file__).resolve().parent.parent

env = Env()


def exiger(name: str, why: str) -> str:
    """Read a variable nothing works without; raise ImproperlyConfigured naming it when absent."""
    value: str = env.str(name, "")
    if not value:
        raise ImproperlyConfigured(
            f"Il manque {name} dans l'environnement ({why}). "
            "« make demo » et « make test » s'en chargent ; sinon, voir docs/exploitation.md."
        )
    return value


# --- Where we are -------------------------------------------------------------------------
DEBUG = env.bool("DEBUG", False)
DEMO = env.bool("DEMO", False)
DEMO_PUBLIQUE = env.bool("DEMO_PUBLIQUE", False)
HTTPS = env.bool("HTTPS", True)
VAR = Path(env.str("VAR", str(BASE_DIR / "var")))
STOCKAGE_URL = env.str("STOCKAGE_URL", "")

SECRET_KEY = exiger("SECRET_KEY", "la clé qui signe les sessions")
CLES_CHIFFREMENT = [
    key.strip()
    for key in exiger(
        "CLES_CHIFFREMENT",
        "les clés Fernet des seconds facteurs, la plus récente d'abord",
    ).split(",")
]
URL_PUBLIQUE = exiger("URL_PUBLIQUE", "l'adresse publique, par exemple https://parcours.exemple.fr")
ALLOWED_HOSTS = [
    host.strip() for host in exiger("ALLOWED_HOSTS", "les noms d'hôte servis").split(",")
]
PROXIES = env.int("PROXIES", 0)
ENVOIS_SUSPENDUS = env.bool("ENVOIS_SUSPENDUS", False)
MESURES = env.bool("MESURES", False)

_LOOPBACK = {"localhost", "127.0.0.1", "[::1]", "testserver"}
if DEMO and not DEMO_PUBLIQUE:
    if set(ALLOWED_HOSTS) - _LOOPBACK:
        raise ImproperlyConfigured(
            "DEMO=1 n'accepte dans ALLOWED_HOSTS que cette machine ; "
            "DEMO_PUBLIQUE=1 dit que l'on sait ce que l'on fait."
        )
    if urlsplit(exiger("DATABASE_URL", "la base")).hostname:
        raise ImproperlyConfigured(
            "DEMO=1 n'accepte que la base embarquée (par socket) ; "
            "DEMO_PUBLIQUE=1 dit que l'on sait ce que l'on fait."
        )
    if STOCKAGE_URL.startswith("s3:"):
        raise ImproperlyConfigured(
            "DEMO=1 garde ses fichiers dans un dossier, sans STOCKAGE_URL vers un seau ; "
            "DEMO_PUBLIQUE=1 dit que l'on sait ce que l'on fait."
        )

# --- Application --------------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "lucide",
    "pgtrigger",
    "phonenumber_field",
    "template_partials",
    "rameau.commun",
    "rameau.comptes",
    "territoires",
    "parcours.promotions",
    "parcours.travaux",
    "parcours.animation",
    "ressources",
    "evaluation",
    "rameau.accueil",
]
if DEMO or MESURES:
    if not (BASE_DIR / "rameau" / "demonstration").is_dir():
        raise ImproperlyConfigured(
            "DEMO=1 et MESURES=1 demandent la démonstration, que cette image ne contient pas ; "
            "« make demo » la lance depuis les sources."
        )
    INSTALLED_APPS.append("rameau.demonstration")

MIDDLEWARE = [
    "rameau.commun.middleware.RequestIdMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Pages leave compressed with or without a proxy; Django pads them against BREACH.
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "rameau.commun.middleware.UnavailableMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "rameau.commun.routes.DeclaredRouteMiddleware",
]

ROOT_URLCONF = "rameau.urls"
WSGI_APPLICATION = "rameau.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "rameau.accueil.lectures.cadre.cadre",
            ],
            "builtins": [
                "django.templatetags.static",
                "django_htmx.templatetags.django_htmx",
                "rameau.commun.templatetags.composants",
                "rameau.commun.templatetags.typo",
                "template_partials.templatetags.partials",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django.template.loaders.filesystem.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
        },
    }
]

# --- Data ---------------------------------------------------------------------------------
exiger("DATABASE_URL", "l'adresse de PostgreSQL 15 ou plus")
DATABASES = {"default": env.dj_db_url("DATABASE_URL", conn_max_age=60, conn_health_checks=True)}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
# The data are on a solid disk: an index is worth it. By its default PostgreSQL prefers to read a
# table whole, and the search documents that it keeps aside with it.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c random_page_cost=1.1")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = exiger("REDIS_URL", "l'adresse de Redis ou Valkey")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }
}

# --- Time and language --------------------------------------------------------------------
LANGUAGE_CODE = "fr"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Paris"
PHONENUMBER_DEFAULT_REGION = "FR"

# --- Static files -------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
# The pictures of the guides are served like the rest, under static/guides/.
STATICFILES_DIRS = [BASE_DIR / "static", ("guides", BASE_DIR / "docs" / "images")]
STORAGES = {
    "default": storage_from_url(STOCKAGE_URL, VAR / "fichiers"),
    "staticfiles": {"BACKEND": "rameau.commun.statiques.Statiques"},
}

# --- Security -----------------------------------------------------------------------------
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
# The monitoring addresses are asked by the proxy itself, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^sante/"]
# Preloading binds the whole domain for years: the owner's decision, not a default.
SILENCED_SYSTEM_CHECKS = ["security.W021"]
if PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
_PREFIX = "__Host-" if HTTPS else ""
SESSION_COOKIE_NAME = f"{_PREFIX}sessionid"
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_AGE = 14 * 24 * 3600
CSRF_COOKIE_NAME = f"{_PREFIX}csrftoken"
CSRF_COOKIE_SECURE = HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "rameau.accueil.views.erreurs.csrf_failure"
CONTENT_SECURITY_POLICY = {"DIRECTIVES": content_security_policy()}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in [
        "accelerometer",
        "camera",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "usb",
    ]
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- People and sign-in (allauth) ---------------------------------------------------------
AUTH_USER_MODEL = "comptes.Personne"
AUTHENTICATION_BACKENDS = ["rameau.comptes.lectures.connexion.PersonneBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
PASSWORD_HASHERS = ["rameau.commun.hashers.Argon2Hasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 15},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "prenom", "nom")},
    },
]
ACCOUNT_ADAPTER = "rameau.comptes.adapters.CompteAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# Sign-up is closed; allauth reads here that its sign-in form asks for a password.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Our view of the code writes to unknown addresses itself: allauth's own needs a sign-up page.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {
    "login": "rameau.comptes.forms.connexion.ConnexionForm",
    "request_login_code": "rameau.comptes.forms.connexion.DemandeCodeForm",
    "confirm_login_code": "rameau.comptes.forms.connexion.CodeRecuForm",
    "change_password": "rameau.comptes.forms.connexion.ChangerMotDePasseForm",
    "set_password": "rameau.comptes.forms.connexion.ChoisirMotDePasseForm",
    "reauthenticate": "rameau.comptes.forms.connexion.ConfirmerForm",
}
# The real address of a person behind our proxies, for the limits by address.
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES
# A training room: 24 people behind one address sign in within a minute; one account is
# refused from its 6th wrong password on, and the code then still works.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "5/5m/key,200/5m/ip",
    "request_login_code": "120/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
    "accepter_invitation": "120/m/ip,10/h/key",
    "s_annoncer": "60/h/ip,5/h/key",
    "signer_presence": "10/10m/user",
    "deposer_candidature": "10/h/ip",
    # A whole room behind one address.
    "reagir": "60/m/ip",
    "code_de_salle": "60/m/ip",
}
MFA_ADAPTER = "rameau.comptes.adapters.SecondFacteurAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "rameau.comptes.forms.connexion.SecondFacteurForm",
    "reauthenticate": "rameau.comptes.forms.connexion.ConfirmerSecondFacteurForm",
    "activate_totp": "rameau.comptes.forms.connexion.PoserSecondFacteurForm",
}
# One step of thirty seconds either side: telephones are not always on time.
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Le RAMEAU"
USERSESSIONS_TRACK_ACTIVITY = False

# --- Mail ---------------------------------------------------------------------------------
if DEMO:
    EMAIL_BACKEND = "rameau.commun.courriels.EmlBackend"
    DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "Le RAMEAU <parcours@demo.test>")
else:
    globals().update(
        {
            key: value
            for key, value in env.dj_email_url("EMAIL_URL", "smtp://localhost:25").items()
            if key.startswith("EMAIL_")
        }
    )
    exiger("EMAIL_URL", "le serveur d'envoi des courriels")
    DEFAULT_FROM_EMAIL = exiger("DEFAULT_FROM_EMAIL", "l'expéditeur des courriels")
EMAIL_TIMEOUT = 20

# --- Celery -------------------------------------------------------------------------------
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace(
    "?db=", "?virtual_host="
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TIMEZONE = TIME_ZONE
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    "balayer-courriels": {
        "task": "rameau.commun.tasks.balayer_courriels",
        "schedule": crontab(minute="*"),
    },
    "balayer-documents": {
        "task": "rameau.commun.tasks.balayer_documents",
        "schedule": crontab(minute="*"),
    },
    "balayer-offres": {
        "task": "parcours.animation.tasks.balayer_offres",
        "schedule": crontab(minute="*/5"),
    },
    "balayer-fichiers": {
        "task": "rameau.commun.tasks.balayer_fichiers",
        "schedule": crontab(hour="3", minute="40"),
    },
    # In the morning, Paris time; the later runs are for a machine that was down at the first.
    "rappels-du-jour": {
        "task": "parcours.promotions.tasks.envoyer_rappels_du_jour",
        "schedule": crontab(minute="10,40", hour="7-9"),
    },
    "battre": {"task": "rameau.commun.tasks.battre", "schedule": crontab(minute="*")},
}

# --- Logs: no address, no token, no text; the request id ties web and worker together ------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "json": {
            "()": "structlog.stdlib.ProcessorFormatter",
            "processors": "ext://rameau.commun.logs.PROCESSORS",
            "foreign_pre_chain": "ext://rameau.commun.logs.SHARED_PROCESSORS",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.server": {"level": "WARNING"},
        # It writes the addresses and the texts it stumbles upon.
        "weasyprint": {"level": "CRITICAL"},
        "fontTools": {"level": "ERROR"},
    },
}

SENTRY_DSN = env.str("SENTRY_DSN", "")
if SENTRY_DSN:
    import sentry_sdk

    sentry_sdk.init(dsn=SENTRY_DSN, send_default_pii=False, traces_sample_rate=0.0)
