#!/bin/sh
# Installs what the build needs and the machine lacks: Debian packages, as root or with sudo. Silent when all is there.
set -eu
packages="gcc meson ninja-build pkg-config libc6-dev libjansson-dev libsqlite3-dev libcmocka-dev libgumbo-dev
libxml2-dev libarchive-dev libmicrohttpd-dev libutf8proc-dev zlib1g-dev"
[ "${CI:-}" = true ] && packages="$packages clang clang-format libclang-rt-14-dev chromium"
[ "${CI:-}" = true ] && ! command -v node >/dev/null && packages="$packages nodejs npm"
missing=
for package in $packages; do
	status=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
	[ "$status" = "install ok installed" ] || missing="$missing $package"
done
[ -z "$missing" ] && exit 0
as_root=
if [ "$(id -u)" -ne 0 ]; then
	command -v sudo >/dev/null || { echo "needs root or sudo to install:$missing" >&2; exit 1; }
	as_root=sudo
fi
echo "installing:$missing"
export DEBIAN_FRONTEND=noninteractive
$as_root apt-get -qq update >/dev/null
# shellcheck disable=SC2086
$as_root apt-get -qq install -y --no-install-recommends $missing >/dev/null
