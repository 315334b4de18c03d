# Everything a newcomer needs: `make demo` and `make test` ask for Python 3.11+ and make, and nothing else.
# uv is used where it is installed, because it is quicker.

VENV := .venv
BIN := $(VENV)/bin
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for one in python3 python3.13 python3.12 python3.11; do \
	$$one -c '$(NEW_ENOUGH)' 2>/dev/null && echo $$one && break; done)
INSTALL := $(shell command -v uv >/dev/null 2>&1 && echo "uv pip install --quiet --python $(BIN)/python" \
	|| echo "$(BIN)/python -m pip install --quiet --disable-pip-version-check")

.DEFAULT_GOAL := help
.PHONY: help demo test system lint types check locale docs transcript pictures bench account tenant clean

help:  ## Show these lines
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /\1\t/' | expand -t 12

demo: $(VENV)/.demo locale  ## Scan a made-up city on this machine; the result is in out/demo
	$(BIN)/tenken demo --out out/demo

test: $(VENV)/.dev system  ## Run the tests
	$(BIN)/python -m pytest -n auto

system: | $(BIN)/python  ## Install the programs that tests need, where apt may (tests/system.txt)
	@$(BIN)/python tests/system.py

lint: $(VENV)/.dev  ## Check format, style and import contracts
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/lint-imports

types: $(VENV)/.dev  ## Check types
	$(BIN)/mypy

check: $(VENV)/.dev  ## Everything, as before a merge
	$(BIN)/tox

locale: $(VENV)/.demo  ## Compile the translations that changed
	@$(BIN)/python hatch_build.py

docs: $(VENV)/.dev  ## Write the generated parts of the documents anew
	$(BIN)/python -m docs.generators

transcript: $(VENV)/.dev  ## Write what the demo prints into the READMEs
	$(BIN)/python docs/transcript.py

pictures: $(VENV)/.dev system  ## Make the pictures of the READMEs anew
	$(BIN)/python -m docs.pictures

bench: $(VENV)/.dev  ## Measure the engine, starting, reports, the store and sending
	$(BIN)/python -m benchmarks

account: $(VENV)/.dev  ## Measure calls and memory of scanning a large AWS account, and three small ones
	$(BIN)/python -m benchmarks.account

tenant: $(VENV)/.dev  ## Measure calls, time and memory of scanning a large Microsoft 365 tenant
	$(BIN)/python -m benchmarks.tenant

clean:  ## Remove what was made here
	rm -rf $(VENV) .tox .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist out

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"

$(VENV)/.demo: pyproject.toml hatch_build.py | $(BIN)/python
	$(INSTALL) --editable '.[all]' babel hatchling
	@touch $@

$(VENV)/.dev: $(VENV)/.demo
	$(INSTALL) --editable '.[all]' --group dev
	@touch $@
