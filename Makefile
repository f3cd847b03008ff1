# Every target sets up what it needs; stamps make repeated runs quick.
# PYTHON=python3.12 chooses the interpreter, VENV=folder the environment.
PYTHON ?= python3
VENV ?= .venv
MODELS_VENV ?= .venv-models
PIP_VERSION = 26.3
PIP = -m pip -qq --disable-pip-version-check
DEMO_INDEX ?= build/demo-index

.DEFAULT_GOAL := help
.PHONY: help demo test check gate test-slow test-models wheel-test bench clean

help: ## Lists the targets.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

$(VENV)/.base: pyproject.toml constraints/base.txt
	@echo "Setting up $(VENV) (once) ..."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "pincite needs Python 3.11 or newer; set PYTHON=...")'
	@test -x $(VENV)/bin/python || $(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/python $(PIP) install "pip==$(PIP_VERSION)"
	@$(VENV)/bin/python $(PIP) install -c constraints/base.txt --build-constraint constraints/base.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.base
	@$(VENV)/bin/python $(PIP) install -c constraints/base.txt --group dev
	@touch $@

$(MODELS_VENV)/.models: pyproject.toml constraints/base.txt constraints/models.txt
	@echo "Setting up $(MODELS_VENV) with torch (once) ..."
	@test -x $(MODELS_VENV)/bin/python || $(PYTHON) -m venv $(MODELS_VENV)
	@$(MODELS_VENV)/bin/python $(PIP) install "pip==$(PIP_VERSION)"
	@$(MODELS_VENV)/bin/python $(PIP) install -c constraints/base.txt \
		-c constraints/models.txt --build-constraint constraints/base.txt \
		-e '.[models,training]' --group dev
	@touch $@

demo: $(VENV)/.base ## Indexes the bundled texts and answers some questions.
	@mkdir -p $(dir $(DEMO_INDEX))
	@$(VENV)/bin/pincite index --index $(DEMO_INDEX) corpus/documents
	@echo
	@$(VENV)/bin/pincite ask --index $(DEMO_INDEX) --batch api/demo/questions.jsonl
	@echo 'Ask one of your own:'
	@echo '  $(VENV)/bin/pincite ask --index $(DEMO_INDEX) "your question"'
	@echo '  $(VENV)/bin/pincite chat --index $(DEMO_INDEX)'
	@echo 'or about your own files:'
	@echo '  $(VENV)/bin/pincite index FOLDER && $(VENV)/bin/pincite ask "your question"'

test: $(VENV)/.dev ## Runs the tests.
	@$(VENV)/bin/python -m pytest -q

check: $(VENV)/.dev ## Format, lint, types, import rules and tests: what CI runs.
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	@$(MAKE) --no-print-directory test

gate: $(VENV)/.dev ## Answers the bundled questions and fails where a figure fell.
	@$(VENV)/bin/python -m pincite.eval.gate

test-slow: $(VENV)/.dev ## Runs the long fault, load and speed tests.
	@$(VENV)/bin/python -m pytest -q -m slow

test-models: $(MODELS_VENV)/.models ## Runs the tests that need torch and sentence-transformers.
	@$(MODELS_VENV)/bin/python -m pytest -q -m model

wheel-test: ## Builds the wheel and tests it with the sources away.
	@PYTHON="$(PYTHON)" PIP_VERSION="$(PIP_VERSION)" sh tests/packaging/wheel-test.sh

bench: $(VENV)/.dev ## Measures speed and size; BENCH="--sources FOLDER ..." adds inputs.
	@$(VENV)/bin/python eval/bench/foundation.py $(BENCH)

clean: ## Removes the environments and everything built.
	rm -rf $(VENV) $(MODELS_VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis
