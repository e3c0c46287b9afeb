"""Storing what people send."""

from __future__ import annotations

import hashlib
from io import BytesIO

import pytest
from PIL import ExifTags, Image, ImageChops, ImageOps

from linli.base.files import storage
from linli.base.files.actions import store
from linli.base.files.models import StoredFile
from linli.core.errors import Refused
from tests.base.files import samples

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("LINLI_HOME", str(tmp_path))
    return tmp_path


def bytes_of(row: StoredFile) -> bytes:
    return storage.path_of(row.sha256).read_bytes()


def upright(content: bytes) -> Image.Image:
    return ImageOps.exif_transpose(Image.open(BytesIO(content)))


class TestStore:
    @pytest.mark.parametrize(
        ("name", "content", "content_type"),
        [
            ("a.jpg", samples.saved(samples.photo(), "JPEG"), "image/jpeg"),
            ("a.png", samples.saved(samples.photo(), "PNG"), "image/png"),
            ("a.webp", samples.saved(samples.photo(), "WEBP"), "image/webp"),
            ("a.gif", samples.saved(samples.photo(), "GIF"), "image/gif"),
            ("a.pdf", b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF", "application/pdf"),
            ("a.docx", samples.word(), "wordprocessingml.document"),
            ("a.xlsx", samples.excel(), "spreadsheetml.sheet"),
            ("a.txt", "路灯不亮\r\n".encode(), "text/plain"),
            ("b.txt", "路灯不亮".encode("gb18030"), "text/plain"),
            ("a.mp3", b"ID3\x03\x00\x00\x00\x00\x00\x21" + bytes(300), "audio/mpeg"),
            ("a.amr", b"#!AMR\n" + bytes(300), "audio/amr"),
            ("a.m4a", b"\0\0\0\x20ftypM4A \0\0\0\0M4A mp42isom" + bytes(300), "audio/mp4"),
            ("a.mp4", b"\0\0\0\x20ftypmp42\0\0\0\0mp42isom" + bytes(300), "video/mp4"),
            ("a.mov", b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + bytes(300), "video/quicktime"),
        ],
    )
    def test_knows_each_kind_by_its_content(self, name, content, content_type) -> None:
        row = store(samples.upload(content, name))
        assert row.content_type.endswith(content_type)
        assert row.original_name == name
        assert bytes_of(row) == content
        assert (row.sha256, row.size) == (hashlib.sha256(content).hexdigest(), len(content))

    @pytest.mark.parametrize(
        ("name", "content", "code"),
        [
            ("a.jpg", b"<!DOCTYPE html><script>alert(1)</script>", "unknown_type"),
            ("a.txt", b"\n\n  <svg onload=alert(1)>", "unknown_type"),
            ("a.svg", b"<?xml version='1.0'?><svg/>", "unknown_type"),
            ("a.txt", b"MZ\x90\x00\x03" + bytes(100), "unknown_type"),
            ("a.jpg", b"\x7fELF" + bytes(100), "unknown_type"),
            ("a.zip", samples.office({"a.txt": b"a"}), "unknown_type"),
            ("a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(300), "heic"),
            ("a.jpg", b"", "empty"),
            ("a.jpg", samples.saved(samples.photo(), "JPEG")[:300], "damaged"),
            ("a.docx", samples.word()[:-30], "damaged"),
            (
                "a.docx",
                samples.office({
                    "[Content_Types].xml": b"", "word/document.xml": b"",
                    "word/vbaProject.bin": b"",
                }),
                "macros",
            ),
            ("a.txt", b"a" * (1024 * 1024 + 1), "unknown_type"),
        ],
    )  # fmt: skip
    def test_refuses_what_may_not_be_sent_and_stores_nothing(
        self, own_home, name, content, code
    ) -> None:
        with pytest.raises(Refused) as refusal:
            store(samples.upload(content, name))
        assert (refusal.value.code, refusal.value.field) == (code, "file")
        assert not StoredFile.objects.exists()
        assert not [path for path in (own_home / "files").rglob("*") if path.is_file()]

    def test_refuses_a_file_above_the_limit_of_its_kind(self) -> None:
        content = samples.saved(samples.photo(), "GIF") + bytes(10 * 1024 * 1024)
        with pytest.raises(Refused) as refusal:
            store(samples.upload(content, "a.gif"))
        assert refusal.value.code == "too_large"
        assert "10 MB" in refusal.value.message.zh

    def test_keeps_the_same_bytes_once(self, own_home) -> None:
        content = samples.word()
        first, second = (store(samples.upload(content, f"{n}.docx")) for n in "ab")
        assert first.pk != second.pk
        assert first.sha256 == second.sha256
        assert len([p for p in (own_home / "files").rglob("*") if p.is_file()]) == 1

    def test_leaves_no_draft_when_the_disk_fails(self, own_home, monkeypatch) -> None:
        def fail(descriptor):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("linli.base.files.storage.os.fsync", fail)
        with pytest.raises(OSError):
            store(samples.upload(samples.word(), "a.docx"))
        assert not [path for path in (own_home / "files").rglob("*") if path.is_file()]
        assert not StoredFile.objects.exists()

    def test_keeps_files_from_other_users_of_the_machine(self) -> None:
        row = store(samples.upload(samples.word(), "a.docx"))
        assert storage.path_of(row.sha256).stat().st_mode & 0o077 == 0


class TestStorePhoto:
    @pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
    def test_removes_the_place_and_keeps_which_side_is_up(self, kind) -> None:
        content = samples.saved(samples.photo(), kind, exif=samples.exif_with_place(6))
        assert Image.open(BytesIO(content)).getexif().get_ifd(ExifTags.IFD.GPSInfo)
        row = store(samples.upload(content))
        kept = bytes_of(row)
        exif = Image.open(BytesIO(kept)).getexif()
        assert row.has_location_removed
        assert not exif.get_ifd(ExifTags.IFD.GPSInfo)
        assert exif[ExifTags.Base.Orientation] == 6
        assert exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal].startswith("2026")
        assert ExifTags.Base.Make not in exif
        # turned clockwise by a quarter, the red corner comes to stand at the top right
        assert upright(kept).size == (40, 60)
        assert upright(kept).convert("RGB").getpixel((35, 3))[0] > 150

    @pytest.mark.parametrize("options", [{}, {"progressive": True}, {"restart_marker_rows": 1}])
    def test_changes_no_point_of_a_jpeg(self, options) -> None:
        picture = Image.effect_noise((90, 70), 90).convert("RGB")
        content = samples.saved(
            picture, "JPEG", quality=70, exif=samples.exif_with_place(), **options
        )
        kept = bytes_of(store(samples.upload(content)))
        before, after = (Image.open(BytesIO(each)) for each in (content, kept))
        assert before.quantization == after.quantization
        difference = ImageChops.difference(before, after)
        assert difference.getbbox() is None

    def test_keeps_the_place_when_the_sender_wants_it(self) -> None:
        content = samples.saved(samples.photo(), "JPEG", exif=samples.exif_with_place())
        row = store(samples.upload(content), keep_location=True)
        assert bytes_of(row) == content
        assert not row.has_location_removed

    def test_leaves_a_photo_without_a_place_untouched(self) -> None:
        exif = Image.Exif()
        exif[ExifTags.Base.Orientation] = 3
        content = samples.saved(samples.photo(), "JPEG", exif=exif)
        row = store(samples.upload(content))
        assert bytes_of(row) == content
        assert not row.has_location_removed

    @pytest.mark.parametrize(
        "content",
        [
            samples.saved(samples.photo(), "JPEG", xmp=samples.XMP),
            samples.saved(samples.photo(), "JPEG", comment=b"GPS 36.67 117.02"),
            samples.png_with_texts(),
            samples.saved(samples.photo(), "WEBP", xmp=samples.XMP),
            samples.saved(samples.photo(), "GIF", comment=b"latitude 36.67"),
        ],
    )
    def test_removes_places_hidden_in_texts(self, content) -> None:
        row = store(samples.upload(content))
        kept = bytes_of(row)
        assert row.has_location_removed
        assert b"gps" not in kept.lower()
        assert b"latitude" not in kept.lower()
        picture = Image.open(BytesIO(kept))
        picture.load()
        assert "36" not in repr([value for key, value in picture.info.items() if key != "exif"])

    def test_cuts_off_what_hangs_behind_a_photo(self) -> None:
        film = b"\0\0\0\x18ftypmp42" + b"+36.6700+117.0200/" + bytes(50)
        content = samples.saved(samples.photo(), "JPEG") + film
        row = store(samples.upload(content))
        assert b"+36.6700" not in bytes_of(row)
        assert row.has_location_removed

    def test_takes_the_first_of_two_photos_in_one_file(self) -> None:
        second = samples.photo((20, 20))
        content = samples.saved(samples.photo(), "MPO", save_all=True, append_images=[second])
        kept = Image.open(BytesIO(bytes_of(store(samples.upload(content)))))
        assert (kept.format, kept.size) == ("JPEG", (60, 40))

    def test_drops_a_block_of_details_too_broken_to_be_read(self) -> None:
        content = samples.saved(samples.photo(), "JPEG", exif=samples.exif_with_place())
        broken = content.replace(b"Exif\0\0MM\0*", b"Exif\0\0MX\0*")
        assert broken != content
        kept = bytes_of(store(samples.upload(broken)))
        assert b"Exif" not in kept
        assert Image.open(BytesIO(kept)).size == (60, 40)

    def test_keeps_all_frames_of_a_moving_picture(self) -> None:
        frames = [Image.new("RGB", (8, 8), (n * 80, 0, 0)) for n in range(3)]
        content = samples.saved(
            frames[0], "GIF", save_all=True, append_images=frames[1:], comment=b"location"
        )
        kept = Image.open(BytesIO(bytes_of(store(samples.upload(content, "a.gif")))))
        assert kept.n_frames == 3

    def test_keeps_transparency(self) -> None:
        picture = Image.new("RGBA", (8, 8), (255, 0, 0, 40))
        content = samples.saved(picture, "PNG", exif=samples.exif_with_place(1))
        kept = Image.open(BytesIO(bytes_of(store(samples.upload(content)))))
        assert kept.getpixel((0, 0)) == (255, 0, 0, 40)


class TestRefuseBombs:
    def test_refuses_a_picture_of_too_many_pixels(self) -> None:
        content = samples.saved(Image.new("1", (20_000, 20_000)), "PNG")
        assert len(content) < 100_000
        with pytest.raises(Refused) as refusal:
            store(samples.upload(content, "a.png"))
        assert refusal.value.code == "bomb"

    def test_refuses_a_picture_of_too_many_frames(self, monkeypatch) -> None:
        monkeypatch.setattr("linli.base.files.pictures.MOST_PIXELS_OF_FRAMES", 100)
        frames = [Image.new("RGB", (8, 8), (n * 80, 0, 0)) for n in range(3)]
        content = samples.saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
        with pytest.raises(Refused) as refusal:
            store(samples.upload(content, "a.gif"))
        assert refusal.value.code == "bomb"

    def test_refuses_an_office_file_that_unpacks_to_thousands_of_times_its_size(self) -> None:
        content = samples.office({
            "[Content_Types].xml": b"", "word/document.xml": bytes(30 * 1024 * 1024),
        })  # fmt: skip
        assert len(content) < 100_000
        with pytest.raises(Refused) as refusal:
            store(samples.upload(content, "a.docx"))
        assert refusal.value.code == "bomb"

    def test_refuses_an_office_file_that_lies_about_its_sizes(self) -> None:
        honest = samples.office({
            "[Content_Types].xml": b"", "word/document.xml": bytes(3 * 1024 * 1024),
        })  # fmt: skip
        true_size = (3 * 1024 * 1024).to_bytes(4, "little")
        lying = honest.replace(true_size, (100).to_bytes(4, "little"))
        assert lying != honest
        with pytest.raises(Refused) as refusal:
            store(samples.upload(lying, "a.docx"))
        assert refusal.value.code == "damaged"

    def test_refuses_an_office_file_of_too_many_entries(self, monkeypatch) -> None:
        monkeypatch.setattr("linli.base.files.detection.MOST_ENTRIES", 1)
        with pytest.raises(Refused) as refusal:
            store(samples.upload(samples.word(), "a.docx"))
        assert refusal.value.code == "bomb"
