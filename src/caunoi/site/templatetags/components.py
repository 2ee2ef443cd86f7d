"""The parts every page is made of. They are built-in tags: no page needs {% load components %}.

A page extends site/base.html and fills its blocks:

    {% extends "site/base.html" %}{% load i18n %}
    {% block title %}{% translate "Experts" %}{% endblock %}
    {% block breadcrumbs %}
      {% breadcrumbs %}{% crumb _("Desk") "/" %}{% endbreadcrumbs %}
    {% endblock %}
    {% block heading %}{% translate "Experts" %}{% endblock %}
    {% block lead %}{% translate "Who agreed to be asked." %}{% endblock %}
    {% block actions %}<a class="btn btn-primary" href="…">{% icon "plus" %} …</a>{% endblock %}
    {% block content %}…{% endblock %}     {% block aside %}…{% endblock %}

A list is one address and two templates. The view returns
TemplateResponse(request, "people/expert_list.html", {"page": page, "form": form}); the page holds

    {% filter_form form %}
    <div id="results">{% include "people/expert_list_results.html" %}</div>

and when htmx asks for #results, caunoi.site.results.ResultsMiddleware renders the second file
alone. Sorting, filtering and paging then swap #results; without a script they are links and a form.

    {% table _("Experts") %}
      <thead><tr>
        {% column _("Name") sort="name" %}{% column _("Proposals") numeric=True %}
      </tr></thead>
      <tbody>{% for expert in page %}<tr>
        <th scope="row"><a href="…">{{ expert }}</a></th>
        <td class="num" data-label="{% translate 'Proposals' %}">{{ expert.proposals }}</td>
      </tr>{% empty %}…{% endfor %}</tbody>
    {% endtable %}
    {% pagination page %}

On a phone the rows of a table become cards, and data-label names each cell. A table whose columns
must stay side by side says scroll=True. Numbers and dates in a cell take class="num".

States are one of the tones good, info, warning, bad, neutral, always with a word and an icon:
{% status "good" _("Agreed") %}. Other parts, each explained at its function below:

    {% icon "upload" %}   {% tag _("Quantum technology") url %}
    {% notice "bad" title kept=… next=… %}…{% endnotice %}
    {% panel _("Affiliations") %}…{% endpanel %}
    {% empty_state title %}what to do first{% endempty_state %}
    {% facts %}{% fact _("City") statements=live %}{{ city }}{% endfact %}{% endfacts %}
    {% stats %}{% stat _("Experts") 152 url %}{% endstats %}
    {% tabs _("Sections") %}{% tab _("Profile") url active=True count=3 %}{% endtabs %}
    {% timeline %}{% moment date title %}…{% endmoment %}{% endtimeline %}
    {% polled url %}{% progress done total _("Reading rows") %}{% endpolled %}
    {% form_fields form %}   {% field form.email %}   {% upload_field form.file %}
    {% post_button url _("Undo") tone="danger" confirm=_("…?") %}
    {% change old new %}   {{ name|in_language:"vi" }}

Buttons are links or buttons of class btn and btn-primary (one on a page: what the page is for),
btn-outline-secondary (everything else) or btn-outline-danger (what takes something away), btn-sm in
rows. A row of them stands in <div class="buttons">.

Invariant: nothing here reads the database, the clock or a setting, and no state is told by colour
alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.forms.widgets import (
    CheckboxInput,
    CheckboxSelectMultiple,
    RadioSelect,
    Select,
    Widget,
)
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

register = template.Library()

TONES = ("good", "info", "warning", "bad", "neutral")
# Django's message levels, said in the same words.
TONE_OF_MESSAGE_LEVEL = {"success": "good", "error": "bad", "debug": "neutral"}
PAGES_BESIDE_THE_CURRENT = 2


# --- words and marks ---


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A picture from site/icons.svg. Without a label it is decoration and stays silent."""
    spoken = format_html('role="img" aria-label="{}"', label) if label else _HIDDEN
    return format_html(
        '<svg class="icon" {}><use href="{}#{}"></use></svg>',
        spoken,
        static("site/icons.svg"),
        name,
    )


