# Everything here needs only a Python (3.11 to 3.13) with venv; PYTHON=… says which.
#   make run     the server, with demo data, at http://127.0.0.1:8000/ (PORT=…)
#   make test    the tests; DATABASE_URL=postgres://… runs the same on PostgreSQL
#   make check   lint, format, types, layers, templates, migrations, requirements
#   make test-deep   the long proofs, for hours; PROOFS="clocks threads": these alone

# One more than most machines have cores: browsers and locks are waited for.
WORKERS ?= 3
ARGS ?=
PROOFS ?=

BIN := .venv/bin
TEST_ENV := DJANGO_SETTINGS_MODULE=cms.settings.test
# What production asks of its environment, for the deployment check alone.
DEPLOY_ENV := DJANGO_SETTINGS_MODULE=cms.settings.production \
	ALLOWED_HOSTS=naskah.example HSTS_PRELOAD=1 HSTS_INCLUDE_SUBDOMAINS=1 \
	SECRET_KEY=for-the-check-only-0123456789-abcdefghijklmnopqrstuvwxyz

.PHONY: help install install-dev run test test-deep check lint types settings \
	format requirements clean

help:
	@sed -n 's/^# \{0,1\}//p' Makefile | head -5

install:
	@requirements/install base

install-dev:
	@requirements/install dev

run: install
	@$(BIN)/python -m cms.serve

test: install-dev
	$(BIN)/python -m pytest -n $(WORKERS) --maxschedchunk 12 $(ARGS)

test-deep: install-dev
	$(BIN)/python -m tests.deep $(PROOFS)

check: install-dev
	$(MAKE) --jobs 2 lint types settings

types:
	$(BIN)/mypy cms pages reviews

lint:
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/djlint --lint cms pages reviews
	$(call export,--no-dev) | diff -u requirements/base.txt -
	$(call export,--all-groups) | diff -u requirements/dev.txt -

settings:
	$(TEST_ENV) $(BIN)/python manage.py check --fail-level WARNING
	keys=$$(mktemp -d) && export $(DEPLOY_ENV) TRAIL_KEYS=$$keys && \
		$(BIN)/python manage.py trail_key && \
		$(BIN)/python manage.py check --deploy --fail-level WARNING
	$(TEST_ENV) $(BIN)/python manage.py makemigrations --check --dry-run

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
