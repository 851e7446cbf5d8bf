# Thin: Meson does the work. `make demo` and `make test` need nothing but Debian 12 and git.
.PHONY: setup build demo test sanitize bench lint format install clean model pairs page
.DEFAULT_GOAL := build

setup:
	@sh tools/setup.sh

build: setup
	@test -f build/build.ninja || meson setup build >build.log 2>&1 || { cat build.log; exit 1; }
	@rm -f build.log
	@ninja -C build -j2 | tail -n 1

demo: build
	@sh tools/demo.sh

test: build
	@sh tools/test.sh build

# The unit tests and the golden texts under AddressSanitizer and UndefinedBehaviorSanitizer, every allocation a malloc.
sanitize: setup
	@test -f build-sanitize/build.ninja || meson setup build-sanitize -Db_sanitize=address,undefined \
		-Db_lundef=false -Darena=malloc -Ddefault_library=static >/dev/null
	@ninja -C build-sanitize -j2 | tail -n 1
	@sh tools/test.sh build-sanitize --suite unit --suite golden

bench: build
	@sh bench/run.sh

lint: setup
	@sh tools/lint.sh

format:
	@clang-format -i $$(git ls-files '*.c' '*.h')

install: build
	@meson install -C build

# The page anew, from its sources in web/ (wants Node 20.19 or newer); what it makes is kept in web/dist.
page:
	@cd web && npm ci --silent && npx tsc --noEmit && npx vite build --logLevel warn

model: build
	@sh tools/model.sh

pairs: build
	@sh tools/pairs.sh

clean:
	@rm -rf build build-sanitize build-clang build-gcc demo.db
