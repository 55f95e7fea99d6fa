#!/bin/sh
# make_venv.sh REQUIREMENTS...: a virtual environment .venv with Python 3.11 or newer that holds what the files pin.
# Done before with the same files: nothing happens. $PYTHON selects the interpreter; another one than before makes .venv anew.
set -eu
cd "$(dirname "$0")/.."

recent() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }
origin() { "$1" -c 'import sys; print(sys.base_prefix, sys.version)'; }
usable() { recent .venv/bin/python && .venv/bin/python -c 'import pip' 2>/dev/null; }

if [ -n "${PYTHON:-}" ]; then
    recent "$PYTHON" || { echo "PYTHON=$PYTHON is not a Python of version 3.11 or newer." >&2; exit 1; }
    if usable && [ "$(origin "$PYTHON")" != "$(origin .venv/bin/python)" ]; then rm -rf .venv; fi
fi

if ! usable; then
    for candidate in ${PYTHON:-python3 python3.14 python3.13 python3.12 python3.11 python}; do
        if recent "$candidate"; then python=$candidate; break; fi
    done
    [ -n "${python:-}" ] || { echo "NanoGPL needs Python 3.11 or newer; name one with make PYTHON=..." >&2; exit 1; }
    echo "Making .venv with $("$python" --version)"
    "$python" -m venv --clear .venv || {
        echo "That Python cannot make virtual environments (on Debian and Ubuntu: apt-get install python3-venv)." >&2
        rm -rf .venv
        exit 1
    }
fi

for file in "$@"; do
    stamp=.venv/installed-$(echo "$file" | tr / -)
    if cmp -s "$file" "$stamp"; then continue; fi
    echo "Installing $file"
    .venv/bin/python -m pip install --quiet --disable-pip-version-check -r "$file"
    cp "$file" "$stamp"
done
