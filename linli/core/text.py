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
        """Return the same text with its `{name}` places filled; a value that is itself a Text
        is put in in the language of the place."""

        def fill(pattern: str, code: str) -> str:
            said = {
                name: value.in_language(code) if isinstance(value, Text) else value
                for name, value in values.items()
            }
            return pattern.format(**said)

        return Text(fill(self.zh, "zh"), fill(self.en, "en"))
