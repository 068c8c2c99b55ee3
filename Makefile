# Everything a newcomer needs: `make run`, `make test`. Relative paths only, so that the checkout may
# stand in a folder whose name has spaces or Chinese characters; programs run as modules, since a
# script's first line can't name an interpreter in such a folder.

.DEFAULT_GOAL := help
SHELL := /bin/bash

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
