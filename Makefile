# vanban: `make` lists the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help

GOLANGCI := v2.15.0
FUZZTIME ?= 60s
BENCH    ?= .
LOAD     ?= 100000
FILE     ?= templates/kehoach/samples/ubnd-dak-ha-2023.json

# Tests that share what is prepared once: they run under the race detector as well. Only packages that have some are built for it.
RACES    := Determin|Parallel|Concurrent
RACED     = $(shell grep -rlE 'func Test\w*($(RACES))' --include='*_test.go' --exclude-dir=.tools . | xargs -n1 dirname | sort -u)

# Packages tested at one time: the slowest wait for other programs and for limits of time more than they compute.
PACKAGES ?= 3
# Those that take longest begin first, so that none of them is left to run alone.
LONGEST  := ./internal/service ./internal/hostile ./internal/parity
# go test's own ten minutes for a package are less than a busy machine takes. What hangs, its own test ends before.
LIMIT    ?= 30m

# The README's pictures: name=sample:page.
PICTURES := \
  plan-first-page=templates/kehoach/samples/ubnd-dak-ha-2023:1 \
  plan-table-page=templates/kehoach/samples/ubnd-dak-ha-2023:3 \
  decision-first-page=templates/quyetdinh/samples/qd-551-tandtc-2024:1 \
  appendix-landscape=testdata/features/75-appendix-landscape-long-title:2

# A giấy khen, in colour.
AWARD := templates/khenthuong/samples/giay-khen-tand-tinh

# A file with a fault, for the picture of a certificate.
CHECKED := testdata/broken/PAGE-4-le-trai-25.docx

.PHONY: help run serve test check bench load golden pages samples pictures parity fuzz lint

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

run: ## render one document: make run FILE=…  (writes out/vanban.docx and out/vanban.pdf)
	@mkdir -p out
	go run ./cmd/vanban render $(FILE) -o out/vanban.docx -o out/vanban.pdf

serve: ## the service at http://127.0.0.1:8080, its documentation at /docs
	go run ./cmd/vanban serve

test: ## all tests, and what they need (LibreOffice, poppler, qpdf, mutool, validators, a browser, languages of the examples)
	@# Compiling and fetching do not wait for each other. Without cgo, as it is delivered: the C compiler may be among what is fetched.
	CGO_ENABLED=0 go list -export -deps -test ./... >/dev/null & tools/setup.sh && wait $$!
	@# While tests wait for other programs, all is compiled again for the race detector.
	CGO_ENABLED=1 nice go list -race -export -deps -test $(RACED) >/dev/null & \
	CGO_ENABLED=0 REQUIRE_TOOLS=1 go test -count=1 -timeout $(LIMIT) -p $(PACKAGES) $(LONGEST) ./... && wait $$!
	CGO_ENABLED=1 go test -race -vet=off -count=1 -run '$(RACES)' $(RACED)

check: ## before a commit: format, vet, lint if it is installed, build, tests without tools
	@unformatted=$$(gofmt -l .); test -z "$$unformatted" || { echo "gofmt -w $$unformatted"; exit 1; }
	go vet ./...
	@if golangci-lint version 2>/dev/null | grep -qF '$(GOLANGCI:v%=%)'; then golangci-lint run; \
	else echo "golangci-lint $(GOLANGCI) is not installed: make lint builds it"; fi
	CGO_ENABLED=0 go build -o /dev/null ./cmd/vanban
	go test ./...

bench: ## benchmarks: make bench BENCH=PDF
	go test -run '^$$' -bench '$(BENCH)' -benchmem ./...

load: ## the service under load: 16 clients, LOAD documents (100000), speed, latency and memory
	go test -run '^$$' -bench PlansOverHTTP -benchtime $(LOAD)x -timeout 30m ./internal/service

golden: ## rewrite the golden files; read the diff before you commit it
	UPDATE_GOLDEN=1 go test ./...

pages: ## make the clerk's pages anew: web/src into web/dist
	tools/setup.sh
	go run ./web/bundle

samples: ## all samples as DOCX, PDF and page pictures beside LibreOffice's, into out/
	go run ./internal/samples/write

pictures: ## the README's page pictures, into docs/img (needs poppler and ImageMagick)
	@set -euo pipefail; tmp=$$(mktemp -d); trap 'rm -rf "$$tmp"' EXIT; mkdir -p docs/img; \
	picture() { convert $$1 -bordercolor gray80 -border 1 -posterize 16 -strip \
	  -define png:color-type=0 -define png:bit-depth=4 -define png:compression-level=9 -define png:compression-filter=0 docs/img/$$2.png; }; \
	for picture in $(PICTURES); do \
	  page=$${picture##*:}; sample=$${picture#*=}; sample=$${sample%:*}; name=$${picture%%=*}; \
	  go run ./cmd/vanban render $$sample.json -o $$tmp/$$name.pdf; \
	  pdftoppm -gray -r 100 -f $$page -singlefile $$tmp/$$name.pdf $$tmp/$$name; \
	  picture $$tmp/$$name.pgm $$name; \
	done; \
	go run ./cmd/vanban render $(AWARD).json -o $$tmp/award.pdf; \
	pdftoppm -r 80 -singlefile $$tmp/award.pdf $$tmp/award; \
	convert $$tmp/award.ppm +dither -colors 24 -strip -define png:compression-level=9 PNG8:docs/img/giay-khen.png; \
	go run ./cmd/vanban check $(CHECKED) -o $$tmp/check.pdf || [ $$? = 1 ]; \
	pdftoppm -gray -r 100 -singlefile $$tmp/check.pdf $$tmp/check; picture $$tmp/check.pgm check-certificate

parity: ## per sample: pages, equal lines and shifts against LibreOffice
	tools/setup.sh
	REQUIRE_TOOLS=1 go test -count=1 -v -run '^TestParity$$' ./internal/parity

fuzz: ## every fuzz target for FUZZTIME (60s)
	@set -euo pipefail; for pkg in $$(go list ./...); do \
	  targets=$$(go test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); \
	  for target in $$targets; do \
	    echo "$$pkg $$target"; go test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) -fuzzminimizetime 10x $$pkg; \
	  done; \
	done

lint: ## golangci-lint, built at the pinned version (some 3 minutes the first time)
	go run github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI) run
