"""The two real reports in ../shared/seeds, against a list made by hand: where each demand begins
and ends in the mended text, on which subject, by whom, to whom. No sentence is copied here."""

from __future__ import annotations

from pathlib import Path

import pytest

from linli.core.conferences import read
from linli.core.mending import mend

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
PROVINCE, CITY = "000_eefeded74712d260.txt", "002_af3f0795cd7a40ae.txt"

# Number, from, to, subject.
DEMANDS = {
    PROVINCE: (
        ("1", 63, 106, "leadership"),
        ("2", 107, 353, "organisations"),
        ("2.1", 135, 211, "organisations"),
        ("2.2", 212, 265, "organisations"),
        ("2.3", 266, 353, "employment"),
        ("3", 354, 579, "governance"),
        ("3.1", 392, 463, "governance"),
        ("3.2", 464, 525, "powers"),
        ("3.3", 526, 579, "burden"),
        ("4", 580, 718, "services"),
        ("4.1", 622, 647, "disputes"),
        ("4.2", 648, 656, "suggestions"),
        ("4.3", 657, 674, "volunteers"),
        ("4.4", 675, 718, "services"),
        ("5", 726, 757, "leadership"),
        ("6", 758, 775, "leadership"),
        ("7", 776, 818, "leadership"),
        ("8", 819, 884, "leadership"),
        ("9", 885, 967, "workforce"),
        ("10", 999, 1123, "leadership"),
        ("11", 1124, 1222, "organisations"),
        ("11.1", 1140, 1165, "organisations"),
        ("11.2", 1166, 1186, "governance"),
        ("11.3", 1187, 1198, "petitions"),
        ("11.4", 1199, 1209, "disputes"),
        ("11.5", 1210, 1222, "services"),
    ),
    CITY: (
        ("1", 33, 138, "leadership"),
        ("2", 310, 428, "leadership"),
        ("3", 571, 649, "leadership"),
        ("3.1", 615, 649, "governance"),
        ("4", 650, 706, "organisations"),
        ("4.1", 662, 675, "organisations"),
        ("4.2", 676, 689, "organisations"),
        ("4.3", 690, 706, "employment"),
        ("5", 707, 746, "governance"),
        ("5.1", 726, 732, "governance"),
        ("5.2", 733, 739, "governance"),
        ("5.3", 740, 746, "burden"),
        ("6", 747, 789, "services"),
        ("6.1", 759, 767, "petitions"),
        ("6.2", 768, 778, "suggestions"),
        ("6.3", 779, 789, "volunteers"),
        ("7", 796, 813, "leadership"),
        ("8", 814, 829, "leadership"),
        ("9", 830, 846, "leadership"),
        ("10", 847, 862, "leadership"),
        ("11", 863, 891, "leadership"),
        ("12", 892, 939, "leadership"),
        ("12.1", 902, 911, "workforce"),
        ("12.2", 912, 924, "leadership"),
    ),
}
# The speakers by the place of their names, and the demands that are theirs.
SPEAKERS = {
    PROVINCE: {(26, 29): range(1, 10), (45, 48): range(10, 12)},
    CITY: {(21, 23): range(1, 13)},
}
# Whom demands address: the number of characters with which they begin.
ADDRESSEES = {
    PROVINCE: {"6": 6, "7": 4, "10": 8},
    CITY: {"2": 2, "8": 8, "9": 6, "10": 8, "11": 6},
}


@pytest.fixture(params=[PROVINCE, CITY])
def seed(request):
    """A real report: its name, its mended text, and what is read from it."""
    path = SEEDS / request.param
    if not path.exists():
        pytest.skip(f"{path.name} is not on this machine")
    text = mend(path.read_text("utf-8")).text
    return request.param, text, read(text)


def flat(directives):
    for directive in directives:
        yield directive
        yield from flat(directive.children)


@pytest.mark.shared
class TestSeeds:
    def test_yield_every_demand_and_none_besides(self, seed):
        name, _, found = seed
        listed = [(one.no, one.start, one.end, one.subject) for one in flat(found.directives)]
        assert listed == list(DEMANDS[name])

    def test_name_who_demands_it(self, seed):
        name, text, found = seed
        expected = {
            number: text[start:end]
            for (start, end), numbers in SPEAKERS[name].items()
            for number in numbers
        }
        assert {
            int(one.no.split(".")[0]): one.speaker for one in flat(found.directives)
        } == expected
        assert [person.name for person in found.speakers] == list(dict.fromkeys(expected.values()))

    def test_name_whom_it_addresses(self, seed):
        name, text, found = seed
        addressed = {one.no: one.addressee for one in flat(found.directives) if one.addressee}
        assert addressed == {
            one.no: text[one.start : one.start + ADDRESSEES[name][one.no]]
            for one in flat(found.directives)
            if one.no in ADDRESSEES[name]
        }

    def test_say_when_at_which_level_and_who_was_there(self, seed):
        name, text, found = seed
        date, level, host, present, venues = {
            PROVINCE: ("--02-26", "province", (8, 10), 8, 4),
            CITY: ("--02-14", "city", (6, 8), 8, 2),
        }[name]
        assert (found.date, found.level) == (date, level)
        assert found.host == text[slice(*host)]
        assert len(found.present) == present
        assert len(found.venues) == venues
        assert all(person.post and text.count(person.name) for person in found.present)

    def test_hold_nothing_that_the_report_does_not(self, seed):
        _, text, found = seed
        people = (*found.speakers, *found.present)
        named = [found.host, found.place, found.chair, *found.venues, *found.documents]
        named += [part for person in people for part in (person.name, person.post)]
        assert all(one in text for one in named if one)
