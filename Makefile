# The manual: `make help` lists the targets.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# The newest Python the portal supports that this machine has.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null \
	&& { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
SIZES ?= 1000 10000 100000
LOCK := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate

export PYTHONUNBUFFERED := 1

.PHONY: help setup demo test test-sqlite test-postgres quality bench messages lock browser

help: ## Show this list.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

setup: $(READY) locale-compiled ## Make the virtual environment, install what the lock names, compile translations.

$(READY): requirements-dev.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 to 3.14 is needed and was not found."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes \
		-r requirements-dev.lock
	@touch $@

.PHONY: locale-compiled
locale-compiled: $(patsubst %.po,%.mo,$(wildcard locale/*/LC_MESSAGES/*.po))

%.mo: %.po | $(READY)
	$(BIN)/python manage.py compile_translations

demo: setup ## Bring up the portal with demonstration data on http://127.0.0.1:8000 (PORT=… for another).
	DEBUG=0 $(BIN)/python manage.py demo

test: setup browser ## Run the whole suite twice: on SQLite, then on a real PostgreSQL and Redis.
	@mkdir -p var/test
	@code=0; \
	for database in sqlite postgres; do \
		TEST_DATABASE=$$database $(BIN)/python -m pytest -n auto $(ARGS) \
			2>&1 | tee var/test/$$database.txt || code=1; \
	done; \
	echo; \
	for database in sqlite postgres; do \
		echo "$$database: $$(tail -n 1 var/test/$$database.txt)"; \
		grep -h 'no Chromium on this machine' var/test/$$database.txt | head -n 1 || true; \
	done; \
	exit $$code

test-sqlite: setup ## Run the suite on SQLite only (ARGS=… goes to pytest).
	TEST_DATABASE=sqlite $(BIN)/python -m pytest $(ARGS)

test-postgres: setup ## Run the suite on PostgreSQL and Redis only (ARGS=… goes to pytest).
	TEST_DATABASE=postgres $(BIN)/python -m pytest $(ARGS)

browser: # Browser tests need Chromium: try to get it where we may; without it they skip and say so.
	@if [ -z "$${CHROMIUM:-}" ] && ! command -v chromium chromium-browser google-chrome >/dev/null \
		&& [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
		{ apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
			--no-install-recommends chromium; } </dev/null >/dev/null 2>&1 \
		|| echo "Chromium could not be installed: the browser tests will be skipped."; \
	fi

quality: setup ## Check style, templates, layers, migrations, translations, types and dependencies.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --check --lint --quiet
	$(BIN)/lint-imports
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py check_translations
	$(BIN)/mypy
	$(BIN)/deptry .

bench: setup ## Measure lists, details, search, import, inspection and dashboards at 1,000, 10,000 and 100,000 entries (SIZES=… for others).
	$(BIN)/python tests/benchmarks/bench_pages.py --sizes $(SIZES)
	$(BIN)/python tests/benchmarks/bench_search.py --sizes $(SIZES)
	$(BIN)/python tests/benchmarks/bench_import.py --sizes $(SIZES)
	$(BIN)/python tests/benchmarks/bench_inspection.py --sizes $(SIZES)
	$(BIN)/python tests/benchmarks/bench_dashboard.py --sizes $(SIZES)
	$(BIN)/python tests/benchmarks/bench_ingest.py --sizes $(SIZES)
	$(BIN)/python tests/benchmarks/bench_store.py --sizes $(SIZES)
	$(BIN)/python tests/benchmarks/bench_rows.py --sizes $(SIZES)

messages: setup ## Collect new texts into the translation catalogue, keeping what is translated.
	$(BIN)/python manage.py update_translations

lock: setup ## Pin the dependencies of pyproject.toml with hashes (UPGRADE=--upgrade for newer ones).
	$(LOCK) $(UPGRADE) pyproject.toml -o requirements.lock
	$(LOCK) $(UPGRADE) pyproject.toml --extra local --group dev -o requirements-dev.lock
	@! grep -nE 'https?://|--(index-url|extra-index-url|find-links)' requirements*.lock
