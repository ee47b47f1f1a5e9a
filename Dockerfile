# One image for web, worker and beat; docker-compose.yml says which is which.
FROM python:3.11-slim-bookworm AS paquets
COPY requirements/base.txt /tmp/base.txt
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --disable-pip-version-check \
        --no-deps --require-hashes -r /tmp/base.txt

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --shell /usr/sbin/nologin rameau \
    && install -d -o rameau -g rameau -m 0700 /app/var /app/var/fichiers
COPY --from=paquets /opt/venv /opt/venv
WORKDIR /app
COPY manage.py ./
COPY rameau ./rameau
COPY parcours ./parcours
COPY territoires ./territoires
COPY ressources ./ressources
COPY evaluation ./evaluation
COPY templates ./templates
COPY static ./static
COPY docs ./docs
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=rameau.settings \
    VAR=/app/var
USER rameau
# Static files are part of the image. collectstatic wants settings, not a server: these values
# exist for this one command only.
RUN SECRET_KEY=image-seulement \
    CLES_CHIFFREMENT=aW1hZ2Utc2V1bGVtZW50LXBhcy1lbi1zZXJ2aWNlISE= \
    URL_PUBLIQUE=https://image.invalid ALLOWED_HOSTS=image.invalid \
    DATABASE_URL=postgres:///image REDIS_URL=unix:///image \
    EMAIL_URL=smtp://localhost:25 DEFAULT_FROM_EMAIL=image@image.invalid \
    python manage.py collectstatic --noinput --verbosity=0
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD \
    ["python", "-c", "import urllib.request as u; u.urlopen(u.Request('http://127.0.0.1:8000/sante/vivant', headers={'Host': 'localhost', 'X-Forwarded-Proto': 'https'}), timeout=4)"]
CMD ["python", "-m", "gunicorn", "rameau.wsgi:application", "--bind=0.0.0.0:8000", "--workers=2", "--threads=4", "--graceful-timeout=10", "--no-control-socket"]
