# Everything here needs only python3 (3.11) with venv and pip.
#   make run     the server, with demo data, at http://127.0.0.1:8000/ (PORT=…)
#   make test    the tests; DATABASE_URL=postgres://… runs the same on PostgreSQL
#   make check   lint, format, types, layers, templates, migrations, requirements

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
WORKERS ?= 2
ARGS ?=

BIN := .venv/bin
RUN_STAMP := .venv/.requirements-run
DEV_STAMP := .venv/.requirements-dev
PIP := $(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes
GRANIAN := --interface wsgi --no-ws --workers 1 --blocking-threads 4
TEST_ENV := DJANGO_SETTINGS_MODULE=cms.settings.test
# What production asks of its environment, for the deployment check alone.
DEPLOY_ENV := DJANGO_SETTINGS_MODULE=cms.settings.production \
	ALLOWED_HOSTS=naskah.example HSTS_PRELOAD=1 HSTS_INCLUDE_SUBDOMAINS=1 \
	SECRET_KEY=for-the-check-only-0123456789-abcdefghijklmnopqrstuvwxyz

.PHONY: help install install-dev run test check format requirements clean

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | head -5

$(BIN)/python:
	$(PYTHON) -m venv .venv

$(RUN_STAMP): requirements/base.txt | $(BIN)/python
	$(PIP) -r requirements/base.txt
	@touch $@

$(DEV_STAMP): requirements/dev.txt | $(BIN)/python
	$(PIP) -r requirements/dev.txt
	@touch $@

install: $(RUN_STAMP)

install-dev: $(DEV_STAMP)

run: install
	$(BIN)/python manage.py migrate --no-input --verbosity 0
	$(BIN)/python manage.py demo --admin
	@echo "Naskah: http://$(HOST):$(PORT)/"
	@$(BIN)/python manage.py db_worker --backend antrean --no-reload & worker=$$!; \
	$(BIN)/granian $(GRANIAN) --host $(HOST) --port $(PORT) cms.wsgi:application & \
	server=$$!; stop() { kill $$server $$worker 2>/dev/null; wait; }; \
	trap stop EXIT; trap 'exit 0' INT TERM; wait $$server

test: install-dev
	$(BIN)/python $(COVER) -m pytest -n $(WORKERS) --maxschedchunk 4 $(ARGS)

check: install-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy cms pages reviews
	$(BIN)/lint-imports
	$(BIN)/djlint --lint cms pages reviews
	$(TEST_ENV) $(BIN)/python manage.py check --fail-level WARNING
	$(DEPLOY_ENV) $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(TEST_ENV) $(BIN)/python manage.py makemigrations --check --dry-run
	$(call export,--no-dev) | diff -u requirements/base.txt -
	$(call export,--all-groups) | diff -u requirements/dev.txt -

format: install-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

export = $(BIN)/uv export --frozen --quiet --no-header --no-annotate \
	--no-emit-project --format requirements-txt $(1)

requirements: install-dev
	$(BIN)/uv lock
	$(call export,--no-dev) > requirements/base.txt
	$(call export,--all-groups) > requirements/dev.txt

clean:
	rm -rf .venv var .coverage .coverage.* .pytest_cache .mypy_cache .ruff_cache \
		.hypothesis .import_linter_cache htmlcov
