# make run, make test: from a fresh clone to the dataset, to the tests' result. Needs Python 3.11 or later.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# what a reader of the project sees must not hang on the caller's Python settings
unexport PYTHONPATH PYTHONHOME

.PHONY: run test lint dictionary lock notebooks renew-notebooks clean

run: $(VENV)/run.stamp
	$(BIN)/decree run

test: $(VENV)/test.stamp
	$(BIN)/python -m pytest

lint: $(VENV)/test.stamp
	$(BIN)/ruff check .
	$(BIN)/mypy

# opens the notebooks in a browser
notebooks: $(VENV)/notebooks.stamp
	$(BIN)/jupyter lab notebooks

# runs them anew, with the dataset as it is, and saves their outputs
renew-notebooks: $(VENV)/test.stamp
	$(BIN)/python notebooks/renew.py

# docs/data-dictionary.md from the declarations in pipeline/records
dictionary: $(VENV)/run.stamp
	$(BIN)/python -m pipeline.publish.dictionary > docs/data-dictionary.md

# constraints.txt from what is installed
lock: $(VENV)/test.stamp
	echo "# The versions that the project was last tested with; \`make lock\` renews them." > constraints.txt
	$(BIN)/python -m pip freeze --exclude-editable | LC_ALL=C sort -f >> constraints.txt

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/made.stamp:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11")'
	$(PYTHON) -m venv $(VENV)
	touch $@

$(VENV)/run.stamp: $(VENV)/made.stamp pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

$(VENV)/test.stamp: $(VENV)/made.stamp pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@ $(VENV)/run.stamp

$(VENV)/notebooks.stamp: $(VENV)/made.stamp pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[notebooks]'
	touch $@ $(VENV)/run.stamp
