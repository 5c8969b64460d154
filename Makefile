PYTHON ?= python3
export PORT ?= 8000
BIN = .venv/bin
MANAGE = $(BIN)/python manage.py

.PHONY: run dev test lint lock faults bench

run: .venv/run
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) createcachetable --verbosity 0
	@$(MANAGE) collectstatic --no-input --verbosity 0
	@$(MANAGE) demo --if-empty --refresh
	@PATH="$(CURDIR)/$(BIN):$$PATH" exec $(BIN)/honcho start --no-prefix --port $(PORT) --procfile deploy/Procfile

dev: .venv/test
	@DEBUG=1 $(MANAGE) migrate --verbosity 0
	@DEBUG=1 $(MANAGE) createcachetable --verbosity 0
	@DEBUG=1 $(MANAGE) demo --if-empty --refresh
	@DEBUG=1 $(MANAGE) runserver $(PORT)

test: .venv/test
	$(BIN)/python -m tests.run

lint: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	deploy/check

# Half an hour. With no name all of them: make faults FAULT="broker_hung child_killed"
faults: .venv/test
	$(BIN)/python -m tests.faults $(FAULT)

# Some minutes, with nothing else running. Needs Debian's wrk; Lighthouse where Node has it.
bench: .venv/test
	$(BIN)/python -m benchmarks

# Written anew only when a range in pyproject.toml changes or a library is to be raised.
lock: .venv/test
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --upgrade -o requirements/base.txt
	$(BIN)/uv pip compile pyproject.toml --group test --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --upgrade -c requirements/base.txt -o requirements/test.txt

.venv/bin/python:
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(None if (3, 11) <= v < (3, 14) else f"Ossau needs Python 3.11 to 3.13; {sys.executable} is {v.major}.{v.minor}. Name another: make run PYTHON=python3.12")'
	$(PYTHON) -m venv .venv

.venv/run: requirements/base.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/base.txt
	@touch $@

.venv/test: requirements/test.txt | .venv/bin/python
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements/test.txt
	@touch .venv/run $@