@register.simple_tag
def status(tone: str, label: str) -> SafeString:
    """A state as a word with the icon and colour of its tone."""
    tone = _known_tone(tone)
    return format_html('<span class="status status-{}">{}{}</span>', tone, icon(tone), label)


@register.simple_tag
def tag(label: str, url: str = "") -> SafeString:
    """A word from a list, such as a sector; with a url, a link to what else carries it."""
    if url:
        return format_html('<a class="tag" href="{}">{}</a>', url, label)
    return format_html('<span class="tag">{}</span>', label)


@register.filter
def in_language(text: str, language: str) -> SafeString:
    """The text marked with its language, so that it is read out and broken in that language."""
    return format_html('<span lang="{}">{}</span>', language, text) if language else _escaped(text)


@register.simple_tag
def change(old: object, new: object) -> SafeString:
    """What a field was and what it will be; an empty value is named, never left blank."""
    return format_html(
        '<span class="change"><span class="visually-hidden">{}</span><del>{}</del>'
        '<span class="visually-hidden">{}</span><ins>{}</ins></span>',
        _("before:"),
        _shown(old) or _("empty"),
        _("after:"),
        _shown(new) or _("empty"),
    )


# --- frames around content ---


@register.simple_block_tag
def breadcrumbs(content: str) -> str:
    """The way back up, made of {% crumb %}s; the page itself is its heading and is left out."""
    return _render("breadcrumbs", content=content)


@register.simple_tag
def crumb(label: str, url: str) -> SafeString:
    return format_html('<li><a href="{}">{}</a></li>', url, label)


@register.simple_block_tag
def panel(content: str, title: str, *, level: int = 2, id: str = "", flush: bool = False) -> str:
    """A titled sheet. flush: no inner margin, for a table that fills it."""
    return _render("panel", content=content, title=title, level=level, id=id, flush=flush)


@register.simple_block_tag
def notice(content: str, tone: str, title: str, *, kept: str = "", next: str = "") -> str:
    """What happened (title and content), what was kept, and what to do next.

    tone: one of the five, or a level of Django's messages. A bad one interrupts a screen reader.
    """
    tone = _known_tone(TONE_OF_MESSAGE_LEVEL.get(tone, tone))
    return _render("notice", content=content, tone=tone, title=title, kept=kept, next=next)


@register.simple_block_tag
def empty_state(content: str, title: str, *, icon: str = "info") -> str:
    """Instead of an empty list: what would stand here, what to do first, and its button."""
    return _render("empty_state", content=content, title=title, icon=icon)


@register.simple_block_tag
def stats(content: str) -> str:
    """A row of figures, made of {% stat %}s."""
    return format_html('<dl class="stats">{}</dl>', content)


@register.simple_tag
def stat(label: str, value: object, url: str = "", note: str = "") -> str:
    """One figure. With a url it opens the list of its records, as every figure should."""
    return _render("stat", label=label, value=value, url=url, note=note)


@register.simple_block_tag
def tabs(content: str, label: str) -> str:
    """Links between the sections of one record, made of {% tab %}s. label: what they are for."""
    return format_html('<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>', label, content)


@register.simple_tag
def tab(label: str, url: str, *, active: bool = False, count: int | None = None) -> str:
    return _render("tab", label=label, url=url, active=active, count=count)


@register.simple_block_tag
def timeline(content: str) -> str:
    """Events in their order, made of {% moment %}s."""
    return format_html('<ol class="timeline">{}</ol>', content)


@register.simple_block_tag
def moment(content: str, when: Any, title: str, *, tone: str = "neutral") -> str:
    """when: a date, a datetime or a text such as "2023-02"."""
    return _render("moment", content=content, when=when, title=title, tone=_known_tone(tone))


# --- facts and where they come from ---


@register.simple_block_tag
def facts(content: str) -> str:
    """A list of what is known, made of {% fact %}s."""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_block_tag
