"""The reference pages in docs/ say what the declarations say."""

from pathlib import Path

from linli.base.accounts.kinds import ROLES
from linli.cases.registry import rooms
from linli.core.reference_page import page

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "reference" / "procedures"


def test_every_procedure_has_a_page_that_is_up_to_date():
    names = {key: role.name for key, role in ROLES.items()}
    for room in rooms:
        written = (FOLDER / f"{room.procedure.key}.md").read_text()
        assert written == page(room.procedure, names), "run scripts/reference"


def test_no_page_is_left_of_a_procedure_that_is_gone():
    assert {path.stem for path in FOLDER.glob("*.md")} == set(rooms.keys())
