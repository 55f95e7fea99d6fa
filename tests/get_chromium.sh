#!/bin/sh
# Makes sure that the tests have a Chromium: the one that is there, else Debian's package, else Playwright's own download.
set -eu
cd "$(dirname "$0")/.."

starts() { .venv/bin/python -P tests/browser.py; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi
}

from_debian() {
    grep -qs '^ID=debian' /etc/os-release && as_root true 2>/dev/null || return 1
    echo "Installing Debian's chromium"
    as_root apt-get update -qq || return 1
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends chromium >/dev/null
}

from_playwright() {
    echo "Downloading Playwright's Chromium"
    if as_root true 2>/dev/null; then .venv/bin/python -m playwright install-deps chromium || true; fi
    .venv/bin/python -m playwright install chromium
}

if starts 2>/dev/null; then exit 0; fi
if from_debian && starts; then exit 0; fi
from_playwright
starts
