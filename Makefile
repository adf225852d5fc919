# make run | test | test-all | bench | fuzz | soak | fmt
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

.PHONY: run test test-all bench fuzz soak fmt lint clean
run: .venv/.run
	@$(BIN)/tui-reader $(ARGS)

.venv/.run: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit("tui-reader needs Python 3.11 or newer; set PYTHON=…" if sys.version_info < (3, 11) else 0)'
	@echo "Setting up tui-reader in .venv, once; about a minute, longer on a slow network …"
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(PIP) install -c constraints.txt -e .
	@touch $@

.venv/.dev: .venv/.run
	@echo "Adding what the checks need to .venv, once; about a minute …"
	@$(PIP) install -c constraints.txt -e '.[dev]'
	@touch $@

# feedparser's own tests come in its source distribution only; without network the test that reads them is skipped
.venv/.feedparser: .venv/.dev
	@-$(PIP) download --no-deps --no-binary feedparser -d .venv/share "$$(grep '^feedparser==' constraints.txt)" && touch $@

lint: .venv/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint .venv/.feedparser
	@$(BIN)/python -m compileall -q tui_reader tests
	$(BIN)/pytest -m 'not extra' -n 2

test-all: lint .venv/.feedparser
	$(BIN)/pytest -n 2

bench: .venv/.dev
	$(BIN)/python -m tests.bench $(ARGS)

# atheris comes for some Pythons only: without it the run says so and changes samples by a seeded chance
.venv/.fuzz: .venv/.dev
	@-$(PIP) install -c constraints.txt atheris
	@touch $@

fuzz: .venv/.fuzz
	$(BIN)/python -m tests.fuzz $(ARGS)

soak: .venv/.dev
	$(BIN)/python -m tests.soak $(ARGS)

fmt: .venv/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean:
	rm -rf .venv dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
