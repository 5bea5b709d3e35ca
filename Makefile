# CourtGraph 法院图谱: from a checkout to a graph in one command.

VENV := .venv
BIN := $(VENV)/bin
# The Python that was asked for, else the one of the environment that is there, else python3.
PYTHON ?= $(shell test -x $(BIN)/python && test -f $(VENV)/.python && echo $(BIN)/python || echo python3)
LOCK := requirements/lock.txt
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
SOURCES := $(shell find kg loaders seeds ontology queries -type f ! -path '*/__pycache__/*' ! -name '*.pyc' | LC_ALL=C sort)

.DEFAULT_GOAL := help
.PHONY: help graph test test-all bench docs screens lock clean FORCE

help: ## What there is to make
	@grep -hE '^[a-z-]+: .*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1	\2/' | expand -t 16
	@echo '  PYTHON=… chooses the Python (3.11, 3.12 or 3.13), as in: PYTHON=python3.12 make graph'

# ---- the environment: made again when PYTHON is another, the package installed again when a source changed ----

$(VENV)/.python: FORCE
	@command -v "$(PYTHON)" >/dev/null 2>&1 || \
	  { echo 'make: no $(PYTHON) here: install Python 3.11, 3.12 or 3.13, or say which: PYTHON=… make graph' >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || \
	  { echo "make: $(PYTHON) is $$("$(PYTHON)" -V 2>&1); CourtGraph runs on Python 3.11, 3.12 and 3.13: PYTHON=… make graph" >&2; exit 1; }
	@now=$$("$(PYTHON)" -c 'import sys; print(sys.version.split()[0], sys.base_prefix)'); \
	if [ ! -x $(BIN)/python ] || [ "$$now" != "$$(cat $@ 2>/dev/null)" ]; then \
	  echo "Python $$now → $(VENV)"; rm -rf $(VENV); \
	  "$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); \
	    echo 'make: $(PYTHON) cannot make a virtual environment: install its venv module (on Debian: python3-venv)' >&2; exit 1; }; \
	  echo "$$now" > $@; \
	fi

# The list of the sources, so that a file that is gone counts as a change too.
$(VENV)/.sources: FORCE | $(VENV)/.python
	@printf '%s\n' $(SOURCES) | cmp -s - $@ || printf '%s\n' $(SOURCES) > $@

$(VENV)/.installed: $(VENV)/.python $(VENV)/.sources $(SOURCES) pyproject.toml README.md LICENSE $(LOCK)
	@echo 'installing CourtGraph'
	@$(PIP) install -c $(LOCK) hatchling
	@$(PIP) install -c $(LOCK) --no-build-isolation .
	@touch $@

# What the tests need besides. The mirror's: Java and Maven, which get and run a Neo4j of their own. The pictures':
# Chromium and a font with Chinese. The Chromium that has no window to draw takes a third of the processor time, so it
# is got as well where that can be done.
JAVA = $(if $(shell command -v java),,default-jre-headless) $(if $(shell command -v mvn),,maven)
BROWSER = $(if $(shell command -v chromium-headless-shell || command -v chromium || command -v chromium-browser || \
  command -v google-chrome),,$(shell apt-cache show chromium-headless-shell >/dev/null 2>&1 && \
  echo chromium-headless-shell || echo chromium)) \
  $(if $(shell fc-list :lang=zh 2>/dev/null),,fonts-noto-cjk)

$(VENV)/.tools: | $(VENV)/.python
	@$(call need,$(strip $(JAVA)),of the mirror)
	@$(call need,$(strip $(BROWSER)),in a browser)
	@command -v chromium-headless-shell >/dev/null || [ "$$(id -u)" != 0 ] || \
	  DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install chromium-headless-shell \
	    >/dev/null 2>&1 || echo 'make: no chromium-headless-shell here: the tests in a browser take longer' >&2
	@touch $@

# Each lot by itself: where one cannot be had, the tests of the other still run.
need = if [ -n "$(1)" ]; then \
    if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
      echo 'installing $(1)'; \
      { apt-get -qq update && DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install $(1); } \
        >/dev/null || echo 'make: $(1) could not be installed: the tests $(2) are skipped' >&2; \
    else \
      echo 'make: without $(1) the tests $(2) are skipped' >&2; \
    fi; \
  fi

$(VENV)/.dev: $(VENV)/.installed
	@echo 'installing what the tests need'
	@$(PIP) install -c $(LOCK) --no-build-isolation '.[dev]'
	@touch $@

# ---- what people make ----

graph: export KG_GRAPH := $(CURDIR)/graph
graph: $(VENV)/.installed ## Install into .venv, build the graph into ./graph, try three look-ups
	@$(BIN)/kg build --format table
	@$(call try,show 长春破产法庭)
	@$(call try,query created-by --param court=延边林区中级法院)
	@$(call try,path 长春破产法庭 最高人民法院)
	@printf '\nTo go on in this shell:  export PATH="%s:$$PATH" KG_GRAPH="%s"\n' '$(CURDIR)/$(BIN)' '$(KG_GRAPH)'

try = printf '\n$$ kg %s\n' '$(1)'; $(BIN)/kg $(1) --format table

# So many tests at once. tests/workers.py says what goes to which worker.
JOBS ?= 2

test: $(VENV)/.dev $(VENV)/.tools ## Lint, types, then all tests against the installed package
	@failed=0; \
	for step in 'ruff check --output-format concise .' 'ruff format --check --output-format concise .' 'mypy'; do \
	  echo "$$step"; $(BIN)/$$step || { failed=1; echo "make: $$step found something"; }; \
	done; \
	PYTHONSAFEPATH=1 $(BIN)/pytest -n $(JOBS) || failed=$$?; \
	exit $$failed

# Where chance decides (kills, random facts, made-up requests), more of the same.
test-all: export KG_SLOW := 1
test-all: test ## The same, with two to twenty times as many draws where chance decides

bench: $(VENV)/.dev ## Measure what benchmarks/ measures
	@$(BIN)/python -m benchmarks

docs: $(VENV)/.dev ## Write the generated pages again
	@for page in docs/make_*.py; do $(BIN)/python $$page || exit; done

screens: $(VENV)/.dev $(VENV)/.tools ## Take the pictures of the READMEs again, and all screens into build/screens
	@KG_SCREENS='$(CURDIR)/build/screens' PYTHONSAFEPATH=1 $(BIN)/pytest -q tests/web/test_screens.py
	@mkdir -p docs/screens && cp build/screens/readme/*.png docs/screens/

lock: ## Pin all dependencies again (Python 3.11, whose pins fit the newer ones too)
	@sh requirements/lock.sh

clean: ## Remove .venv, the graph and caches
	rm -rf $(VENV) graph build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis benchmarks/out
	find kg loaders tests docs benchmarks -name __pycache__ -type d -prune -exec rm -rf {} +

FORCE:
