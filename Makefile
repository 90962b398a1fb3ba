# Two commands do everything on a fresh machine with Python 3.11 or newer and make:
#   make run    builds the flagship study offline and says what to look at
#   make test   runs every test
SHELL := /bin/bash
STUDY ?= studies/northeast-asia
PYTHON ?= $(shell for p in python3 python3.11 python3.12 python3.13; do \
  command -v $$p >/dev/null && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
export KANKEI_DATA ?= $(wildcard ../shared/data)
export KANKEI_READING ?= $(wildcard ../shared/reading)

.PHONY: run serve test lint bench fuzz clean
.DELETE_ON_ERROR:

run: .venv/run
	@echo "Building $(STUDY) (offline, nothing to start) ..."
	$(BIN)/kankei build $(STUDY)
	@if [ -t 1 ]; then $(BIN)/kankei report $(STUDY) --open; fi

serve: .venv/run
	$(BIN)/kankei serve $(STUDY)

test: .venv/test
	@echo "Running all tests (those on open data are skipped where no data folder stands beside) ..."
	$(BIN)/python -m pytest -n 2 -rs
	@echo "To look at: docs/ for the methods, $(STUDY)/build/report/ after 'make run' for the answers."

lint: .venv/test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy

bench: .venv/test
	$(BIN)/python -m bench.run
	@echo "Results: bench/RESULTS.md"

fuzz: .venv/test
	$(PIP) -e '.[fuzz]'
	$(BIN)/python -m bench.fuzz -runs=$(or $(RUNS),20000) -max_len=6000 -timeout=60

clean:
	rm -rf .venv studies/*/build

.venv/bin/python:
	@test -n "$(PYTHON)" || { echo "kankei needs Python 3.11 or newer; install it and run make again."; exit 1; }
	@echo "Making .venv with $(PYTHON) ..."
	$(PYTHON) -m venv .venv

.venv/run: .venv/bin/python pyproject.toml constraints.txt
	@echo "Installing kankei (about 590 MB in .venv, once) ..."
	$(PIP) -e '.[documents]'
	@touch $@

.venv/test: .venv/run
	@echo "Installing what tests, checks and benchmarks need (once) ..."
	$(PIP) -e '.[documents,measure,spark,test,lint]'
	@command -v java >/dev/null || { test "$$(id -u)" = 0 && command -v apt-get >/dev/null \
	  && apt-get install -qq -y default-jre-headless >/dev/null; } \
	  || echo "No Java: the tests of the Spark engine will be skipped."
	@touch $@