def fact(content: str, label: str, *, statements: Iterable[Any] = ()) -> str:
    """One field of a record with who said it and when, behind a mark that opens.

    statements: the live statements of this field, each with value, is_chosen and a source that
    has stated_on, an optional url, and says its name as text. When two differ in value the mark
    says so and both are shown. An empty field reads "not stated".
    """
    lines = [_StatementLine(statement) for statement in statements]
    is_conflict = len({line.value for line in lines}) > 1
    # Stripping makes plain text of what the block has escaped already.
    content = mark_safe(content.strip())  # noqa: S308
    return _render("fact", content=content, label=label, statements=lines, is_conflict=is_conflict)


# --- tables and lists ---


@register.simple_block_tag
def table(content: str, caption: str, *, scroll: bool = False, hide_caption: bool = False) -> str:
    """A table; its rows become cards on a phone unless scroll keeps the columns side by side."""
    return _render(
        "table", content=content, caption=caption, scroll=scroll, hide_caption=hide_caption
    )


@register.simple_tag(takes_context=True)
def column(context: Context, label: str, *, sort: str = "", numeric: bool = False) -> str:
    """A column's heading. sort: the name in ?sort=name, and ?sort=-name the other way.

    The order in force is `sort` in the context, else in the address.
    """
    current = str(context.get("sort") or _query(context).get("sort", ""))
    direction = {sort: "ascending", f"-{sort}": "descending"}.get(current) if sort else None
    turned = f"-{sort}" if direction == "ascending" else sort
    url = _address(context, sort=turned, page=None) if sort else ""
    return _render("column", label=label, url=url, direction=direction, numeric=numeric)


@register.simple_tag(takes_context=True)
def pagination(
    context: Context, page: Page[Any], *, parameter: str = "page", label: str = ""
) -> str:
    """ "1–50 of 10,000" and the way to the other pages, keeping the rest of the address.

    A second list on a page has a parameter and a label of its own.
    """
    numbers = page.paginator.get_elided_page_range(
        page.number, on_each_side=PAGES_BESIDE_THE_CURRENT, on_ends=1
    )
    pages = [
        (number, _address(context, **{parameter: number}) if isinstance(number, int) else "")
        for number in numbers
    ]
    beside = {
        "previous": _address(context, **{parameter: page.number - 1}),
        "next": _address(context, **{parameter: page.number + 1}),
    }
    label = label or _("Pages")
    return _render("pagination", page=page, pages=pages, label=label, **beside)


@register.simple_tag(takes_context=True)
def filter_form(context: Context, form: BaseForm) -> str:
    """A GET form over #results: it answers while one types, and by its button without a script.

    A field named q is the search field. The order (?sort=) is kept, the page number is not.
    """
    query = _query(context)
    path = _path(context)
    is_filtered = any(value for key, value in query.items() if key not in {"sort", "page"})
    return _render(
        "filter_form", form=form, path=path, sort=query.get("sort", ""), is_filtered=is_filtered
    )


# --- work under way ---


