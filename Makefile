# NanoGPL. `make run` starts the app, `make test` runs every check; both make their own virtual environment.
# PYTHON selects the interpreter (3.11 or newer): make run PYTHON=python3.12

BIN := .venv/bin
export PYTHON

.DEFAULT_GOAL := help
.PHONY: run test lint format clean help app-tools test-tools

run: app-tools ## start the app and print its address
	$(BIN)/python app.py

test: test-tools lint ## style, types and all tests, in a real browser too
	sh tests/get_chromium.sh
	$(BIN)/python -m pytest

lint: test-tools ## style and types only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: test-tools ## put imports and layout in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove the virtual environment, caches and build output; models stay
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist *.egg-info
	find . -name __pycache__ -prune -exec rm -rf {} +

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1@\2/p' Makefile | awk -F@ '{ printf "%-14s %s\n", $$1, $$2 }'

app-tools:
	@sh tests/make_venv.sh requirements.txt

test-tools:
	@sh tests/make_venv.sh requirements.txt tests/requirements.txt
