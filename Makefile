# Every target does its own set-up. `make run` and `make test` are all a
# newcomer needs; see README.md.
SHELL  := /bin/bash
GO     ?= go
TAGS   := migrated_fynedo,no_emoji
LINTER := github.com/golangci/golangci-lint/v2/cmd/golangci-lint@v2.15.0
BENCH  ?= .

.PHONY: run build test torture lint bench gobench peers shots package smoke generate setup setup-build

run: build
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then ./tongtu; else \
	  echo "No display (DISPLAY and WAYLAND_DISPLAY are not set): rendering the screens into ./shots instead."; \
	  ./tongtu shots ./shots && ls ./shots; fi

build: setup-build
	$(GO) build -tags $(TAGS) -o tongtu .

# Tests need no display: the tag ci selects Fyne's software driver. The race
# detector needs cgo, hence the C compiler, but no graphics libraries.
test: setup
	$(GO) vet -tags ci,$(TAGS) ./...
	$(GO) test -race -tags ci,$(TAGS) -timeout 40m ./...
	$(GO) test -tags ci,$(TAGS) -run 'Faults|PowerCuts' ./data # the race detector does not see what the kernel orders

# The tests that kill processes and damage files, TORTURE times as often as in
# `make test`: 4 are 1,200 kills.
TORTURE ?= 4
torture: setup
	TONGTU_TORTURE=$(TORTURE) $(GO) test -timeout 120m -v -run 'Kill|PowerCut|Fault|Flipped|Wild|Thinning|Undone' ./data

# Every fuzz target for COUNT inputs.
fuzz: setup
	scripts/fuzz

lint: setup
	$(GO) run $(LINTER) run ./...

# Ours and other people's engines in one table, also in docs/bench.md; a
# module of its own, engine/peerbench. BENCH_FULL=1 takes longer.
bench:
	scripts/bench

# Other people's WeChat client libraries against our stand-in, over loopback; a
# module of its own, auth/wechat/peertest.
peers:
	scripts/peers

gobench: setup
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchmem -tags ci,$(TAGS) ./data/... ./engine/... ./widgets/mapview/...

shots: build
	./tongtu shots ./shots

# A real window without the tag migrated_fynedo: Fyne then reports every call
# from a wrong goroutine.
smoke: setup-build
	scripts/smoke

package: setup-build
	scripts/package

generate:
	$(GO) generate ./...

setup:
	@scripts/setup test

setup-build:
	@scripts/setup build
