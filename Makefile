# Targets are stable: DESIGN.md section 7 names them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STORE ?= .irgraph
PORT ?= 8000
WORKERS ?= 2
JOBS ?= 2

.PHONY: setup run test check bench load lock clean

# The stamp is newer than the lock file once everything is installed.
$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

setup: $(VENV)/.installed

run: setup
	$(BIN)/irgraph build seeds --store $(STORE) --workers $(WORKERS)
	$(BIN)/irgraph serve --store $(STORE) --port $(PORT)

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

test: check
	$(BIN)/python -m pytest -n $(JOBS)

bench: setup
	$(BIN)/python -m tests.benchmarks.run

# 200 small requests a second from a second process, beside a running ingest.
load: setup
	$(BIN)/python -m tests.benchmarks.load

lock:
	$(BIN)/uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-annotate --no-header --no-emit-index-url --no-emit-find-links -o requirements.lock

clean:
	rm -rf $(VENV) .irgraph build *.egg-info
