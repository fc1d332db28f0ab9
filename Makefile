# make run, make test: from a fresh clone to the dataset, to the tests' result. Needs Python 3.11 or later.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# what a reader of the project sees must not hang on the caller's Python settings
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE

.PHONY: run test engines lint dictionary lock notebooks renew-notebooks bench exam fuzz audit sbom clean

# commands and Python of the environment are reached as .venv/bin/decree and .venv/bin/python
# the first time every file is read, also where the dataset that came with the project holds it already
run: $(VENV)/run.stamp
	@$(BIN)/decree run $(if $(wildcard $(VENV)/read.stamp),,--force)
	@touch $(VENV)/read.stamp

# one process a core; a module's tests stay together, since they share what they set up; slow modules come first
test: $(VENV)/test.stamp
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile --no-loadscope-reorder

# lays pages out anew with the PDF engines that are installed, in the project's own fonts
engines: $(VENV)/test.stamp
	$(BIN)/python -m pytest -m engines

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
	$(BIN)/python -m pipeline.publish.data_dictionary > docs/data-dictionary.md

# constraints.txt from what is installed
lock: $(VENV)/test.stamp
	echo "# The versions that the project was last tested with; \`make lock\` renews them." > constraints.txt
	$(BIN)/python -m pip freeze --exclude-editable | LC_ALL=C sort -f >> constraints.txt

# this pipeline beside other readers of tables: docs/benchmarks.md; half an hour, tabula wants Java
bench: $(VENV)/test.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[bench]'
	$(BIN)/python -m benchmarks.compare

# editions drawn by seed, laid out by the engines that are here, read and judged: make exam SEEDS=0:50
SEEDS ?= 0:50
exam: $(VENV)/test.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[exam]'
	$(BIN)/python -m tests.exam $(SEEDS)

# mutated files until one shows a fault: make fuzz COUNT=1000 SEED=10000; faults are kept in build/fuzz
COUNT ?= 10000
SEED ?= 0
fuzz: $(VENV)/test.stamp
	$(BIN)/python -m tests.fuzz --count $(COUNT) --seed $(SEED)

# known weaknesses of the pinned versions; asks the advisory database of PyPI
audit: build/tools.stamp
	build/tools/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip

# what a user installs with the pipeline, and nothing else: build/sbom.json (CycloneDX), the same each time
sbom: build/tools.stamp
	$(PYTHON) -m venv --clear build/plain
	build/plain/bin/python -m pip install --quiet --disable-pip-version-check -c constraints.txt .
	build/plain/bin/python -m pip uninstall --quiet --yes pip setuptools
	build/tools/bin/cyclonedx-py environment build/plain/bin/python --pyproject pyproject.toml \
	  --output-reproducible --output-file build/sbom.json

clean:
	rm -rf $(VENV) build .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/made.stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.11")'
	@echo 'Setting up $(VENV): a few minutes the first time.' >&2
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/run.stamp: $(VENV)/made.stamp pyproject.toml constraints.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/test.stamp: $(VENV)/made.stamp pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[test]'
	touch $@ $(VENV)/run.stamp

$(VENV)/notebooks.stamp: $(VENV)/made.stamp pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[notebooks]'
	touch $@ $(VENV)/run.stamp

build/tools.stamp:
	$(PYTHON) -m venv build/tools
	build/tools/bin/python -m pip install --quiet --disable-pip-version-check 'cyclonedx-bom>=7' 'pip-audit>=2.9'
	touch $@
