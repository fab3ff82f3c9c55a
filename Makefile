# make demo   the site at http://localhost:8000 with three neighbourhoods and people to log in as
# make test   the tests
# Both install what they need in .venv first. Only Python 3.11, 3.12 or 3.13 is asked for.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, ensurepip; sys.exit(not (3,11) <= sys.version_info[:2] <= (3,13))' >/dev/null 2>&1 && { echo $$p; break; }; done)
PY := .venv/bin/python
WITH_DATABASE := $(PY) -m wijk.embedded
PACKAGES := wijk members offers needs coalitions
PYTEST ?= -n 2

.PHONY: help install demo test test-deep test-browser check format lock bench messages shell

help:
	@sed -n '1,3s/^# //p' Makefile

install: .venv/installed

.venv/installed: requirements.lock
	@test -n "$(PYTHON)" || { echo "wijk: Python 3.11, 3.12 or 3.13 with venv is missing. Install it (Debian: apt install python3-venv) or name it: make PYTHON=/path/to/python3"; exit 1; }
	@echo "wijk: installing into .venv with $(PYTHON)"
	@$(PYTHON) -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock || { echo "wijk: the packages could not be installed; is there a network?"; exit 1; }
	@touch $@

demo: install
	@echo "wijk: starting the demo on http://localhost:8000 (Ctrl-C stops everything)"
	@$(WITH_DATABASE) $(PY) manage.py demo

test: install
	@echo "wijk: running the tests without browser on $${DATABASE_URL:-the embedded PostgreSQL}"
	@STATIC_BUILT=0 $(PY) -m pytest $(PYTEST) -q -m "not browser and not bench and not deep" $(ARGS)

test-deep: install
	@echo "wijk: running the long races"
	@STATIC_BUILT=0 $(PY) -m pytest -q -m deep $(ARGS)

test-browser: install
	@echo "wijk: running the browser tests; they need Chromium"
	@STATIC_BUILT=0 $(PY) -m pytest -q -m browser $(ARGS)

check: install
	@echo "wijk: ruff, format, mypy, djlint, migrations, translations, floors"
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@$(PY) -m djlint --lint templates --quiet
	@$(WITH_DATABASE) $(PY) manage.py makemigrations --check --dry-run
	@$(PY) manage.py messages --check
	@$(PY) manage.py messages --compile
	@$(PY) manage.py check --fail-level WARNING
	@$(PY) -m pytest -q tests/architecture

format: install
	@$(PY) -m ruff check --fix --quiet . || true
	@$(PY) -m ruff format .

messages: install
	@$(PY) manage.py messages

lock: install
	@$(PY) -m uv pip compile pyproject.toml --extra dev --universal --generate-hashes --python-version 3.11 --no-emit-index-url --custom-compile-command "make lock" --quiet --output-file requirements.lock

bench: install
	@$(PY) -m pytest -q tests/benchmarks -m bench -s $(ARGS)

shell: install
	@$(WITH_DATABASE) $(PY) manage.py shell
