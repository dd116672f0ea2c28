# The words of the house. Each chore is one call of a program in tools/, which can also be run by hand.

PYTHON ?= python3
VENV := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help setup course book instructor handouts slides offline module exercises grade serve test lint slow lock translations clean

help:  ## list these words
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup:  ## install what the course needs (into .venv, from hashed locks)
	@$(PYTHON) tools/setup.py

course:  ## everything at once: set up, make the exercises, build the book, grade the sample cohort
	@$(PYTHON) tools/course.py

book: setup  ## build the book into _build/html, warnings as errors
	@$(VENV)/python tools/book.py

offline: setup  ## make the offline edition in _build/offline: PYODIDE=folder adds pandas and matplotlib
	@$(VENV)/python -m tools.offline $(if $(PYODIDE),--pyodide $(PYODIDE))

instructor: setup  ## build the instructor's edition into _build/instructor: with solutions, rubrics, session plans
	@$(VENV)/python tools/book.py --edition instructor

handouts: instructor  ## print each module's pages into _build/handouts, as PDF (PAPER=letter for North America)
	@$(VENV)/python tools/handout.py --paper $(or $(PAPER),a4)

slides: instructor  ## make a deck of each module's lesson into _build/slides, to be opened from disk
	@$(VENV)/python tools/slides.py

module: setup  ## lay out a module and an exercise: MODULE=m13_patterns EXERCISE=routes
	@$(VENV)/python -m tools.module $(MODULE) $(EXERCISE)

exercises: setup  ## make exercises/ from solutions/
	@$(VENV)/python tools/exercises.py

grade: setup  ## grade the sample cohort and show its table
	@$(VENV)/firearmskit course sample _build/cohort

serve:  ## serve the book and JupyterLab with the exercises on 127.0.0.1
	@$(PYTHON) tools/serve.py

test: lint  ## run everything that CI runs
	@$(VENV)/python tools/book.py
	@$(VENV)/python tools/book.py --edition instructor
	@$(VENV)/python -m pytest -m "not slow" -n 2 --dist worksteal --durations=20 --doctest-modules --doctest-glob='*.md' \
	  README.md docs firearmskit tests

lint:  ## style, formatting, types, and the arrows between the rooms
	@$(PYTHON) tools/setup.py --test
	$(VENV)/ruff check .
	$(VENV)/ruff format --check .
	$(VENV)/mypy
	$(VENV)/mypy tools
	$(VENV)/lint-imports

slow:  ## run the tests that take long (at most an hour)
	@$(PYTHON) tools/setup.py --test
	@$(VENV)/python tools/book.py
	@$(VENV)/python tools/book.py --edition instructor
	@$(VENV)/python -m pytest -m slow -n 2 --dist worksteal --durations=20

lock: setup  ## renew requirements/ from pyproject.toml
	@$(VENV)/python tools/lock.py

translations: setup  ## extract new sentences and merge them into the catalogues
	@$(VENV)/python -m tools.translate

clean:  ## remove what was built; .venv, work/ and answers stay
	rm -rf _build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
