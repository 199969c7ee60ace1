# counterfoil: `make demo` shows it, `make test` proves it. Plain `make` tests.
#
#   setup   what it needs from Debian, and PDFium out of a PyPI wheel
#   build   the release program in .build/release/counterfoil
#   test    everything, with real parts: SQLite, PDFs, a server, a browser
#   demo    read the example case, answer three searches, open the pages
#   serve   the pages of the demo's casebase again
#   bench   speed, each figure beside its peer or limit (set=read|find|resolve|search|…)
#   train   the recogniser's models, from annotated text that COUNTERFOIL_SHARED names
#   soak    the long tests: 200 kills of an ingest, two minutes of fuzzing a format
#   lint format docs record examples screenshots ci

SHELL := /bin/bash
.DEFAULT_GOAL := test
.PHONY: setup build debug test demo serve bench train soak lint format docs record examples screenshots ci clean

COUNTERFOIL := .build/release/counterfoil
DEMO := .build/demo/casebase
SUDO := $(shell [ "$$(id -u)" = 0 ] || echo sudo)
PACKAGES := make git ca-certificates python3 python3-venv python3-pip unzip \
  libarchive-dev nettle-dev libxml2-dev libsqlite3-dev libsodium-dev libseccomp-dev \
  pkg-config poppler-utils chromium fonts-noto-cjk zip \
  libtesseract-dev libleptonica-dev tesseract-ocr tesseract-ocr-eng tesseract-ocr-chi-sim \
  tesseract-ocr-chi-tra tesseract-ocr-osd

setup:
	@missing=; for p in $(PACKAGES); do dpkg -s $$p >/dev/null 2>&1 || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	  echo "Installing from Debian:$$missing"; \
	  $(SUDO) apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $(SUDO) apt-get install -y -qq --no-install-recommends $$missing; fi
	@[ -e .deps/lib/libpdfium.so ] || Tools/fetch-pdfium.sh

build: setup
	swift build -c release --product counterfoil

debug: setup
	swift build --build-tests

test: debug
	swift test --skip-build --disable-xctest --parallel
	Tests/Browser/run.sh
	Tests/Exchange/run.sh

demo: build
	@Tools/demo.sh $(COUNTERFOIL) $(DEMO)

serve: build
	$(COUNTERFOIL) serve --casebase $(DEMO)

set ?= all
bench: setup
	swift build -c release
	.build/release/CounterfoilBench $(set)

train: setup
	swift run -c release CounterfoilTrain

soak: debug
	COUNTERFOIL_SOAK=1 swift test --skip-build --disable-xctest --filter 'Interrupted ingest'
	COUNTERFOIL_FUZZ=120 swift test --skip-build --disable-xctest --filter Fuzzing

lint:
	swift format lint --recursive --strict Sources Tests Benchmarks Knowledge Package.swift

format:
	swift format --in-place --recursive Sources Tests Benchmarks Knowledge Package.swift

# Generated pages of the manual; `make ci` fails where they are out of date.
docs: build
	Tools/make_cli_docs.sh $(COUNTERFOIL) docs/cli.md docs/counterfoil.1
	Tools/make_schema_docs.py Knowledge docs/schema.md

# Rewrites golden files and still fails, so that someone reads the difference.
record: debug
	RECORD=1 swift test --skip-build --disable-xctest

examples:
	python3 Examples/make_documents.py
	python3 Examples/check_answers.py

screenshots: build
	Tests/Browser/run.sh screenshots

ci: setup lint test

clean:
	rm -rf .build
