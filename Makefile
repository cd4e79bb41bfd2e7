# Each target sets up what it needs in .venv. Only Python 3.11 or newer with venv is required.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
RECORDING := evals/recordings/news.jsonl
RECORDINGS := $(wildcard $(RECORDING) evals/recordings/news-large.jsonl)
BASELINE := evals/baselines/news.json
LINES := evals/lines/news.jsonl
LINES_BASELINE := evals/baselines/lines.json
LINES_RECORDING := $(wildcard evals/recordings/lines-large.jsonl)
# Recorded replies replace the models. Without a recording, only what needs no model is scored.
SCORED := $(BIN)/briefer eval --quiet $(if $(RECORDINGS),$(addprefix --replay ,$(RECORDINGS)),--model none) \
	--output build/gate --baseline $(BASELINE)
CHECKED := $(BIN)/briefer eval --quiet --lines $(LINES) --output build/gate --baseline $(LINES_BASELINE)
VERIFIED := $(if $(LINES_RECORDING),$(BIN)/briefer eval --quiet --lines $(LINES) --replay $(LINES_RECORDING) \
	--output build/gate/large --baseline evals/baselines/lines-large.json)
UPDATE := --update $(if $(LOWER),--allow-regression)

# A real model takes all cores, and its answers depend on how many are free: these tests run alone.
JOBS ?= 2
PARALLEL := $(BIN)/python -m pytest -n $(JOBS) --dist loadfile -m "not weights"
WITH_WEIGHTS := $(BIN)/python -m pytest -m weights $$(grep -rl --include='test_*.py' 'mark\.weights' tests)

.PHONY: help demo test test-fast fuzz soak format lint eval gate baseline weights record bench docs site \
	images constraints

help:
	@echo "make demo         set up, download the model, brief a sample article; writes brief.html"
	@echo "make test         set up, run all tests (JOBS=n processes at the same time)"
	@echo "make test-fast    run the tests that need no weights and no browser"
	@echo "make fuzz         feed random and damaged input to briefer for 3 minutes (MINUTES=n, SEED=n)"
	@echo "make soak         make 2,000 briefs in one process; memory must not grow (BRIEFS=n)"
	@echo "make format       format the code, and fix what the linter can fix"
	@echo "make lint         ruff, mypy, import-linter, codespell"
	@echo "make eval         brief the shipped suite and score it; writes reports/eval/ (MODEL=name)"
	@echo "make gate         score the shipped suite and lines again; fail if worse than the baseline"
	@echo "make baseline     make the current scores the baseline (LOWER=1 allows lower figures)"
	@echo "make weights      learn the weights of the checks' findings from the shipped lines"
	@echo "make record       record the default model's replies to the shipped suite"
	@echo "make bench        measure; writes reports to reports/"
	@echo "make docs         generate the help pages and the suite schema"
	@echo "make site         build the documentation site into build/site; fails on a wrong link"
	@echo "make images       make the pictures of the docs again (needs Chromium and pdftoppm)"
	@echo "make constraints  generate constraints.txt from the newest versions that fit"

# Runs again only if the list of packages has changed.
$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("briefer needs Python 3.11 or newer: make PYTHON=python3.11" if sys.version_info < (3, 11) else 0)'
	@echo "Setting up $(VENV); this takes a minute or two."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	@$(BIN)/python -m pip install --quiet --constraint constraints.txt --group dev --group site --editable ".[batch,docx,evals,local,mcp,pdf,ray,server,sign,telemetry]"
	@touch $@

demo: $(READY)
	@$(BIN)/python examples/demo.py

test: $(READY)
	$(PARALLEL); code=$$?; $(WITH_WEIGHTS) && exit $$code

test-fast: $(READY)
	$(PARALLEL) --ignore-glob="*_in_browser.py"

fuzz: $(READY)
	$(BIN)/python scripts/fuzz.py $(addprefix --minutes ,$(MINUTES)) $(addprefix --seed ,$(SEED))

soak: $(READY)
	$(BIN)/python scripts/soak.py $(addprefix --briefs ,$(BRIEFS))

format: $(READY)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell *.md docs prompts evals/README.md

eval: $(READY)
	$(BIN)/briefer eval --output reports/eval $(addprefix --model ,$(MODEL))

gate: $(READY)
	$(if $(wildcard $(RECORDING)),,@echo "there is no $(RECORDING): scoring without the default model (see make record)")
	$(SCORED)
	$(CHECKED)
	$(VERIFIED)

baseline: $(READY)
	$(SCORED) $(UPDATE)
	$(CHECKED) $(UPDATE)
	$(if $(VERIFIED),$(VERIFIED) $(UPDATE))

# The checks change when this is done: run "make gate" after it.
weights: $(READY)
	$(BIN)/python scripts/train_line_weights.py $(LINES)

# Asks only for replies that are not recorded yet; delete the file to record everything again.
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

site: $(READY)
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --quiet --clean
	@echo "build/site/index.html"

images: $(READY)
	$(BIN)/python scripts/make_images.py

constraints:
	rm -rf build/constraints
	$(PYTHON) -m venv build/constraints
	build/constraints/bin/python -m pip install --quiet --upgrade "pip>=25.1"
	build/constraints/bin/python -m pip install --quiet --group dev --group site --editable ".[batch,docx,evals,local,mcp,pdf,ray,server,sign,telemetry]"
	build/constraints/bin/python -m pip freeze --exclude-editable > constraints.txt
	rm -rf build/constraints
