# What a newcomer, an operator and CI type. Each target is one command of the project, which can be run by itself.

PYTHON ?= $(or $(shell command -v python3.11),python3)
BIN := .venv/bin
SHELL := /bin/bash
ON_A_CLOUD := tests/infra tests/local tests/local_run tests/journeys tests/browser
.DEFAULT_GOAL := help
.PHONY: help setup run demo test check soak bench deploy new clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## make the environments (every target below does this by itself)
	@$(PYTHON) -m local.setup

run: setup ## start the whole platform on this machine and keep it up (AUTH=1: with IAM switched on)
	@$(BIN)/python -m local.run

demo: setup ## play the main journey in the terminal: what each telephone showed and heard
	@$(BIN)/python -m local.demo

test: setup ## every test, from nothing: first what needs no cloud, on all cores, then what does
	@$(PYTHON) -m local.browser
	@$(BIN)/pytest -n auto --dist loadfile $(addprefix --ignore=,$(ON_A_CLOUD)); alone=$$?; \
	$(BIN)/pytest $(ON_A_CLOUD) && exit $$alone

check: setup ## format, lint, types, import rules, definitions, generated files; under a minute
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m infra.lint
	$(BIN)/python -m infra.generate --check

soak: setup ## minutes of random walks: owners, passers-by, carrier and clock against an oracle
	@$(BIN)/pytest -m soak

bench: setup ## every benchmark (one: python -m bench.relay --quick)
	@$(BIN)/python -m bench

deploy: setup ## deploy one matter: make deploy matter=car-move stage=dev
	@$(BIN)/python -m infra.deploy $(matter) $(stage)

new: setup ## begin a new matter: make new matter=street-stall title=占道摆摊
	@$(BIN)/python -m infra.new_matter "$(matter)" "$(title)" "$(kind)"

clean: ## forget the local cloud's data, deployments and caches; the environments stay
	@rm -rf .local/data .local/logs .chalice/deployed .chalice/deployments .pytest_cache .mypy_cache .ruff_cache
	@find . -path ./.venv -prune -o -path ./.local -prune -o -name __pycache__ -type d -print0 | xargs -0 rm -rf
