# Two commands: `make demo` and `make test`. Needs Python >= 3.11 (with venv) and make, nothing else.
PYTHON ?= python3
SERVE ?= 1
PORT ?= 8001
UV_VERSION := 0.13.9
UV := .tools/bin/uv
RUN := .venv/bin

export UV_PYTHON_DOWNLOADS := never

.PHONY: demo test check format proof bench archive screenshot clean

demo: .venv/.gereed
	$(RUN)/kamerwacht demo --dir demo-uit --port $(PORT) $(if $(filter 0,$(SERVE)),--no-serve)

# More workers than cores: most tests wait, for processes and servers of their own.
test: check
	$(RUN)/pytest -q -m "not proof" -n 4 --dist loadfile

check: .venv/.gereed
	$(RUN)/ruff check .
	$(RUN)/ruff format --check .
	$(RUN)/mypy
	$(RUN)/lint-imports

format: .venv/.gereed
	$(RUN)/ruff check --fix .
	$(RUN)/ruff format .

# The long versions of what `make test` runs small.
proof: .venv/.gereed
	$(RUN)/pytest -q -m proof

# Stands beside other tools; one that can't be installed here is left out, with the reason.
bench: .venv/.gereed
	-$(UV) sync --frozen --quiet --inexact --group bench
	$(RUN)/python -m benchmarks

# Render the sources of the bundled archive (demo/papieren) again.
archive: .venv/.gereed
	$(RUN)/python -m demo.render

.venv/.gereed: pyproject.toml uv.lock | $(UV)
	$(UV) sync --frozen --quiet --extra dask --python $(PYTHON)
	touch $@

$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Kamerwacht vraagt Python 3.11 of nieuwer; zet bijvoorbeeld PYTHON=python3.12 achter make." >&2; exit 2; }
	$(PYTHON) -m venv .tools
	.tools/bin/pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)

# The pictures in docs/, from the demo; needs an installed chromium.
screenshot: .venv/.gereed
	$(RUN)/kamerwacht demo --dir demo-uit --no-serve
	$(RUN)/python -m benchmarks.screenshot demo-uit/kamerwacht.db docs

clean:
	rm -rf .venv .tools demo-uit dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
