# Sourced by ./run and ./test from the project's root: a virtual environment that holds exactly the
# pinned and hashed packages, made once and left alone while the pins stay the same.

find_python() {
    for candidate in "${PYTHON:-python3}" python3.14 python3.13 python3.12 python3.11; do
        if command -v "$candidate" >/dev/null 2>&1 &&
            "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
    echo "Python 3.11 or later is needed (Debian: apt-get install python3 python3-venv)." >&2
    exit 1
}

# prepare_environment run|test
prepare_environment() {
    # The folder is part of it: an environment that was moved calls the programs of its old place.
    wanted=$({ cat requirements/*.txt pyproject.toml CHANGELOG.md; pwd; } | cksum | cut -d' ' -f1)
    is_prepared "$1" && return
    # What the tests need includes what running needs.
    [ "$1" = run ] && is_prepared test && return
    make_environment
    echo "Installing the pinned packages of requirements/$1.txt ..." >&2
    install_pinned "$1"
    install --no-deps --no-build-isolation --editable . || exit 1
    rm -f .venv/prepared-*
    echo "$wanted" >".venv/prepared-$1"
}

is_prepared() {
    [ "$(cat ".venv/prepared-$1" 2>/dev/null)" = "$wanted" ] && .venv/bin/python -c '' 2>/dev/null
}

make_environment() {
    # One that was cut short while being made has a Python without pip.
    .venv/bin/python -m pip --version >/dev/null 2>&1 && return
    python=$(find_python) || exit 1
    "$python" -m venv --clear .venv >/dev/null 2>&1 || {
        rm -rf .venv
        echo "$python cannot make an environment in $PWD/.venv. Is the folder writable, is there" \
            "space, is venv installed (Debian: apt-get install python3-venv)?" >&2
        exit 1
    }
}

# install_pinned run|test|node
install_pinned() {
    install --require-hashes --requirement "requirements/$1.txt" || {
        echo "The packages could not be installed. Is there a network? Run the same again." >&2
        exit 1
    }
}

install() {
    # Twice quiet: errors only.
    .venv/bin/python -m pip install --quiet --quiet --disable-pip-version-check \
        --root-user-action=ignore "$@"
}

prepare_pages() {
    has_node || pages_are_built || install_pinned node
    .venv/bin/python -m caunoi.site.build
}

has_node() {
    command -v node >/dev/null 2>&1 && command -v npm >/dev/null 2>&1
}

pages_are_built() {
    .venv/bin/python -c '
import sys
from caunoi.site.build import ASSETS, VENDOR, is_current, vendor_stamp
sys.exit(not is_current(VENDOR, vendor_stamp(ASSETS)))'
}
