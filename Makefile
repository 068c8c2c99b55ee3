# Everything a newcomer needs: `make run`, `make test`. Relative paths only, so that the checkout may
# stand in a folder whose name has spaces or Chinese characters; programs run as modules, since a
# script's first line can't name an interpreter in such a folder.

.DEFAULT_GOAL := help

# The first python3 that is new enough; empty if there is none.
NEW_ENOUGH := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$python && break; done)

VENV := .venv
PY := $(VENV)/bin/python
RUNTIME := $(VENV)/runtime.stamp
DEV := $(VENV)/dev.stamp
PIP_INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check

N ?= 2
T ?= tests

.PHONY: help
help:  ## Show what can be made
	@awk -F ':.*  ## ' '/^[a-z-]+:.*  ## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The environment ----------------------------------------------------------------------------------

$(PY):
	@test -n "$(PYTHON)" || { \
		echo "This needs Python 3.11 or newer with its venv and ensurepip modules." >&2; \
		echo "Found: $$(python3 --version 2>&1 || true)" >&2; \
		echo "On Debian or Ubuntu: apt-get install python3-venv; or name one: make PYTHON=/path/to/python3.12" >&2; \
		exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version) …"
	@rm -rf $(VENV)
	@$(PYTHON) -m venv $(VENV)

$(RUNTIME): requirements.lock $(PY)
	@echo "Installing requirements.lock …"
	@$(PIP_INSTALL) -r requirements.lock
	@touch $@

$(DEV): requirements-dev.lock $(RUNTIME)
	@echo "Installing requirements-dev.lock …"
	@$(PIP_INSTALL) -r requirements-dev.lock
	@touch $@

.PHONY: dev
dev: $(DEV)  ## Make .venv with all locked dependencies

# Running it ---------------------------------------------------------------------------------------

.PHONY: run
run: $(RUNTIME)  ## Serve the newsroom with demo data at 127.0.0.1 (PORT=8000)
	@exec $(PY) -m devserver.run_demo

.PHONY: stop
stop:  ## Stop the embedded database
	@test ! -e $(PY) || $(PY) -m devserver stop

.PHONY: reset
reset: $(RUNTIME)  ## Delete the demo's database and pictures
	@$(PY) -m devserver reset

.PHONY: shell
shell: $(RUNTIME)  ## Open Django's shell on the demo data
	@NEWSROOM_DEMO=1 $(PY) manage.py shell

# Checking it --------------------------------------------------------------------------------------

.PHONY: test
test: $(DEV)  ## Run the tests (T=path, N=processes)
	@$(PY) -m tests.bootstrap
	@$(PY) -m pytest -n '$(N)' --dist worksteal $(T)

.PHONY: soak
soak: $(DEV)  ## Run the long tests that `make test` leaves out
	@$(PY) -m tests.bootstrap
	@$(PY) -m pytest -n '$(N)' -m soak tests

.PHONY: coverage
coverage: $(DEV)  ## Run all tests and list the lines that none reaches (N=processes)
	@$(PY) -m tests.bootstrap
	@$(PY) -m coverage erase
	@$(PY) -m coverage run -m pytest -n '$(N)' --dist worksteal
	@$(PY) -m coverage combine --quiet
	@$(PY) -m coverage report

.PHONY: lint
lint: $(DEV) types  ## Check style, types, layers, templates and migrations
	$(PY) -m ruff check --output-format concise .
	$(PY) -m ruff format --check .
	$(PY) $(VENV)/bin/lint-imports
	$(PY) -m djlint --check --lint templates
	NEWSROOM_DEMO=1 $(PY) manage.py makemigrations --check --dry-run

.PHONY: types
types: $(DEV)  ## Check types with mypy
	NEWSROOM_DEMO=1 SECRET_KEY=unused DATABASE_URL=postgres:///unused $(PY) -m mypy

.PHONY: train
train: $(DEV)  ## Teach the page reader (PAGES=folder of a paper's own pages, OUT=file)
	@$(PY) -m tools.training $(if $(PAGES),--pages '$(PAGES)' --out '$(or $(OUT),var/reader/weights.json.xz)')

.PHONY: bench
bench: $(RUNTIME)  ## Measure what pictures cost; also written to var/bench.json
	@$(PY) tools/bench.py

.PHONY: scale
scale: N := 100000
scale: $(DEV)  ## Measure what pages cost among N invented stories (N=100000)
	@$(PY) tools/scale.py '$(N)'

.PHONY: audit
audit: $(DEV)  ## Ask vnu and Lighthouse about the site; needs node, npm and java
	@$(PY) -m tools.audit

.PHONY: handbook
handbook: $(DEV)  ## Take the pictures of docs/采编手册.md again
	@$(PY) tools/handbook_screens.py

.PHONY: format
format: $(DEV)  ## Bring code and templates into shape
	$(PY) -m ruff check --fix .
	$(PY) -m ruff format .
	@# djlint fails when it has changed something; then it must be content with it.
	$(PY) -m djlint --reformat --quiet templates || $(PY) -m djlint --check --quiet templates

.PHONY: messages
messages: $(DEV)  ## Collect the words to translate and compile the translations
	@command -v msgfmt > /dev/null || { echo "This needs gettext: apt-get install gettext" >&2; exit 1; }
	NEWSROOM_DEMO=1 $(PY) manage.py makemessages --locale zh_Hans --no-location --no-wrap --no-obsolete --ignore var --ignore .venv
	NEWSROOM_DEMO=1 $(PY) manage.py makemessages --domain djangojs --locale zh_Hans --no-location --no-wrap --no-obsolete --ignore var --ignore .venv
	NEWSROOM_DEMO=1 $(PY) manage.py compilemessages --locale zh_Hans --ignore .venv

.PHONY: lock
lock:  ## Bring the locks to the newest versions that pyproject.toml admits
	@$(PYTHON) tools/lock.py

.PHONY: clean
clean: stop  ## Remove .venv and caches; var/ with all data stays
	@rm -rf $(VENV) .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
