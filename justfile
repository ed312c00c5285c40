# What people of this project do, a line each. `just` alone lists it.
python := ".venv/bin/python"

_list:
    @just --list

# Make the development environment in .venv
setup:
    python3 -m venv .venv
    {{python}} -m pip install -q -e '.[dev]'

# Run the tests (arguments are passed on)
test *arguments:
    {{python}} -m pytest {{arguments}}

# Linters, types, layering
lint:
    {{python}} -m ruff check .
    {{python}} -m ruff format --check .
    {{python}} -m mypy
    .venv/bin/lint-imports

# Check the inventory
data:
    .venv/bin/pcf data check

# Assess every sample anew into reports/
reports:
    {{python}} tests/samples/make_reports.py

# Speed as ratios within one run
bench:
    {{python}} tests/bench/bench.py

# Accept changed golden tables after reviewing them as data
golden:
    PCF_GOLDEN=write {{python}} -m pytest -q tests/golden

# Mutation run on component models and stages
mutate:
    .venv/bin/mutmut run

# Lock the dependencies: versions and hashes, without addresses (uv.lock itself names hosts)
lock:
    uv lock
    uv export --all-extras --no-emit-project --no-header -o requirements.lock

# Write the pages of docs that repeat the data
docs:
    {{python}} docs/generate.py
