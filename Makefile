# One command a verb, the same at home and in CI.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: help demo test check wheel-demo format clean

help: ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -c constraints.txt -e '.[dev]'
	touch $(STAMP)

demo: $(STAMP) ## set up, then the main job on the demo district, into out/demo/
	$(BIN)/quankan demo --out out/demo

test: $(STAMP) ## set up, then run the tests
	$(BIN)/python -m pytest -n auto

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

format: $(STAMP) ## format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

clean: ## remove what was made
	rm -rf $(VENV) out dist build
