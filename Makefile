# `make demo` shows a city at work; `make test` proves it. See README.md.
.PHONY: demo demo-reset setup check test test-hard bench lock

demo:
	@scripts/setup && exec .venv/bin/linli demo

demo-reset:
	@scripts/setup && exec .venv/bin/linli demo --reset

setup:
	@scripts/setup dev

check: setup
	@scripts/check

test: setup
	@scripts/test

# Kills and races, many times over: about half an hour.
test-hard: setup
	@scripts/test hard

# Figures of speed, as in: make bench DATABASE=postgresql SIZE=1000000. What is filled once is kept
# in BENCH_HOME. Other options: RUNS, ONLY="create read", PAGE=docs/reference/benchmarks.md.
bench: setup
	@.venv/bin/python -m bench $(if $(DATABASE),--database $(DATABASE)) $(if $(SIZE),--size $(SIZE)) \
		$(if $(RUNS),--runs $(RUNS)) $(if $(ONLY),--only $(ONLY)) $(if $(PAGE),--page $(PAGE))

# Versions and hashes only, no addresses: where packages come from is this machine's own matter.
compile = cd requirements && ../.venv/bin/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --no-annotate
lock: setup
	$(compile) base.in -o base.txt
	$(compile) dev.in -c base.txt -o dev.txt
