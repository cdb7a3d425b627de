# Everything here works on a fresh machine with python3 (3.11+), python3-venv, make and git.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
CORE := $(VENV)/.core-installed
DEV := $(VENV)/.dev-installed
FTM := $(VENV)/.ftm-installed

.DEFAULT_GOAL := help
.PHONY: help run demo test soak ftm check bench evaluate floors lock clean

# Real documents that are no part of the project; what needs them says so where they are absent.
SHARED ?= ../shared
FLOORS := --floors tests/floors.toml

help: ## show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 10

run: $(CORE) ## read the documents in corpora/ and say what they say
	@$(BIN)/vanthu run

demo: $(DEV) ## crawl a portal of our own, archive and read it, search it, and crawl it again
	@$(BIN)/python -m tests.portal.demo

test: $(DEV) ## run the tests
	@$(BIN)/pytest -n auto $(ARGS)

soak: $(DEV) ## kill a hundred nights at random moments, and see that nothing is lost
	@VANTHU_KILLS=100 $(BIN)/pytest -q tests/batch/test_nightly_kills.py $(ARGS)

ftm: $(FTM) ## install FollowTheMoney, which checks the exports made for it

check: $(DEV) ## style, types, import layers, and every rule's examples
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/vanthu rules check

bench: $(DEV) ## speed and memory, as ratios within one run
	@$(BIN)/python -m tests.bench

evaluate: $(CORE) ## score the rules on gold, and on real texts at scale where they are here
	@status=0; score() { $(BIN)/vanthu evaluate $(FLOORS) "$$@" || status=1; }; \
	score corpora; \
	if [ -d $(SHARED)/gold/dev ]; then for third in all held rest; do score $(SHARED)/gold/dev --third $$third; done; \
	else echo "not scored: the annotated real documents, which belong in $(SHARED)/gold/dev"; fi; \
	if [ -d $(SHARED)/samples/corpora ]; then score $(SHARED)/samples/corpora/*; \
	else echo "not scored: the corpora of real texts, which belong in $(SHARED)/samples/corpora"; fi; \
	exit $$status

floors: FLOORS := --write-floors tests/floors.toml
floors: evaluate ## the same, and raise the floors in tests/floors.toml to what was reached

lock: $(DEV) ## pin the dependencies anew, with hashes
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml --group build --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		pyproject.toml --all-extras --group dev --output-file requirements-dev.lock
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header \
		--group followthemoney --constraint requirements-dev.lock --output-file requirements-ftm.lock

clean: ## remove what was installed and made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist build
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	find output -mindepth 1 ! -name .gitkeep -delete

# What is installed is exactly what the lock names; the project itself is linked, so that a change of it counts at once.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "vanthu needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -m venv $(VENV) \
		|| { echo "No virtual environment could be made; on Debian: apt-get install python3-venv"; rm -rf $(VENV); exit 1; }

$(CORE): requirements.lock pyproject.toml | $(VENV)/bin/python
	@echo "Installing vanthu and what it needs (about a minute, once) ..."
	@$(BIN)/pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(DEV): requirements-dev.lock $(CORE)
	@echo "Installing what the tests need ..."
	@$(BIN)/pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

$(FTM): requirements-ftm.lock $(DEV)
	@echo "Installing FollowTheMoney (compiles PyICU; on Debian: apt-get install g++ pkg-config libicu-dev) ..."
	@$(BIN)/pip install --quiet --quiet --disable-pip-version-check --require-hashes -r requirements-ftm.lock
	@touch $@
