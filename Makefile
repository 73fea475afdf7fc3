# make run   serves the app on http://127.0.0.1:8501 (PORT, STORE_URL, DEMO=1)
# make test  checks and tests everything
# make bench measures the numbers to reach, and keeps the table in docs/performance.md
PYTHON ?= python3
PORT ?= 8501
HOST ?= 127.0.0.1
BIN := .venv/bin
export PORT

.PHONY: run test check bench

run: .venv/app
	@exec $(BIN)/python -m uvicorn app:app --host $(HOST) --port $(PORT) --ws websockets-sansio \
		--timeout-graceful-shutdown 2 --timeout-keep-alive 75 --log-level warning --no-access-log

test: .venv/test check
	PYTHONHASHSEED=0 $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

bench: .venv/test
	@$(BIN)/python -m bench

check: .venv/test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy
	$(BIN)/python manage.py check-content

.venv/app: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

.venv/test: .venv/app requirements-test.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-test.txt
	@$(BIN)/python tests/browser.py
	@$(BIN)/python tests/proxy.py
	@touch $@
