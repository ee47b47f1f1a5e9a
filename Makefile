# Every command a person or a machine needs. `make help` lists them.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes
SERVEURS := $(PY) -m rameau.commun.serveurs --suivre-parent --sans-fsync
LOCK := $(PY) -m uv pip compile --generate-hashes --no-emit-index-url --no-header --quiet
SOURCES := rameau parcours territoires ressources evaluation

# Three processes for two cores: one works while another waits for a browser, a worker, a server.
# ARGS passes words on to pytest.
PROCESSUS ?= 3
ARGS ?=

# What `manage.py check --deploy` is given: production's variables, invented.
PRODUCTION := env DEBUG=0 DEMO=0 HTTPS=1 PROXIES=1 \
	URL_PUBLIQUE=https://parcours.exemple.fr ALLOWED_HOSTS=parcours.exemple.fr \
	SECRET_KEY=une-cle-inventee-pour-la-verification-seulement-0123456789-abcdef \
	CLES_CHIFFREMENT=dGVzdHMtc2V1bGVtZW50LXBhcy1lbi1zZXJ2aWNlISE= \
	EMAIL_URL=smtp://localhost:25 DEFAULT_FROM_EMAIL=parcours@exemple.fr \
	DJANGO_SETTINGS_MODULE=rameau.settings

.PHONY: help demo test quality audit bench lock images migrations

help: ## This list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

demo: $(VENV)/.base ## The whole product with invented data (PORT, HOTE, VAR), until Ctrl-C
	@.ci/systeme rendu
	@exec $(PY) -m rameau.demonstration --suivre-parent

test: $(VENV)/.test ## The whole suite
	@.ci/systeme rendu navigateur
	@exec $(SERVEURS) --var var/tests -- $(PY) -m pytest -n $(PROCESSUS) --dist worksteal -m "not audit and not images" $(ARGS)

quality: $(VENV)/.quality ## Format, lint, templates, types, floors, migrations, deployment checks
	@.ci/systeme rendu
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m djlint templates --lint --quiet
	$(PY) -m djlint templates --check --quiet
	$(PRODUCTION) DATABASE_URL=postgres:///sans REDIS_URL=unix:///sans $(PY) -m mypy $(SOURCES)
	$(VENV)/bin/lint-imports
	$(PRODUCTION) $(SERVEURS) --var var/qualite -- $(PY) manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(SERVEURS) --var var/qualite -- $(PY) -W error manage.py check --deploy --fail-level WARNING

audit: $(VENV)/.quality $(VENV)/.test ## What is long: full matrices, kill tests, known vulnerabilities
	@.ci/systeme rendu navigateur
	@$(SERVEURS) --var var/tests -- $(PY) -m pytest -m audit $(ARGS)
	@.ci/vulnerabilites $(PY)

bench: $(VENV)/.test ## The benchmarks, as a table
	@.ci/systeme rendu
	@exec $(PRODUCTION) HTTPS=0 DEMO=1 MESURES=1 ALLOWED_HOSTS=localhost,testserver VAR=var/mesures \
		$(PY) -m rameau.commun.serveurs --suivre-parent --var var/mesures -- $(PY) manage.py mesurer $(ARGS)

images: $(VENV)/.test ## The pictures of the README and of the guides, from the demo
	@.ci/systeme rendu navigateur
	@exec $(SERVEURS) --var var/tests -- $(PY) -m pytest -q -m images

migrations: $(VENV)/.base ## Write each app's 0001 anew from its models (until the first tag)
	@.ci/systeme rendu
	@exec $(PRODUCTION) $(SERVEURS) --var var/qualite -- .ci/migrations

lock: $(VENV)/.quality ## Refresh requirements/*.txt (names, versions, hashes)
	cd requirements && for name in base test quality; do \
		../$(LOCK) --upgrade $$name.in --output-file $$name.txt || exit 1; done

# --- The virtual environment: one stamp per lock, so that a second run costs nothing ---------
$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Il faut Python 3.11 ou plus (make … PYTHON=python3.12).")'
	@$(PYTHON) -m venv $(VENV) || { echo "Le module venv manque : apt-get install python3-venv" >&2; exit 1; }

$(VENV)/.base: requirements/base.txt | $(PY)
	@echo "Installation des dépendances…"
	@$(INSTALL) -r $<
	@touch $@

$(VENV)/.test: requirements/test.txt $(VENV)/.base
	@$(INSTALL) -r $<
	@touch $@

$(VENV)/.quality: requirements/quality.txt $(VENV)/.base $(VENV)/.test
	@$(INSTALL) -r $<
	@touch $@
