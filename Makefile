# One command a verb, the same at home and in CI.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help demo serve test load soak check wheel-demo wheels format clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	touch $(STAMP)

demo: $(STAMP) ## set up, then the main job on the demo district, into out/demo/
	$(BIN)/quankan demo --out out/demo

serve: $(STAMP) ## set up, then serve at http://127.0.0.1:8000 until Ctrl+C, data in out/home/
	$(BIN)/quankan serve --home out/home

test: $(STAMP) ## set up, then run the tests
	$(BIN)/python -m pytest -n auto

load: $(STAMP) ## set up, then ask a service of the demo a few hundred times; any error fails
	$(BIN)/python -m benchmarks.service_load --requests 300 --warm-up 50 --alone 30 --seconds 60

# How long each parser of uploads, and each caller of the whole API, is tried; how many processes are killed.
SOAK_S ?= 600
SOAK_KILLS ?= 200
soak: $(STAMP) ## set up, then what CI runs for seconds, for long: random requests and uploads, kills, load
	QUANKAN_FUZZ_S=$(SOAK_S) QUANKAN_KILLS=$(SOAK_KILLS) $(BIN)/python -m pytest -x \
	  tests/api/running/test_whole_api.py tests/api/districts/test_uploads_fuzzed.py \
	  tests/api/answering/test_sent_tables_fuzzed.py tests/api/store/test_killed.py
	$(BIN)/python -m benchmarks.service_load

check: $(STAMP) ## set up, then format, lint, types, imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

wheel-demo: $(STAMP) ## build the wheel, install it in an empty environment, run the demo there
	rm -rf dist build/wheel-env
	$(BIN)/python -m build --wheel --outdir dist
	$(PYTHON) -m venv build/wheel-env
	build/wheel-env/bin/python -m pip install --quiet --upgrade pip
	build/wheel-env/bin/python -m pip install --quiet -c constraints.txt dist/*.whl
	cd build && wheel-env/bin/quankan demo --out wheel-demo

# EXTRAS=oidc for sign-in at an identity provider, too.
EXTRAS ?=
wheels: ## all that an installation without a network needs, into build/wheels/
	rm -rf build/wheels build/collecting
	$(PYTHON) -m venv build/collecting
	build/collecting/bin/python -m pip install --quiet --upgrade pip
	build/collecting/bin/python -m pip wheel --quiet -c constraints.txt -w build/wheels '.$(if $(EXTRAS),[$(EXTRAS)])'

format: $(STAMP) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## remove what was made
	rm -rf $(VENV) out dist build