@register.simple_tag
def progress(done: int, total: int | None, label: str) -> str:
    """How far a piece of work is. total: None while it is not known yet."""
    percent = min(100, done * 100 // total) if total else None
    return _render("progress", done=done, total=total, label=label, percent=percent)


@register.simple_block_tag
def polled(content: str, url: str, *, every_s: int = 2) -> str:
    """Content that asks url for its own replacement every few seconds.

    The answer replaces the whole part: send it again with {% polled %} while work goes on, and
    without when it has ended. Without a script a link renews the page.
    """
    return _render("polled", content=content, url=url, every_s=every_s)


# --- forms ---


@register.simple_tag
def form_fields(form: BaseForm) -> str:
    """All fields of a form, after a summary of what has to be corrected."""
    return _render("form_fields", form=form)


@register.simple_tag
def field(bound: BoundField, *, hide_label: bool = False) -> str:
    """A field with its label, help and errors, tied together for a screen reader."""
    if bound.is_hidden:
        return bound.as_hidden()
    widget = _widget(bound, described_by=bound.aria_describedby)
    return _render("field", field=bound, widget=widget, shape=_shape(bound), hide_label=hide_label)


@register.simple_tag
def upload_field(bound: BoundField) -> str:
    """A file field under the reminder that no state secret belongs here."""
    notice_id = f"{bound.auto_id}_secrets"
    widget = _widget(bound, described_by=f"{notice_id} {bound.aria_describedby or ''}".strip())
    return _render("upload_field", field=bound, widget=widget, shape="line", notice_id=notice_id)


@register.simple_tag(takes_context=True)
def post_button(
    context: Context,
    url: str,
    label: str,
    *,
    tone: str = "outline-secondary",
    icon: str = "",
    confirm: str = "",
    small: bool = False,
) -> str:
    """A form of one button, for what changes something. confirm: the question asked first."""
    return render_to_string(
        "site/components/post_button.html",
        {
            "url": url,
            "label": label,
            "tone": tone,
            "icon": icon,
            "confirm": confirm,
            "small": small,
            "csrf_token": context.get("csrf_token"),
        },
    )


# --- how the parts above are put together ---

_HIDDEN = mark_safe('aria-hidden="true" focusable="false"')


class _StatementLine:
    """A statement as one line of the source mark."""

    def __init__(self, statement: Any) -> None:
        self.value = _shown(getattr(statement, "shown_value", statement.value))
        self.source = statement.source
        self.is_chosen = statement.is_chosen


def _render(component: str, **context: Any) -> SafeString:
    return render_to_string(f"site/components/{component}.html", context)


def _known_tone(tone: str) -> str:
    return tone if tone in TONES else "neutral"


def _escaped(text: str) -> SafeString:
    return conditional_escape(text)


def _shown(value: object) -> str:
    """A value of a statement as a reader expects it: a list in a row, nothing as nothing."""
    if value is None:
        return ""
    if isinstance(value, dict):
        return _shown(list(value.values()))
    if isinstance(value, list | tuple):
        return ", ".join(filter(None, map(_shown, value)))
    return str(value)


def _query(context: Context) -> Any:
    request = context.get("request")
    return request.GET if request else {}


def _path(context: Context) -> str:
    request = context.get("request")
    return request.path if request else ""


def _address(context: Context, **changed: object) -> str:
    """This page's address with some parameters changed; None takes one away."""
    query = _query(context)
    kept = [(key, value) for key, values in _lists(query) if key not in changed for value in values]
    added = [(key, str(value)) for key, value in changed.items() if value is not None]
    return f"{_path(context)}?{urlencode([*kept, *added])}"


def _lists(query: Any) -> Iterable[tuple[str, list[str]]]:
    return query.lists() if hasattr(query, "lists") else ()


def _shape(bound: BoundField) -> str:
    """How the field is laid out: "check" beside its label, "choices" in a fieldset, else "line"."""
    widget = bound.field.widget
    if isinstance(widget, CheckboxInput):
        return "check"
    return "choices" if isinstance(widget, CheckboxSelectMultiple | RadioSelect) else "line"


def _widget(bound: BoundField, *, described_by: str | None) -> SafeString:
    """The input itself, in Bootstrap's class for its kind beside the classes it brought.

    described_by: the ids of its notes; a group of choices carries them on its fieldset instead.
    """
    widget = bound.field.widget
    if _shape(bound) == "choices":
        return bound.as_widget()
    classes = [str(widget.attrs.get("class", "")), _bootstrap_class(widget)]
    if bound.errors:
        classes.append("is-invalid")
    attributes: dict[str, str | bool] = {"class": " ".join(filter(None, classes))}
    if described_by:
        attributes["aria-describedby"] = described_by
    return bound.as_widget(attrs=attributes)


def _bootstrap_class(widget: Widget) -> str:
    if isinstance(widget, CheckboxInput):
        return "form-check-input"
    return "form-select" if isinstance(widget, Select) else "form-control"
