"""What the component pages show: a template for each component and the values it needs."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from linli.base.ui.forms import DayInput
from linli.base.ui.pieces import TONES, Chip, Tab
from linli.core.procedure import Basis
from linli.core.text import Text


@dataclass(frozen=True, slots=True)
class Example:
    """A component's page; its template is `ui/examples/<key>.html`."""

    key: str
    name: Text

    @property
    def template(self) -> str:
        """Return the template's name."""
        return f"ui/examples/{self.key}.html"


EXAMPLES = {
    example.key: example
    for example in (
        Example("buttons", Text("按钮与图标", "Buttons and icons")),
        Example("badges", Text("状态标签", "Badges")),
        Example("clocks", Text("时限", "Clocks")),
        Example("notices", Text("提示", "Notices")),
        Example("panels", Text("卡片与要素", "Panels and facts")),
        Example("fields", Text("输入项", "Fields")),
        Example("errors", Text("填写有误", "Errors")),
        Example("lists", Text("列表", "Lists")),
        Example("nothing", Text("空列表", "Empty lists")),
        Example("timeline", Text("办理经过", "Timeline")),
        Example("steps", Text("步骤与进度", "Steps and progress")),
        Example("more", Text("展开说明", "More")),
    )
}
# Whole pages that have no address of their own, or only when something goes wrong.
SHOWN = {
    "portal": "ui/examples/portal.html",
    "bare": "ui/examples/bare.html",
    "400": "400.html",
    "403": "403.html",
    "403_csrf": "403_csrf.html",
    "404": "404.html",
    "500": "500.html",
    "503": "503.html",
}
HANDLING = Basis(Text("《信访工作条例》", "Regulations on Petition Work"), "第三十四条", "A")
HOTLINE = Basis(Text("热线办理时限（北京）", "Hotline time limits (Beijing)"), "", "B")


class LetterForm(forms.Form):
    """Every kind of field once."""

    name = forms.CharField(label=_("Your name"), max_length=40)
    telephone = forms.CharField(
        label=_("Telephone"),
        required=False,
        help_text=_("So that we can call you back. Seen by those who handle the matter only."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "tel"}),
    )
    matter = forms.CharField(label=_("What is it about?"), widget=forms.Textarea(attrs={"rows": 4}))
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=[("", _("Choose one")), ("help", _("Help wanted")), ("idea", _("Suggestion"))],
    )
    channel = forms.ChoiceField(
        label=_("How shall we answer?"),
        choices=[("call", _("By telephone")), ("text", _("By text message")), ("web", _("Here"))],
        widget=forms.RadioSelect,
    )
    days = forms.MultipleChoiceField(
        label=_("When can we reach you?"),
        required=False,
        choices=[("week", _("Workdays")), ("end", _("Weekends"))],
        widget=forms.CheckboxSelectMultiple,
    )
    since = forms.DateField(label=_("Since when?"), required=False, widget=DayInput)
    photo = forms.FileField(label=_("Photo"), required=False, help_text=_("Up to 10 MB."))
    is_agreed = forms.BooleanField(label=_("You may share this with the unit that handles it."))


class FilterForm(forms.Form):
    """Two filters of a list."""

    text = forms.CharField(label=_("Words"), required=False)
    grade = forms.ChoiceField(
        label=_("Grade"), required=False, choices=[("", _("All")), ("urgent", _("Urgent"))]
    )


def values(now: datetime) -> dict[str, Any]:
    """Return what the example templates need, its times relative to `now`."""
    end = now.replace(hour=15, minute=59, second=59, microsecond=0)  # 23:59:59 in Shanghai
    return {
        "letter": LetterForm(auto_id="letter_%s"),
        "wrong_letter": LetterForm({"telephone": "138"}, auto_id="wrong_%s"),
        "filter_form": FilterForm(auto_id="filter_%s"),
        "tones": TONES,
        "handling": HANDLING,
        "hotline": HOTLINE,
        "in_hours": now + timedelta(hours=3),
        "in_days": end + timedelta(days=3),
        "today_end": end if end > now else end + timedelta(days=1),
        "over": end - timedelta(days=2),
        "long_ago": now - timedelta(days=400),
        "yesterday": now - timedelta(days=1),
        "tabs": [
            Tab(_("New"), "?view=new", 12, is_current=True),
            Tab(_("Due soon"), "?view=soon", 3),
            Tab(_("Overdue"), "?view=over", 0),
            Tab(_("Waiting for others"), "?view=waiting", 100, is_capped=True),
        ],
        "chips": [Chip(_("Urgent"), "?"), Chip(_("This month"), "?")],
        "step_names": [_("Write"), _("Check"), _("Receipt")],
    }
