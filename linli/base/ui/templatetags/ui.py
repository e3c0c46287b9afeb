"""Filters and tags that every template has without loading them.

Each tag that draws is a template under `ui/components/`; docs/reference/components.md lists them
with their parameters, and `/components/` shows them.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.forms import BoundField
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from linli.base.ui import times
from linli.base.ui.forms import widget_kind
from linli.base.ui.language import said
from linli.base.ui.pieces import TONES
from linli.core.text import Text

register = template.Library()

BUTTONS = {
    "main": "btn-primary",
    "plain": "btn-outline-secondary",
    "quiet": "btn-link",
    "danger": "btn-danger",
}
CONTROLS = {"check": "form-check-input", "choices": "", "select": "form-select"}


@register.filter
def say(text: object) -> object:
    """Return a `Text` in the language of the screen; anything else as it is, None as nothing."""
    if isinstance(text, Text):
        return said(text)
    return "" if text is None else text


@register.filter
def when(at: datetime | None, now: datetime | None = None) -> str:
    """Return `at` as people read it, "today 14:05", counted from `now` (`{{ at|when:now }}`)."""
    return times.time_in_words(at, now or timezone.now()) if at else ""


@register.filter
def day(on: date | None) -> str:
    """Return the whole date as people read it, "8 Oct 2026", of a day or of a time."""
    if on is None:
        return ""
    return times.date_in_words(timezone.localtime(on).date() if isinstance(on, datetime) else on)


@register.filter
def left(due_at: datetime | None, now: datetime) -> str:
    """Return "3 days left, due 8 Oct" or "overdue by 2 days" (`{{ due_at|left:now }}`)."""
    return times.left_in_words(due_at, now) if due_at else ""


@register.filter
def key(mapping: Any, name: object) -> Any:
    """Return the value of `mapping` under `name`, or nothing."""
    return mapping.get(name, "") if mapping else ""


@register.inclusion_tag("ui/components/icon.html")
def icon(name: str, label: object = "") -> dict[str, object]:
    """A sign from the sprite; hidden from screen readers unless it has a `label`."""
    return {"name": name, "label": label}


@register.inclusion_tag("ui/components/button.html")
def button(label: object, kind: str = "main", **parts: object) -> dict[str, object]:
    """A link if `href` is given, else a button; `kind` is main, plain, quiet or danger.

    Other parts: `icon`, `type`, `name`, `value`, `form`, `small`, `shortcut` (a single key).
    """
    return {"label": label, "look": BUTTONS[kind], **parts}


@register.inclusion_tag("ui/components/badge.html")
def badge(label: object, tone: str = "neutral", icon: str = "") -> dict[str, object]:
    """A state in a word or two, in one of the tones."""
    return {"label": label, "tone": _known(tone), "icon": icon}


@register.inclusion_tag("ui/components/clock.html", takes_context=True)
def clock(context: Context, due_at: datetime | None, **parts: Any) -> dict[str, Any]:
    """A running term: what is left, and one tap away its name, end and article.

    Parts: `name` (Text), `basis` (Basis), `warn_at` (time from which it warns; else a day
    before), `ended_at`, `is_paused`, `is_provisional`, `now` (else the page's).
    """
    now = parts.pop("now", None) or context.get("now") or timezone.now()
    state = times.clock_state(due_at, now, **{k: parts.get(k) for k in times.CLOCK_PARTS})
    return {"due_at": due_at, "now": now, "state": state, **parts}


@register.inclusion_tag("ui/components/nothing.html")
def nothing(title: object, **parts: object) -> dict[str, object]:
    """An empty list: a `title`, a `text` saying what to do, and perhaps `label` and `href`."""
    return {"title": title, **parts}


@register.inclusion_tag("ui/components/crumbs.html")
def crumbs(items: Any) -> dict[str, Any]:
    """The way down to this page, a list of `Crumb`."""
    return {"items": items}


@register.inclusion_tag("ui/components/tabs.html")
def tabs(items: Any, label: object) -> dict[str, Any]:
    """Views of one list side by side, `Tab`s, under an accessible `label`."""
    return {"items": items, "label": label}


@register.inclusion_tag("ui/components/pager.html")
def pager(previous: str = "", next: str = "") -> dict[str, str]:  # noqa: A002
    """Links to the pages before and after this one, either address empty at the end."""
    return {"previous": previous, "next": next}


@register.inclusion_tag("ui/components/steps.html")
def steps(names: Any, current: int, label: object = "") -> dict[str, Any]:
    """Where one is in a sequence; `current` counts from 1."""
    return {"names": names, "current": current, "label": label}


@register.inclusion_tag("ui/components/progress.html")
def progress(label: object, value: object = None, most: object = 100) -> dict[str, object]:
    """How far long work has come; without a `value` only that it goes on."""
    return {"label": label, "value": value, "most": most}


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """What is wrong with a form, each line a link to its field; nothing when all is well."""
    wrong = [bound for bound in form if bound.errors and not bound.is_hidden]
    lines = [
        (bound.errors, _target(bound), str(bound.label or "").rstrip("?？.。:："))
        for bound in wrong
    ]
    return {"form": form, "lines": lines}


@register.simple_tag
def field(bound: BoundField) -> SafeString:
    """A form's field with label, help and error: `{% field form.name %}`."""
    return bound.as_field_group()


@register.simple_tag
def widget(bound: BoundField) -> SafeString:
    """The bare input of a field in our look; `field.html` uses it."""
    given = bound.field.widget.attrs.get("class", "")
    look = CONTROLS.get(widget_kind(bound.field.widget), "form-control")
    return bound.as_widget(attrs={"class": f"{look} {given}".strip()} if look or given else None)


@register.filter
def layout(bound: BoundField) -> str:
    """Return how the field's input is laid out; see `widget_kind`."""
    return widget_kind(bound.field.widget)


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: object = "") -> SafeString:
    """Something to know before going on, in one of the tones."""
    parts = {"content": content, "tone": _known(tone), "title": title}
    return render_to_string("ui/components/notice.html", parts)


