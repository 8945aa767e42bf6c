# What a person does with this project. The work is in scripts/ and tests/; `make help` lists the targets.

# One set of packages and features for every build of the window, so that nothing is compiled twice.
WINDOW := --workspace --locked --features window/custom-protocol
UI_SOURCES := $(shell find ui -path ui/node_modules -prune -o -path ui/dist -prune -o -type f -print 2>/dev/null)
TARGET := $(or $(CARGO_TARGET_DIR),target)
SCREENSHOTS := $(TARGET)/screenshots

# Two calls of apt at once would wait for each other in vain; cargo and npm are parallel by themselves.
.NOTPARALLEL:
.DEFAULT_GOAL := help
.PHONY: help run test sure bench package attack eval fuzz screenshots clean ui tools tools-test

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## build and open the window (without a display: walk the sample article in the terminal)
	@scripts/run

test: tools-test ui ## run every test: Rust, the interface, journeys in a browser, and the real window under a virtual display
	cargo build $(WINDOW) --bins --tests
	cargo test $(WINDOW)
	npm --prefix ui run check
	npm --prefix ui test
	tests/journeys/run
	tests/window/run

sure: tools-test ui ## check format and lints, then run every test
	cargo fmt --all --check
	cargo clippy $(WINDOW) --all-targets -- -D warnings
	npm --prefix ui run lint
	@if command -v cargo-deny >/dev/null; then cargo deny --locked check; \
	 else echo "Skipped: cargo-deny is not installed, so licences and advisories were not checked."; fi
	@$(MAKE) --no-print-directory test

bench: tools-test ui ## measure the release build: clip, reading (of the pages in PAGES=FOLDER), import, search, start, memory, a day of work
	cargo build --release $(WINDOW) --bins --example bare
	@status=0; $(if $(PAGES),PAGES="$(PAGES)") $(TARGET)/release/bench || status=1; \
	 tests/window/bench || status=1; tests/window/desk-bench || status=1; exit $$status

package: tools ui ## make target/package/tearsheet_VERSION_ARCH.deb
	cargo build --release $(WINDOW) --bins
	scripts/package

attack: named-VECTORS tools-test ui ## show hostile HTML in the real reader: make attack VECTORS=FILE, one vector a line
	cargo build $(WINDOW) --bins --example bare
	tests/window/attack "$(VECTORS)"

eval: named-DATA ## judge a folder: DATA/queries.tsv ranking, DATA/gold.jsonl reading of pages: make eval DATA=FOLDER
	@scripts/setup command
	@cargo run --release --locked --package bench --bin eval -- "$(DATA)"

fuzz: ## feed the readers broken input for a minute each (needs nightly Rust and cargo-fuzz): make fuzz [SECONDS=60]
	@scripts/fuzz $(or $(SECONDS),60)

screenshots: tools-test ui ## take pictures of the window in both appearances and languages
	cargo build $(WINDOW) --bins
	tests/window/screenshots $(SCREENSHOTS)

clean: ## remove what was built and installed here (never a library)
	cargo clean
	rm -rf ui/dist ui/node_modules

named-%:
	@test -n "$($*)" || { echo "Name what to work on: $*=…  ('make help' says what it is)"; exit 2; }

tools:
	@scripts/setup build

tools-test:
	@scripts/setup test

# Installing comes before building, without making the result old.
ui: ui/dist/index.html
ui/dist/index.html: $(UI_SOURCES) | tools
	npm --prefix ui run build
