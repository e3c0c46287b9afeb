"""Forms of steps that begin with something, or ask in rows."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _

from linli.base.accounts.models import Post
from linli.cases.forms import Data, StepForm
from linli.cases.models import Case
from linli.cases.picking import PickField
from linli.core.zone import local_day
from linli.procedures.disputes import choosing, selectors
from linli.procedures.disputes.duties_field import with_duties
from linli.procedures.disputes.procedure import DISPUTE


class _Form(StepForm):
    """A form drawn from its step."""

    key = ""

    def __init__(self, case: Case, post: Post, data: Data = None) -> None:
        super().__init__(DISPUTE.transition(self.key), case, post, data)
        self.begin(case)

    def begin(self, case: Case) -> None:
        """Fill in what is known."""


class _TodayForm(_Form):
    """A form whose day is today unless another one is said."""

    def begin(self, case: Case) -> None:
        """Fill in today."""
        for need in DISPUTE.transition(self.key).needs:
            if need.kind == "date":
                self.initial[need.key] = local_day(timezone.now())


def _dated(key: str) -> type[_TodayForm]:
    return type(f"{key.title().replace('_', '')}Form", (_TodayForm,), {"key": key})


# Those that take files are drawn by the engine.
DATED = ("take_effect", "visit_30", "visit_90", "apply_confirmation", "tell_ways")


class ConsentForm(_Form):
    """Asks of those alone who were not asked yet."""

    key = "record_consent"

    def begin(self, case: Case) -> None:
        """Leave out who agreed."""
        waiting = choosing.party_labels(choosing.unasked(case))
        drawn = self.fields["party"]
        self.fields["party"] = PickField(waiting, label=drawn.label)
        if len(waiting) == 1:
            self.initial["party"] = next(iter(waiting))


class AcceptForm(_Form):
    """The type, as registered."""

    key = "accept"

    def begin(self, case: Case) -> None:
        """Begin with the type as it was registered."""
        self.initial["kind"] = case.dispute.kind


class ConcludeForm(_Form):
    """The agreement, with who does what by when."""

    key = "conclude"

    def begin(self, case: Case) -> None:
        """Begin with the matter as it was registered."""
        self.fields["duties"] = with_duties(case, self.fields)
        self.initial["facts"] = case.dispute.matter


class OralForm(_Form):
    """The same by word of mouth."""

    key = "agree_orally"

    def begin(self, case: Case) -> None:
        """Take today, unless another day is said."""
        self.fields["duties"] = with_duties(case, self.fields)
        self.initial["reached_on"] = local_day(timezone.now())


class SessionForm(_Form):
    """A session that was held, with the place that was set for it."""

    key = "record_session"

    def begin(self, case: Case) -> None:
        """Begin with the session that was planned."""
        planned = case.dispute.sessions.filter(held_at=None).first()
        if planned:
            self.initial["held_on"] = min(local_day(planned.planned_at), local_day(timezone.now()))
            self.initial["place"] = planned.place or _("Video")


class PerformanceForm(_Form):
    """What was due first."""

    key = "record_performance"

    def begin(self, case: Case) -> None:
        """Begin with what is due first."""
        waiting = selectors.open_obligations(case)
        self.initial["obligation"] = str(waiting[0].pk) if waiting else None
        self.initial["done_on"] = local_day(timezone.now())


FORMS: Mapping[str, type[forms.Form]] = {
    **{key: _dated(key) for key in DATED},
    **{
        one.key: one
        for one in (AcceptForm, ConsentForm, ConcludeForm, OralForm, SessionForm, PerformanceForm)
    },
}
