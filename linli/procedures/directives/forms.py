"""What staff fill in beside the steps: a directive, a report to ask for, a practice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from linli.base.accounts.models import Post, Unit
from linli.base.regions.levels import LEVELS
from linli.base.ui.forms import DayInput
from linli.base.ui.language import said
from linli.cases.fields import LONGEST_TEXT
from linli.procedures.directives import sources
from linli.procedures.directives.asking import MOST_QUESTIONS, Asked
from linli.procedures.directives.choosing import (
    ResponsibleChoice,
    UnitsChoice,
    today,
    units_below,
)
from linli.procedures.directives.opening import Given, Task
from linli.registers.conferences.models import Demand

Data = Mapping[str, Any] | None
# Whoever files is on one of these; what lies below a town is asked nothing.
FILING = ("province", "city", "county", "township")
# A question whose answer is a number ends with this.
NUMBER = "#"
# Once the lead unit is chosen, its posts are shown; the page itself answers.
SHOWS_POSTS = {
    "hx-post": "",
    "hx-trigger": "change",
    "hx-vals": '{"look": "1"}',
    "hx-target": "#responsible",
    "hx-select": "#responsible",
    "hx-swap": "outerHTML",
}
ORDER = ("task", "document", "lead", "responsible", "measure", "due_on", "assisting")


def area(rows: int) -> forms.Textarea:
    """Return a box of that many rows."""
    return forms.Textarea(attrs={"rows": rows})


class LeadChoice(forms.ModelChoiceField):
    """One of the units that one may direct, or the own unit, in groups."""

    def __init__(self, own: Unit, groups: list[tuple[str, list[Unit]]], **kwargs: Any) -> None:
        units = [own, *(unit for _, group in groups for unit in group)]
        rows = Unit.objects.filter(pk__in=[unit.pk for unit in units])
        super().__init__(rows.select_related("region"), **kwargs)
        self.choices = [
            ("", "—"),
            (own.pk, said(own.text)),
            *(
                (name, [(one.pk, said(one.text)) for one in group])
                for name, group in groups
                if group
            ),
        ]


class GiveForm(forms.Form):
    """A directive: a confirmed demand of a conference, or what a document asks."""

    task = forms.CharField(
        label=gettext_lazy("What is to be done"), max_length=LONGEST_TEXT, widget=area(5)
    )
    document = forms.CharField(
        label=gettext_lazy("Document on which it stands"), max_length=200, required=False
    )
    measure = forms.CharField(
        label=gettext_lazy("Measure"),
        help_text=gettext_lazy("How one will see that it is done."),
        max_length=200,
    )
    due_on = forms.DateField(label=gettext_lazy("Due on"), widget=DayInput)

    def __init__(
        self,
        post: Post,
        data: Data = None,
        *,
        initial: Data = None,
        demand: Demand | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        self.demand = demand
        # In the name of the host, where the unit is the office of a conference.
        self.host = demand.conference.host if demand else post.unit
        self._offer(units_below(self.host, today()), str((data or initial or {}).get("lead", "")))
        if demand:
            del self.fields["task"], self.fields["document"]
        self.order_fields(ORDER)

    def _offer(self, groups: list[tuple[str, list[Unit]]], lead: str) -> None:
        """Offer the units, and the posts of the one that is chosen."""
        self.fields["lead"] = LeadChoice(
            self.host,
            groups,
            label=_("Lead unit"),
            help_text=_("Your own unit, if it breaks the task down itself."),
        )
        self.fields["lead"].widget.attrs |= SHOWS_POSTS
        units = [self.host, *(unit for _, group in groups for unit in group)]
        self.fields["responsible"] = ResponsibleChoice(
            next((unit for unit in units if str(unit.pk) == lead), None),
            label=_("First responsible post"),
            help_text=_("Who answers for it in the lead unit, as a rule its head."),
            required=False,
        )
        self.fields["assisting"] = UnitsChoice(groups, label=_("Assisting units"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuse a lead unit that assists as well."""
        given: dict[str, Any] = super().clean() or {}
        if given.get("lead") in (given.get("assisting") or []):
            self.add_error("assisting", _("The lead unit can't assist itself."))
        return given

    def task_given(self) -> Task:
        """Return the checked form as a task of a document."""
        given = self.cleaned_data
        return Task(given["task"], given["measure"], given["due_on"], document=given["document"])

    def to(self) -> Given:
        """Return to whom it is given."""
        given = self.cleaned_data
        return Given(given["lead"], tuple(given["assisting"]), given["responsible"])


class AskForm(forms.Form):
    """A report to ask for: figures that Linli fills in, and questions."""

    title = forms.CharField(label=gettext_lazy("Name of the report"), max_length=120)
    why = forms.CharField(
        label=gettext_lazy("What it is for"),
        help_text=gettext_lazy("Stands on the form that units see."),
        max_length=200,
    )
    due_on = forms.DateField(label=gettext_lazy("To be filed by"), widget=DayInput)
    questions = forms.CharField(
        label=gettext_lazy("Questions, one a line"),
        required=False,
        max_length=2000,
        widget=area(4),
    )

    def __init__(self, levels: Mapping[str, int], data: Data = None) -> None:
        """Offer those `levels` at which there is somebody to file, with how many."""
        super().__init__(data)
        self.fields["questions"].help_text = _(
            "Only what Linli does not have, at most %(most)d. End a line with # for a number."
        ) % {"most": MOST_QUESTIONS}
        self.fields["level"] = forms.ChoiceField(
            label=_("Which level files it"),
            help_text=_("One level only; those above read the sums."),
            choices=[
                (
                    key,
                    _("%(level)s (%(count)d)") % {"level": said(LEVELS[key].name), "count": count},
                )
                for key, count in levels.items()
                if count
            ],
        )
        self.known = sources.sources()
        self.fields["figures"] = forms.MultipleChoiceField(
            label=_("Figures that Linli fills in"),
            required=False,
            choices=_grouped(self.known),
            widget=forms.CheckboxSelectMultiple,
        )
        self.order_fields(["title", "why", "level", "due_on", "questions", "figures"])

    def fields_asked(self) -> list[Asked]:
        """Return the fields in their order: figures first, then questions."""
        given = self.cleaned_data
        found = [Asked(said(self.known[key].name), key) for key in given["figures"]]
        for line in given["questions"].splitlines():
            name = line.strip()
            if name:
                is_number = name.endswith(NUMBER)
                found.append(Asked(name.rstrip(NUMBER).strip()[:120], is_number=is_number))
        return found


class PracticeForm(forms.Form):
    """How a unit did it."""

    title = forms.CharField(label=gettext_lazy("Heading of the practice"), max_length=120)
    text = forms.CharField(
        label=gettext_lazy("What was done, and what came of it"),
        help_text=gettext_lazy("Nobody must write one, and none is ranked."),
        max_length=LONGEST_TEXT,
        widget=area(5),
    )


class OutcomeForm(forms.Form):
    """What came of a practice that was taken up."""

    outcome = forms.CharField(
        label=gettext_lazy("What came of it"),
        help_text=gettext_lazy("“Nothing” is as good an answer as any."),
        max_length=LONGEST_TEXT,
        widget=area(2),
    )


def _grouped(known: Mapping[str, sources.Source]) -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for key, one in known.items():
        groups.setdefault(said(one.origin), []).append((key, said(one.name)))
    return list(groups.items())
