"""What is written about the project leads somewhere, and every decision can be found."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
DECISIONS = sorted((DOCS / "decisions").glob("*.md"))
LARGEST_PICTURE_BYTES = 300_000

LINK = re.compile(r"\[[^\]]*\]\((?P<target>[^)]+)\)")
HEADING = re.compile(r"^#+ (?P<words>.+)$", re.MULTILINE)


def links_of(page: Path) -> list[str]:
    return [match["target"] for match in LINK.finditer(page.read_text(encoding="utf-8"))]


def anchors_of(page: Path) -> set[str]:
    """As code hosts make them of headings: lower case, spaces to hyphens, other signs left out."""
    words = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w -]", "", text.lower()).replace(" ", "-") for text in words}


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_to_files_and_headings_that_are_there(page: Path) -> None:
    dead = []
    for link in links_of(page):
        if re.match(r"[a-z]+:", link):
            continue
        file, _, anchor = link.partition("#")
        target = (page.parent / file) if file else page
        if not target.is_file() or (anchor and anchor not in anchors_of(target)):
            dead.append(link)

    assert dead == []


def test_readme_leads_to_every_page_of_the_docs_folder_or_to_one_that_does() -> None:
    reached, waiting = set(), [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page not in reached:
            reached.add(page)
            links = [link.partition("#")[0] for link in links_of(page)]
            waiting += [(page.parent / link).resolve() for link in links if link.endswith(".md")]

    assert set(DOCS.rglob("*.md")) - reached == set()


def test_architecture_lists_every_decision_in_order() -> None:
    listed = re.findall(r"^\d+\. \[.*\]\(decisions/(.+)\)", _text("architecture.md"), re.MULTILINE)

    assert listed == [decision.name for decision in DECISIONS]


@pytest.mark.parametrize("decision", DECISIONS, ids=name)
def test_decision_is_numbered_as_its_file_and_says_what_was_rejected(decision: Path) -> None:
    text = decision.read_text(encoding="utf-8")
    sections = re.findall(r"^## (.+)$", text, re.MULTILINE)

    assert text.startswith(f"# {int(decision.name[:4])}. ")
    assert sections == ["Context", "Decision", "Rejected", "Consequences"]


def test_architecture_names_every_app() -> None:
    apps = {path.parent.name for path in (ROOT / "src/caunoi").glob("*/__init__.py")}
    named = set(re.findall(r"^\| `(\w+)` \|", _text("architecture.md"), re.MULTILINE))

    assert named == apps


def test_operating_names_every_variable_that_settings_read() -> None:
    settings = (ROOT / "src/caunoi/site/settings.py").read_text(encoding="utf-8")
    read = set(re.findall(r'"(CAUNOI_[A-Z_]+|DATABASE_URL)"', settings))

    assert {variable for variable in read if f"`{variable}`" not in _text("operating.md")} == set()


@pytest.mark.parametrize("picture", sorted((DOCS / "pictures").iterdir()), ids=name)
def test_picture_is_used_and_small(picture: Path) -> None:
    used = {(page.parent / link).resolve() for page in PAGES for link in links_of(page)}

    assert picture.resolve() in used
    assert picture.stat().st_size <= LARGEST_PICTURE_BYTES


def _text(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")
