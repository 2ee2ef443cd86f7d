"""What the parts of a page promise: words beside colours, kept addresses, escaped text."""

from __future__ import annotations

import datetime as dt
import re
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory

from caunoi.site.templatetags.components import TONES

HOSTILE = '<script>alert("x")</script>'


def render(source: str, path: str = "/experts/", **context: Any) -> str:
    request = RequestFactory().get(path)
    return Template(source).render(Context({"request": request, **context}))


def links(html: str) -> list[str]:
    return [link.replace("&amp;", "&") for link in re.findall(r'<a href="([^"]*)"', html)]


class Answer(forms.Form):
    email = forms.EmailField(label="E-mail", help_text="Where we write to.")
    note = forms.CharField(label="Note", required=False)
    ways = forms.MultipleChoiceField(
        label="Ways", choices=[("teach", "Teach")], widget=forms.CheckboxSelectMultiple
    )
    file = forms.FileField(label="List")


@pytest.mark.parametrize("tone", TONES)
def test_a_status_says_its_state_in_words_and_with_an_icon(tone: str) -> None:
    html = render("{% status tone 'Agreed' %}", tone=tone)

    assert "Agreed" in html
    assert f"icons.svg#{tone}" in html


@pytest.mark.parametrize(
    "source",
    [
        "{% status 'good' text %}",
        "{% tag text %}",
        "{% tag text '/' %}",
        "{% change text text %}",
        "{{ text|in_language:'vi' }}",
        "{{ text|in_language:'' }}",
        "{% crumb text '/' %}",
        "{% panel text %}{{ text }}{% endpanel %}",
        "{% notice 'bad' text kept=text next=text %}{{ text }}{% endnotice %}",
        "{% empty_state text %}{{ text }}{% endempty_state %}",
        "{% stat text text '/' %}",
        "{% tab text '/' %}",
        "{% moment text text %}{{ text }}{% endmoment %}",
        "{% fact text %}{{ text }}{% endfact %}",
        "{% table text %}<tr><td>{{ text }}</td></tr>{% endtable %}",
        "{% column text sort='name' %}",
        "{% progress 1 2 text %}",
        "{% post_button '/' text confirm=text %}",
    ],
)
def test_text_of_others_is_never_markup(source: str) -> None:
    html = render(source, text=HOSTILE)

    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_heading_sorts_upwards_first_then_downwards_and_drops_the_page_number() -> None:
    heading = "{% column 'Name' sort='name' %}"

    assert links(render(heading, "/experts/?q=ai&page=3")) == ["/experts/?q=ai&sort=name"]
    assert links(render(heading, "/experts/?sort=name")) == ["/experts/?sort=-name"]
    assert 'aria-sort="ascending"' in render(heading, "/experts/?sort=name")
    assert 'aria-sort="descending"' in render(heading, "/experts/?sort=-name")
    assert "aria-sort" not in render(heading, "/experts/?sort=city")


def test_pagination_counts_in_thousands_and_keeps_the_rest_of_the_address() -> None:
    page = Paginator(range(10_000), 50).page(2)

    html = render("{% pagination page %}", "/experts/?sector=ai&sector=ocean&page=2", page=page)

    assert "51–100 of 10,000" in html
    assert "/experts/?sector=ai&sector=ocean&page=3" in links(html)


def test_pagination_of_one_page_shows_the_count_and_no_links() -> None:
    html = render("{% pagination page %}", page=Paginator([1, 2], 50).page(1))

    assert "1–2 of 2" in html
    assert links(html) == []


def test_pagination_of_nothing_says_so() -> None:
    assert "Nothing found" in render("{% pagination page %}", page=Paginator([], 50).page(1))


def statement(value: object, source: str, *, is_chosen: bool = True) -> SimpleNamespace:
    named = type("Named", (), {"__str__": lambda self: source, "stated_on": dt.date(2026, 10, 3)})
    return SimpleNamespace(value=value, source=named(), is_chosen=is_chosen)


FACT = "{% fact 'City' statements=live %}{{ value }}{% endfact %}"


def test_a_fact_says_who_said_it_and_when() -> None:
    html = render(FACT, value="Gent", live=[statement("Gent", "guests.xlsx, row 12")])

    assert "guests.xlsx, row 12" in html
    assert 'datetime="2026-10-03"' in html
    assert "Sources differ" not in html


def test_a_fact_shows_both_values_when_its_sources_differ() -> None:
    live = [statement("Gent", "the person"), statement("Leuven", "ORCID", is_chosen=False)]

    html = render(FACT, value="Gent", live=live)

    assert "Sources differ" in html
    assert "Leuven" in html


def test_sources_that_agree_are_no_conflict() -> None:
    live = [statement(["vi", "nl"], "the person"), statement(["vi", "nl"], "an officer")]

    assert "Sources differ" not in render(FACT, value="vi, nl", live=live)


def test_an_empty_fact_is_said_to_be_so() -> None:
    assert "not stated" in render("{% fact 'ORCID' %}  {% endfact %}")


def test_a_field_is_tied_to_its_label_help_and_error() -> None:
    html = render("{% field form.email %}", form=Answer({"email": "no address"}))

    assert 'for="id_email"' in html
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_email_error"' in html


def test_only_optional_fields_are_marked() -> None:
    assert "optional" in render("{% field form.note %}", form=Answer())
    assert "optional" not in render("{% field form.email %}", form=Answer())


def test_choices_stand_in_a_fieldset_that_carries_their_errors() -> None:
    html = render("{% field form.ways %}", form=Answer({}))

    assert '<fieldset class="field field-choices"' in html
    assert 'aria-describedby="id_ways_error"' in html


def test_the_summary_of_errors_links_to_each_field() -> None:
    html = render("{% form_fields form %}", form=Answer({"ways": ["teach"]}))

    assert links(html) == ["#id_email", "#id_file"]


def test_an_upload_is_described_by_the_reminder_about_state_secrets() -> None:
    html = render("{% upload_field form.file %}", form=Answer())

    assert 'aria-describedby="id_file_secrets"' in html
    assert 'id="id_file_secrets"' in html
    assert "tuyệt mật" in html


@pytest.mark.parametrize(("path", "clears"), [("/e/?sort=name&q=", False), ("/e/?q=ai", True)])
def test_a_filter_can_be_cleared_when_it_holds_something(path: str, *, clears: bool) -> None:
    assert ("Clear" in render("{% filter_form form %}", path, form=Answer())) is clears


def test_a_filter_keeps_the_order() -> None:
    html = render("{% filter_form form %}", "/e/?sort=-name&page=4", form=Answer())

    assert '<input type="hidden" name="sort" value="-name">' in html


@pytest.mark.parametrize(
    ("done", "total", "value"),
    [(0, 10, ' value="0"'), (5, 10, ' value="50"'), (12, 10, ' value="100"'), (3, None, None)],
)
def test_progress_tells_a_share_only_when_the_whole_is_known(
    done: int, total: int | None, value: str | None
) -> None:
    html = render("{% progress done total 'Reading' %}", done=done, total=total)

    assert (value in html) if value else (" value=" not in html)


def test_an_error_interrupts_a_screen_reader_and_news_waits() -> None:
    assert 'role="alert"' in render("{% notice 'error' 'Failed' %}{% endnotice %}")
    assert 'role="status"' in render("{% notice 'success' 'Saved' %}{% endnotice %}")


def test_a_change_names_an_empty_value() -> None:
    assert "<del>empty</del>" in render("{% change None 'Gent' %}")
