"""Files of a form that came back with errors."""

from __future__ import annotations

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from linli.base.files import kept
from linli.base.files.forms import WithFiles
from linli.base.files.models import StoredFile

pytestmark = pytest.mark.django_db


class Letter(WithFiles):
    """A form with a text and files."""

    text = forms.CharField()


def sent(rf, *names, **data):
    uploads = [SimpleUploadedFile(name, name.encode()) for name in names]
    return rf.post("/", {**data, "uploads": uploads})


def taken(rf, *names, key="a", **data):
    return kept.take(sent(rf, *names, **data), key=key)


def names(found):
    return [file.original_name for file in found.files]


class TestTake:
    def test_adds_to_what_is_kept_in_order(self, rf):
        first = taken(rf, "一.txt", "二.txt")
        assert names(taken(rf, "三.txt", kept=first.note)) == ["一.txt", "二.txt", "三.txt"]

    def test_stops_at_nine_in_all(self, rf):
        first = taken(rf, *(f"{n}.txt" for n in range(8)))
        second = taken(rf, "8.txt", "9.txt", kept=first.note)
        assert len(second.files) == kept.MOST == 9
        assert len(second.errors) == 1
        assert StoredFile.objects.count() == 9

    def test_names_the_bad_file_and_keeps_the_good_one(self, rf):
        request = sent(rf, "好.txt")
        request.FILES.appendlist("uploads", SimpleUploadedFile("坏.txt", b""))
        found = kept.take(request, key="a")
        assert names(found) == ["好.txt"]
        assert ["坏.txt" in error for error in found.errors] == [True]


class TestHeld:
    def test_drops_what_is_unwanted(self, rf):
        first = taken(rf, "一.txt", "二.txt")
        drop = [str(first.files[0].pk)]
        assert names(taken(rf, kept=first.note, drop=drop)) == ["二.txt"]

    @pytest.mark.parametrize("note", ["", "made up", None])
    def test_is_nothing_without_a_note_of_this_form(self, rf, note):
        first = taken(rf, "一.txt", key="another")
        assert names(taken(rf, kept=first.note if note is None else note)) == []


class TestWithFiles:
    def test_shows_errors_at_the_field(self, rf):
        request = rf.post("/", {"text": "你好", "uploads": [SimpleUploadedFile("坏.txt", b"")]})
        form = Letter(request.POST)
        form.take_files(request, key="a")
        assert list(form.errors) == ["uploads"]

    def test_holds_files_without_taking_more(self, rf):
        first = taken(rf, "一.txt")
        request = sent(rf, "二.txt", text="你好", kept=first.note)
        form = Letter(request.POST)
        form.hold_files(request, key="a")
        assert form.is_valid()
        assert names(form.kept) == ["一.txt"]
        assert form.kept.note
