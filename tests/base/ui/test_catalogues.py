"""The tool for the Chinese of the pages: it finds every sentence, keeps work, names every gap."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.utils import translation

from linli.base.ui import catalogues
from linli.base.ui.catalogues import Room
from linli.base.ui.extraction import Sentence, sentences_of_python, sentences_of_template

PO = "locale/zh_Hans/LC_MESSAGES/django.po"


@pytest.fixture
def room(tmp_path: Path) -> Room:
    (tmp_path / "templates").mkdir()
    return Room("shed", tmp_path)


def write(room: Room, python: str = "", template: str = "") -> None:
    (room.folder / "views.py").write_text(python)
    (room.folder / "templates/page.html").write_text(template)


def put_into_chinese(room: Room, english: str, chinese: str) -> None:
    text = room.po.read_text()
    assert f'msgid "{english}"\nmsgstr ""' in text
    room.po.write_text(
        text.replace(f'msgid "{english}"\nmsgstr ""', f'msgid "{english}"\nmsgstr "{chinese}"')
    )


class TestExtraction:
    @pytest.mark.parametrize(
        ("source", "sentence"),
        [
            ('_("A")', Sentence("A")),
            ('gettext_lazy("A " "B")', Sentence("A B")),
            ('ngettext("%(n)s day", "%(n)s days", n)', Sentence("%(n)s day", "%(n)s days")),
            ('pgettext_lazy("month", "May")', Sentence("May", context="month")),
            ('npgettext("c", "one", "many", n)', Sentence("one", "many", "c")),
        ],
    )
    def test_reads_python(self, source, sentence):
        assert list(sentences_of_python(source)) == [sentence]

    @pytest.mark.parametrize(
        ("source", "sentence"),
        [
            ('{% translate "A" %}', Sentence("A")),
            ("<p class='a'>it's {% trans 'A' as a %}</p>", Sentence("A")),
            ('{% translate "May" context "month" %}', Sentence("May", context="month")),
            ('{% button _("Send") kind="plain" %}', Sentence("Send")),
            ('{{ value|default:_("none") }}', Sentence("none")),
            ("{% blocktranslate %}Hi {{ a }}{% endblocktranslate %}", Sentence("Hi %(a)s")),
            (
                "{% blocktranslate count n=n trimmed %}\n one (\n{% plural %}\n {{ n }} )"
                "\n{% endblocktranslate %}",
                Sentence("one (", "%(n)s )"),
            ),
        ],
    )
    def test_reads_templates(self, source, sentence):
        assert list(sentences_of_template(f"  {source}\n {{# it's #}} ) ]")) == [sentence]

    def test_passes_over_what_is_worked_out(self):
        assert list(sentences_of_python("_(name); pgettext('c', name)")) == []


class TestUpdate:
    def test_keeps_translations_and_tells_what_it_drops(self, room):
        write(room, '_("Send"); _("Old")')
        catalogues.update(room)
        put_into_chinese(room, "Send", "提交")
        put_into_chinese(room, "Old", "旧")
        write(room, '_("Send")', '{% translate "New" %}')
        assert catalogues.update(room) == [("Old", "旧")]
        text = room.po.read_text()
        assert 'msgid "Send"\nmsgstr "提交"' in text
        assert 'msgid "New"\nmsgstr ""' in text
        assert "Old" not in text

    def test_changes_nothing_at_the_second_run(self, room):
        write(room, '_("B"); _("A"); ngettext("%(n)s day", "%(n)s days", n)')
        catalogues.update(room)
        before = room.po.read_bytes()
        catalogues.update(room)
        assert room.po.read_bytes() == before
        assert b"views.py" not in before
        assert b"Date" not in before

    def test_makes_no_catalogue_for_a_room_without_words(self, room):
        write(room, "x = 1")
        catalogues.update(room)
        assert not room.po.exists()


class TestProblems:
    def test_names_a_sentence_without_chinese(self, room):
        write(room, '_("Send")')
        assert catalogues.problems([room]) == ["shed: not in the catalogue: 'Send'"]
        catalogues.update(room)
        assert catalogues.problems([room]) == ["shed: no Chinese: 'Send'"]
        put_into_chinese(room, "Send", "提交")
        assert catalogues.problems([room]) == []

    @pytest.mark.parametrize(
        ("english", "chinese", "fault"),
        [
            ("%(n)s of %(all)s", "共 %(all)s", "placeholders differ"),
            ("{name} left", "{nam} 离开", "placeholders differ"),
            ("%(n)s percent", "%(n)s%", "bare percent sign"),
        ],
    )
    def test_names_what_would_fail_when_shown(self, room, english, chinese, fault):
        write(room, f'_("{english}")')
        catalogues.update(room)
        put_into_chinese(room, english, chinese)
        assert catalogues.problems([room]) == [f"shed: {fault}: {english!r}"]

    def test_names_fuzzy_and_forgotten_lines(self, room):
        write(room, '_("Send"); _("Gone")')
        catalogues.update(room)
        put_into_chinese(room, "Send", "提交")
        put_into_chinese(room, "Gone", "没了")
        room.po.write_text(room.po.read_text().replace('msgid "Send"', '#, fuzzy\nmsgid "Send"'))
        write(room, '_("Send")')
        assert catalogues.problems([room]) == [
            "shed: marked as fuzzy: 'Send'",
            "shed: no longer in the source: 'Gone'",
        ]

    def test_names_two_ways_of_saying_one_thing(self, room, tmp_path):
        other = Room("barn", tmp_path / "barn")
        (other.folder / "templates").mkdir(parents=True)
        for each, chinese in ((other, "送出"), (room, "提交")):
            write(each, '_("Send")')
            catalogues.update(each)
            put_into_chinese(each, "Send", chinese)
        assert catalogues.problems([other]) == []
        (line,) = [p for p in catalogues.problems([other, room]) if "送出" in p]
        assert "提交" in line

    def test_finds_none_in_this_room(self):
        assert catalogues.problems(catalogues.rooms(["ui"])) == []


class TestCompile:
    def test_writes_what_django_reads(self):
        catalogues.compile_all()
        with translation.override("zh-hans"):
            assert translation.gettext("Sign out") == "退出登录"

    def test_knows_no_other_rooms(self):
        with pytest.raises(LookupError, match="attic"):
            catalogues.rooms(["attic"])
