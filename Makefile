# make run serves the dashboard, make test runs every check; both set up what they need on a fresh machine.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/pip install -qq --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help setup run quick test check bench bundle screenshots format chromium

help: ## Show this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: $(VENV)/.runtime ## Prepare the environment for running, nothing else

run: $(VENV)/.runtime ## Serve the dashboard at http://127.0.0.1:8050, with demonstration data when the database is empty
	@$(BIN)/python -m data_loader demo --if-empty
	@exec $(BIN)/gunicorn dashboard.wsgi:server

quick: $(VENV)/.dev ## Run the tests that need neither a browser nor PostgreSQL, in half a minute
	$(BIN)/python -m pytest -m "not browser and not postgres and not slow"

test: check ## Run every check: style, types, import rules, tests, browser tests

check: $(VENV)/.dev chromium ## The same
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

bench: $(VENV)/.dev chromium ## Measure pages in a real browser, then loading, beside their goals
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.load

format: $(VENV)/.dev ## Format the code and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

screenshots: $(VENV)/.dev chromium ## Take the pictures in docs/screenshots of the sample School (SAMPLES)
	$(BIN)/python -m tests.browser.screenshots

bundle: ## Rebuild from npm what assets/ ships (needs Node.js and Python; the results are committed)
	cd frontend && npm ci && npm run build

# --- what the targets stand on

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Нужен Python 3.11 или новее. Установите его и повторите: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "Окружение не создаётся. Debian, Ubuntu: apt-get install python3-venv"; exit 1; }

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	@echo "Устанавливаем библиотеки (один раз)…"
	@$(PIP) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	@$(PIP) -r requirements-dev.txt
	@touch $@

chromium: # Browser tests need Chromium: taken from Debian where root and Debian allow it
	@command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null || { \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    echo "Устанавливаем Chromium…"; apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; \
	  else echo "Chromium не найден: установите его (Debian: apt-get install chromium). Тесты в браузере без него не пройдут."; fi; }
