"""Messages of a file become cases, each once, whatever interrupts the run."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from linli.base.audit.log import entries
from linli.cases.models import Case, Message
from linli.core.errors import Refused
from linli.intake import opening
from linli.intake.fields import Columns
from linli.intake.opening import Tally, open_all, prepare
from linli.intake.reading import Source

NOW = datetime(2026, 3, 4, 2, 0, tzinfo=UTC)
SHARED = Path(__file__).resolve().parents[3] / "shared" / "data" / "messages"
CITY = 370100000000


def rows(count, start=1):
    return [
        {"id": n, "title": f"路灯{n}", "time": "2024/1/2 3:04:05", "detail": f"第{n}盏灯坏了。"}
        for n in range(start, start + count)
    ]


@pytest.fixture
def run(cast, tmp_path):
    """Open lines (objects, or text as it is) and return the tally and the refused lines."""

    def run_on(lines, source="intake", unit="hotline_centre", region=CITY, progress=None):
        path = tmp_path / "messages.jsonl"
        text = [line if isinstance(line, str) else json.dumps(line) for line in lines]
        path.write_text("\n".join(text), "utf-8")
        columns = Columns()
        intake = prepare(source=source, region_code=region, unit_code=unit, columns=columns, at=NOW)
        tally, refused = Tally(), {}
        open_all(
            intake,
            Source(path, needed=columns.needed),
            tally=tally,
            on_refusal=refused.__setitem__,
            progress=progress or (lambda done, total: None),
        )
        return tally, refused

    return run_on


class TestOpenAll:
    def test_opens_cases_that_wait_for_dispatch_at_the_unit(self, run, cast):
        tally, refused = run(rows(3))
        assert (tally.opened, tally.known, refused) == (3, 0, {})
        for case in Case.objects.select_related("message"):
            assert (case.procedure, case.state) == ("hotline", "received")
            assert case.coordinator_id == case.unit_id == cast.hotline_centre.pk
            assert case.message.received_at == NOW
            assert case.message.channel == "import"
            assert [entry.kind for entry in entries(case.chain)] == ["case.opened"]

    def test_opens_nothing_the_second_time(self, run):
        run(rows(3))
        tally, _ = run(rows(4))
        assert (tally.opened, tally.known) == (1, 3)
        assert Message.objects.count() == Case.objects.count() == 4

    def test_opens_the_same_id_with_another_text(self, run):
        again = {**rows(1)[0], "detail": "还是没修。"}
        tally, _ = run([*rows(1), again, again])
        assert (tally.opened, tally.known) == (2, 1)

    def test_opens_the_same_line_of_another_source(self, run):
        run(rows(1))
        tally, _ = run(rows(1), source="12345")
        assert tally.opened == 1
        assert set(Message.objects.values_list("source", flat=True)) == {"intake", "12345"}

    def test_tells_each_refused_line_and_goes_on(self, run):
        empty, dated = {**rows(1)[0], "detail": ""}, {**rows(1)[0], "time": "never"}
        tally, refused = run([*rows(1), "{", empty, dated, *rows(1, start=2)])
        assert (tally.opened, tally.refused) == (2, 3)
        assert list(refused) == [2, 3, 4]
        assert all(why.zh and why.en for why in refused.values())

    def test_leaves_whole_batches_when_it_is_cut_short(self, run, monkeypatch):
        monkeypatch.setattr(opening, "BATCH", 2)
        opened = opening.open_request

        def cut_short(draft, **values):
            if "第4盏" in draft.body:
                raise KeyboardInterrupt
            return opened(draft, **values)

        monkeypatch.setattr(opening, "open_request", cut_short)
        with pytest.raises(KeyboardInterrupt):
            run(rows(5))
        assert Case.objects.count() == 2
        monkeypatch.undo()
        tally, _ = run(rows(5))
        assert (tally.opened, tally.known) == (3, 2)

    def test_says_how_far_it_is(self, run, monkeypatch):
        monkeypatch.setattr(opening, "BATCH", 2)
        said = []
        run(rows(5), progress=lambda done, total: said.append(done / total))
        assert len(said) == 3
        assert said[-1] == 1


class TestPrepare:
    def test_takes_a_unit_with_a_hotline_clerk(self, cast):
        post = cast.hotline_clerk
        post.unit = cast.city_government
        post.save()
        intake = prepare(
            source="a", region_code=CITY, unit_code="city_government", columns=Columns(), at=NOW
        )
        assert intake.unit == cast.city_government

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"unit_code": "none"}, "unit"),
            ({"unit_code": "department"}, "unit"),
            ({"unit_code": "government"}, "unit"),
            ({"region_code": 370199000000}, "region"),
            ({"region_code": 370000000000}, "unit"),
            ({"source": " "}, "source"),
            ({"source": "x" * 61}, "source"),
        ],
    )
    def test_refuses_what_does_not_fit(self, cast, changes, field):
        fitting = {"source": "a", "region_code": CITY, "unit_code": "hotline_centre"}
        with pytest.raises(Refused) as refused:
            prepare(**{**fitting, **changes}, columns=Columns(), at=NOW)
        assert refused.value.field == field


@pytest.mark.shared
class TestRealMessages:
    def test_are_all_opened_once(self, run):
        if not SHARED.exists():
            pytest.skip(f"the messages of {SHARED.name} are not on this machine")
        found = []
        for name in ("full", "likes"):
            with (SHARED / f"{name}.jsonl").open(encoding="utf-8") as file:
                found += [next(file) for _ in range(150)]
        tally, refused = run(found)
        assert (tally.opened, refused) == (300, {})
        tally, refused = run(found)
        assert (tally.opened, tally.known, refused) == (0, 300, {})
