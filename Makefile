# make app: set everything up and open the app.   make test: set everything up and run every check.
# make PYTHON=python3.13 app: with that Python (3.11, 3.12 or 3.13), where .venv is not there yet.   make PORT=8600 app
PYTHON ?= python3
PORT ?= 8501
UV := .venv/bin/uv
INSTALL = $(UV) pip install --quiet --python .venv/bin/python --constraints constraints.txt --overrides overrides.txt
# wheels that pip has been told of (a local CPU build of torch, say) are offered to uv too
export UV_FIND_LINKS ?= $(shell $(PYTHON) -m pip config get global.find-links 2>/dev/null)
NEEDS = pyproject.toml constraints.txt overrides.txt

.PHONY: app test check browser sample constraints clean

app: .venv/app
	.venv/bin/storyvid app --port $(PORT)

test: .venv/test browser check
	.venv/bin/python -m pytest --numprocesses 2 --dist loadfile

check: .venv/test
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy

.venv/uv:
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14) and "storyvid needs Python 3.11, 3.12 or 3.13: make PYTHON=python3.13 app")'
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check uv
	touch $@

.venv/app: .venv/uv $(NEEDS)
	$(INSTALL) --editable .
	touch $@

.venv/test: .venv/uv $(NEEDS)
	$(INSTALL) --editable '.[all]' --group dev
	touch $@ .venv/app

# the browser tests drive Debian's Chromium; elsewhere any Chromium or Chrome on PATH serves
browser:
	sh tests/browser/install.sh

# every pin anew; no index address is written
constraints: .venv/uv
	echo 'torch==2.13.0' > .venv/pins.txt
	$(UV) pip compile pyproject.toml --all-extras --group dev --universal --python-version 3.11 --upgrade \
	  --constraints .venv/pins.txt --overrides overrides.txt \
	  --no-emit-index-url --no-emit-find-links --no-annotate --no-header --quiet \
	  | grep -vE '^(nvidia-|cuda-|triton|pyaudio|torch=)' > constraints.new
	cat .venv/pins.txt >> constraints.new
	mv constraints.new constraints.txt

clean:
	rm -rf .venv build dist

# the finished sample that "Try the sample" opens, anew from its text
sample: .venv/app
	.venv/bin/python assets/sample/build.py
