"""Tries are counted by who tries: an address, of IPv6 a whole network."""

from __future__ import annotations

import pytest

from linli.faces.portal.limits import address_of


class TestAddress:
    @pytest.mark.parametrize(
        ("one", "other", "is_same"),
        [
            ("203.0.113.7", "203.0.113.8", False),
            ("2001:db8:0:1::7", "2001:db8:0:1:ffff::8", True),
            ("2001:db8:0:1::7", "2001:db8:0:2::7", False),
            ("::ffff:203.0.113.7", "::ffff:203.0.113.8", False),
        ],
    )
    def test_of_ipv6_is_the_network(self, rf, one, other, is_same):
        addresses = [address_of(rf.get("/", REMOTE_ADDR=address)) for address in (one, other)]
        assert (addresses[0] == addresses[1]) is is_same
