"""A name or sentence in both languages of the screen."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A declared wording: `zh` in simplified Chinese, `en` in English, both complete.

    Pages show it with the template filter `say`, code with `text.in_language(code)`.
    """

    zh: str
    en: str

    def in_language(self, code: str) -> str:
        """Return the English wording for codes that begin with "en", else the Chinese one."""
        return self.en if code.lower().startswith("en") else self.zh

    def format(self, **values: object) -> Text:
        """Return the same text with `{name}` places filled in both languages."""
        return Text(self.zh.format(**values), self.en.format(**values))
