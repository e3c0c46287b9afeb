"""Registers the engine's recurring work and wordings, and what it is asked by the rooms below."""

from __future__ import annotations

from linli.base.accounts.hooks import before_appointing, before_closing
from linli.base.administration import log_reading
from linli.base.jobs.schedule import schedule
from linli.base.notices import desk
from linli.base.privacy.hooks import erasing
from linli.cases import (
    indexing,
    measuring,
    recounting,
    retention,
    shadows,
    submissions,
    thresholds,
    wordings,
)
from linli.cases.closing import refuse_with_open_cases
from linli.cases.folding import fold, prove_daily
from linli.cases.sweep import once_each, sweep

wordings.register()
measuring.register()
retention.register()
thresholds.register()
schedule("cases.sweep", 1, sweep)
schedule("cases.fold", 1, fold)
schedule("cases.prove_figures", 24 * 60, prove_daily)
schedule("cases.forget_submissions", 60, submissions.forget)
recounting.register()
erasing.register("cases", indexing.erase_of)
before_closing.register("cases", refuse_with_open_cases)
before_appointing.register("cases", shadows.bar_who_joins)
desk.sieves.register("cases", shadows.notices)
desk.sieves.register("cases.lapsed", once_each)
log_reading.sieves.register("cases", shadows.lines)
log_reading.masks.register("cases", shadows.named)
