# Each target sets up what it needs in .venv; Python 3.11 or newer with venv is all there must be.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
RECORDING := evals/recordings/news.jsonl
BASELINE := evals/baselines/news.json
# Recorded replies stand for the model. Where there are none, what needs no model is scored.
SCORED := $(BIN)/briefer eval --quiet $(if $(wildcard $(RECORDING)),--replay $(RECORDING),--model none)

.PHONY: help demo test lint eval gate baseline record bench docs constraints

help:
	@echo "make demo         set up, pull the model, brief a sample article; writes brief.html"
	@echo "make test         set up, run all tests"
	@echo "make lint         ruff, mypy, import-linter"
	@echo "make eval         brief the shipped suite and score it; writes reports/eval/ (MODEL=name)"
	@echo "make gate         score the shipped suite again and fail where it is worse than the baseline"
	@echo "make baseline     make what is scored now the baseline (LOWER=1 lets figures fall)"
	@echo "make record       record the default model's replies to the shipped suite anew"
	@echo "make bench        measure; reports are written to reports/"
	@echo "make docs         write the help pages and the suite schema anew"
	@echo "make constraints  write constraints.txt anew from the newest versions that fit"

# Run again only when what is to be installed has changed.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("briefer needs Python 3.11 or newer: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@echo "Setting up $(VENV); this takes a minute or two."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dev --editable ".[local,evals]"
	@touch $@

demo: $(READY)
	@$(BIN)/python examples/demo.py

test: $(READY)
	$(BIN)/python -m pytest

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

eval: $(READY)
	$(BIN)/briefer eval --output reports/eval $(addprefix --model ,$(MODEL))

gate: $(READY)
	$(if $(wildcard $(RECORDING)),,@echo "$(RECORDING) is not there: without the default model (make record)")
	$(SCORED) --output build/gate --baseline $(BASELINE)

baseline: $(READY)
	$(SCORED) --output build/gate --baseline $(BASELINE) --update $(if $(LOWER),--allow-regression)

# Asks only for what the recording does not hold; delete the file to ask for everything anew.
record: $(READY)
	@mkdir -p $(dir $(RECORDING))
	$(BIN)/briefer eval --model local --record $(RECORDING) --output reports/record

bench: $(READY)
	@failed=; for script in benchmarks/*.py; do \
		$(BIN)/python $$script || failed="$$failed $$script"; \
	done; test -z "$$failed" || { echo "failed:$$failed"; exit 1; }

docs: $(READY)
	$(BIN)/python scripts/generate_cli_docs.py
	$(BIN)/python scripts/generate_suite_schema.py

constraints:
	rm -rf build/constraints
	$(PYTHON) -m venv build/constraints
	build/constraints/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	build/constraints/bin/python -m pip install --quiet --group dev --editable ".[local,evals]"
	build/constraints/bin/python -m pip freeze --exclude-editable > constraints.txt
	rm -rf build/constraints
