# Every target in one line: make help
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
BIN := .venv/bin

help: ## Show this help
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

run: setup ## Start everything here, feed the sample articles, show what comes out (Ctrl-C ends it)
	@exec $(BIN)/newswire up --demo

test: .venv/tests-ready ## All tests, on a real Apache Kafka and PostgreSQL that they start
	@$(BIN)/pytest

test-unit: setup ## The tests that need no broker: seconds
	@$(BIN)/pytest tests/unit tests/golden

check: setup ## Style, types, walls between the parts, schema drift
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m schemas.generate --check

fix: setup ## Format, mend what ruff can, write the JSON Schema files
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .
	@$(BIN)/python -m schemas.generate

bench: setup ## Speed end to end and by pass, on real articles: ARTICLES=file, OUT=folder
	@$(BIN)/python -m bench.cost $(or $(ARTICLES),../shared/data/articles/raw_articles.jsonl.gz)
	@$(BIN)/python -m bench.speed $(or $(ARTICLES),../shared/data/articles/raw_articles.jsonl.gz) --out $(or $(OUT),build/speed)

bench-main-job: setup ## Real articles through a real Kafka, workers killed: ARTICLES=file
	@$(BIN)/python -m bench.main_job $(or $(ARTICLES),../shared/data/articles/raw_articles.jsonl.gz)

LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header pyproject.toml

lock: setup ## Resolve the lock files again: what runs, and what development adds
	@$(BIN)/python -m pip install -q uv
	@$(BIN)/$(LOCK) -o requirements.lock
	@$(BIN)/$(LOCK) --group dev -o requirements-dev.lock

setup: .venv/ready ## Make the environment; install Java and Maven where they are missing

.venv/tests-ready: .venv/ready ## Also a browser, PostgreSQL, Node.js, kcat and jq: the tests use them
	@scripts/setup $(PYTHON) tests

.venv/ready: pyproject.toml requirements-dev.lock scripts/setup
	@scripts/setup $(PYTHON)

clean: ## Remove the environment and caches of this folder
	@rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

.PHONY: help run test test-unit check fix bench bench-main-job lock setup clean
