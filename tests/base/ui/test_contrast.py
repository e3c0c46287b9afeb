"""Every pair of colours that text or a border stands on is far enough apart (WCAG 2.2)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import linli.base.ui

TOKENS = Path(linli.base.ui.__file__).parent / "static/ui/tokens.css"
TEXT, SHAPE = 4.5, 3.0
TONES = ("neutral", "info", "good", "warn", "bad")
GROUNDS = ("paper", "surface", "sunken")
PAIRS = [
    *[("ink", ground, TEXT) for ground in (*GROUNDS, "pine-soft", *[f"{t}-soft" for t in TONES])],
    *[("ink-soft", ground, TEXT) for ground in GROUNDS],
    *[("pine", ground, TEXT) for ground in ("paper", "surface", "pine-soft")],
    *[("pine-deep", ground, TEXT) for ground in ("surface", "pine-soft")],
    *[(tone, f"{tone}-soft", TEXT) for tone in TONES],
    *[("ink-on-dark", ground, TEXT) for ground in ("pine", "pine-deep", "brick", "brick-deep")],
    ("ink-soft-on-dark", "pine-deep", TEXT),
    ("bad", "paper", TEXT),
    ("bad", "surface", TEXT),
    *[("edge", ground, SHAPE) for ground in ("paper", "surface")],
    *[("focus", ground, SHAPE) for ground in (*GROUNDS, "pine-soft")],
    ("focus-on-dark", "pine-deep", SHAPE),
]


@pytest.fixture(scope="module")
def colours() -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", TOKENS.read_text()))


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


class TestTokens:
    @pytest.mark.parametrize(("front", "ground", "least"), PAIRS)
    def test_contrast_enough(self, colours, front, ground, least):
        light, dark = sorted((luminance(colours[front]), luminance(colours[ground])), reverse=True)
        assert (light + 0.05) / (dark + 0.05) >= least

    def test_give_bootstrap_the_same_colours_in_figures(self, colours):
        text = TOKENS.read_text()
        for ours, name in (("pine", "primary"), ("bad", "danger"), ("ink-soft", "secondary")):
            red, green, blue = (int(colours[ours][at : at + 2], 16) for at in (1, 3, 5))
            assert f"--bs-{name}-rgb: {red}, {green}, {blue};" in text

    def test_are_the_only_colours_in_the_styles(self):
        for sheet in TOKENS.parent.glob("*.css"):
            if sheet.name not in ("tokens.css", "print.css"):
                assert not re.findall(r"#[0-9a-f]{3,8}\b", sheet.read_text()), sheet.name
