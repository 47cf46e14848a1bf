# `make` alone lists the commands. A fresh machine needs Python 3.11+ with venv, make, git and libgomp (see README.md).
PYTHON ?= python3
BIN := .venv/bin
INSTALL := $(BIN)/pip install --quiet --disable-pip-version-check
# Compiled on all cores, and wherever Python may not write what it compiled; a library's own templates need not compile.
COMPILE := $(BIN)/python -m compileall -q -q -j 0 .venv/lib || true
export PYTHONHASHSEED := 0

.DEFAULT_GOAL := help
.PHONY: help setup setup-dev demo test test-long check house bench docs lock borough clean

help: ## List the commands
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

.venv/pyvenv.cfg:
	$(PYTHON) -c 'import sys; sys.exit("csps needs Python 3.11 or newer, this is " + sys.version.split()[0]) if sys.version_info < (3, 11) else None'
	$(PYTHON) -m venv .venv

.venv/.run: .venv/pyvenv.cfg requirements.lock pyproject.toml
	$(INSTALL) --no-compile --require-hashes -r requirements.lock
	@$(COMPILE)
	$(INSTALL) --no-build-isolation --no-deps --editable .
	@touch $@

.venv/.dev: .venv/.run requirements-dev.lock
	$(INSTALL) --no-compile --require-hashes -r requirements-dev.lock
	@$(COMPILE)
	@touch $@

setup: .venv/.run ## Make .venv with everything csps runs on
setup-dev: .venv/.dev ## The same, and everything that tests and checks it

demo: demo/truth/recipe.json ## Set up and run the main job: a synthetic town, from its deliveries to this week's list
	$(BIN)/csps demo demo/workspace

demo/truth/recipe.json: | .venv/.run
	rm -rf demo
	$(BIN)/csps synthetic make demo --residents 40000

test: setup-dev ## Set up and run the tests and the notebooks (not the slow suites)
	$(BIN)/pytest -m "not slow" -n auto --dist loadscope
	$(BIN)/pytest --nbmake --nbmake-timeout=300 -p no:cacheprovider notebooks

test-long: setup-dev ## The slow suites: large boroughs, long fuzzing (several hours)
	$(BIN)/pytest -m slow

check: setup-dev ## Format, lint, types, import contracts, generated docs current
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check

house: setup-dev ## Print the size of the house beside the projects we learn from
	$(BIN)/python docs/house.py

docs: setup-dev ## Write docs/reference again from the code
	$(BIN)/python docs/generate.py

borough: setup ## Write data_synthetic/ again from its recipe
	rm -rf data_synthetic/workspace data_synthetic/truth build/borough
	mkdir -p build
	$(BIN)/csps synthetic make build/borough $(shell cat data_synthetic/recipe.txt)
	mv build/borough/workspace build/borough/truth data_synthetic/

bench: setup-dev ## Measure on stated sizes and write benchmarks/results (two hours; see benchmarks/README.md)
	rm -rf build/bench && mkdir -p build/bench benchmarks/results
	$(BIN)/python benchmarks/generation.py --page benchmarks/results/generation.md
	for seed in 1 2 3; do $(BIN)/csps synthetic make build/bench/borough-$$seed --residents 300000 --seed $$seed || exit 1; done
	$(BIN)/python benchmarks/borough_rates.py build/bench/borough-1 build/bench/borough-2 build/bench/borough-3 --page benchmarks/results/rates.md
	$(BIN)/python benchmarks/linkage_hardness.py build/bench/borough-1 build/bench/borough-2 build/bench/borough-3 --page benchmarks/results/linkage.md
	$(BIN)/csps weekly --workspace build/bench/borough-1/workspace --as-of 2026-11-16
	$(BIN)/python benchmarks/borough_needs.py build/bench/borough-1 --page benchmarks/results/needs.md
	rm -rf build/bench/borough-*
	$(BIN)/python benchmarks/line.py --page benchmarks/results/line.md
	for seed in 1 2 3 4 5 6; do $(BIN)/python benchmarks/borough_rails.py --residents 300000 --seeds $$seed --kept build/bench/rails || exit 1; done
	$(BIN)/python benchmarks/borough_rails.py --residents 300000 --seeds 1 --without-help --kept build/bench/rails
	$(BIN)/python benchmarks/borough_rails.py --residents 300000 --seeds --kept build/bench/rails --page benchmarks/results/rails.md
	rm -rf build/bench

lock: setup-dev ## Pin every dependency again, with hashes and no index address
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate pyproject.toml build-requirements.in -o requirements.lock --upgrade
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate --extra dev --extra spark -c requirements.lock pyproject.toml build-requirements.in -o requirements-dev.lock

clean: ## Remove what the commands above made
	rm -rf .venv demo .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
