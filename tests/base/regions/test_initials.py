"""Initials as people of the place would type them."""

from __future__ import annotations

import pytest

from linli.base.regions.initials import initials_of


class TestInitials:
    @pytest.mark.parametrize(
        ("name", "initials"),
        [
            ("历下区", "lxq"),
            ("济南市", "jns"),
            ("重庆市", "cqs"),
            ("厦门市", "xms"),
            ("曲阜市", "qfs"),
            ("3520社区居民委员会", "3520sqjmwyh"),
            ("浒墅关经开区（镇）", "xsgjkqz"),
        ],
    )
    def test_are_the_first_letters(self, name, initials):
        assert initials_of(name) == initials

    @pytest.mark.parametrize(
        ("name", "initials"),
        [
            ("长清区", "cqq"),
            ("长治市", "zzs"),
            ("长子县", "zzx"),
            ("单县", "sx"),
            ("会稽山街道", "kjsjd"),
        ],
    )
    def test_know_signs_that_places_read_otherwise(self, name, initials):
        assert initials_of(name) == initials