@register.simple_block_tag
def panel(content: str, title: object = "", level: int = 2, **parts: object) -> SafeString:
    """A card; `title` stands in a heading of `level`. Other parts: `href`, `id`, `tone`."""
    parts |= {"content": content, "title": title, "level": level}
    return render_to_string("ui/components/panel.html", parts)


@register.simple_block_tag
def fact(content: str, label: object) -> SafeString:
    """A line of `<dl class="facts">`: what is asked and what is known."""
    return render_to_string("ui/components/fact.html", {"content": content, "label": label})


@register.simple_block_tag(takes_context=True)
def event(context: Context, content: str, title: object, at: datetime, **parts: Any) -> SafeString:
    """A line of `<ol class="timeline">`. Other parts: `who`, `tone`, `icon`."""
    # A body of blanks only is no body.
    body = content if content.strip() else ""
    parts |= {"content": body, "title": title, "at": at, "now": context.get("now")}
    return render_to_string("ui/components/event.html", parts)


@register.simple_block_tag
def more(content: str, summary: object) -> SafeString:
    """Something that few need, behind a line that opens it."""
    return render_to_string("ui/components/more.html", {"content": content, "summary": summary})


@register.simple_block_tag
def filters(content: str, chips: Any = (), clear: str = "") -> SafeString:
    """A form of GET that narrows a list: inputs inside, the filters in force as `Chip`s."""
    parts = {"content": content, "chips": chips, "clear": clear}
    return render_to_string("ui/components/filters.html", parts)


def _known(tone: str) -> str:
    if tone not in TONES:
        raise ValueError(f"no such tone: {tone!r}")
    return tone


def _target(bound: BoundField) -> str:
    """The id to jump to: of the input, or of the first choice of several."""
    return bound.id_for_label or f"{bound.auto_id}_0"
