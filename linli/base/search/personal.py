"""What the index keeps of people."""

from linli.core.personal import declare

# The tokens, which stand beside this table (migration 0002), are of texts from which names and
# numbers were left out; they are taken out with the matter.
declare("search.Document", code="kind", number="key", truth="is_withheld")
