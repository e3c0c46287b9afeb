"""Foreign keys and migrations obey the rows of the house, as imports do."""

from __future__ import annotations

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

# Lower rows first; rooms on one row know nothing of each other.
ROWS = (
    ("base.audit", "base.ui"),
    ("base.jobs",),
    ("base.privacy", "base.files", "base.search"),
    ("base.operations",),
    ("base.regions",),
    ("base.calendars", "base.rules"),
    ("base.accounts",),
    ("base.letters", "base.notices"),
    ("base.batches",),
    ("base.administration",),
    ("cases", "registers"),
    ("procedures",),
    ("intake", "dashboards", "exchange"),
    ("faces",),
)
# Inside registers these lie below the others.
LOW_REGISTERS = ("registers.organisations", "registers.duties")
OURS = [config for config in apps.get_app_configs() if config.name.startswith("linli.")]


def row_of(name: str) -> float:
    """Return the row of the application `name`; a fraction orders the registers."""
    room = name.removeprefix("linli.")
    for number, rooms in enumerate(ROWS):
        if any(room == one or room.startswith(f"{one}.") for one in rooms):
            is_high = room.startswith("registers.") and room not in LOW_REGISTERS
            return number + 0.5 * is_high
    raise LookupError(f"{name} stands on no row of the house")


def may_lean_on(upper: str, lower: str) -> bool:
    """Return whether the application `upper` may refer to `lower`."""
    return upper == lower or row_of(lower) < row_of(upper)


class TestForeignKeys:
    def test_lead_to_lower_rows(self):
        found = []
        for config in OURS:
            for model in config.get_models():
                for field in model._meta.get_fields():
                    target = field.related_model if field.is_relation and field.concrete else None
                    if target is None or isinstance(target, str):
                        continue
                    other = target._meta.app_config.name
                    if other.startswith("linli.") and not may_lean_on(config.name, other):
                        found.append(f"{model.__name__}.{field.name} → {target.__name__}")
        assert not found

    def test_are_looked_at(self):
        fields = [f for c in OURS for m in c.get_models() for f in m._meta.get_fields()]
        assert any(field.many_to_one and field.concrete for field in fields)


class TestMigrations:
    def test_depend_on_lower_rows(self):
        names = {config.label: config.name for config in OURS}
        migrations = MigrationLoader(None).disk_migrations
        found = [
            f"{label}.{name} → {other}"
            for (label, name), migration in migrations.items()
            for other, _ in migration.dependencies
            if label in names and other in names and not may_lean_on(names[label], names[other])
        ]
        assert migrations
        assert not found


class TestRows:
    def test_hold_every_room(self):
        assert [row_of(config.name) for config in OURS]

    def test_let_upper_ones_lean_on_lower_ones_and_never_sideways(self):
        assert may_lean_on("linli.procedures.hotline", "linli.cases")
        assert may_lean_on("linli.registers.burden", "linli.registers.duties")
        assert not may_lean_on("linli.cases", "linli.registers.duties")
        assert not may_lean_on("linli.procedures.hotline", "linli.procedures.petitions")
        assert not may_lean_on("linli.base.privacy", "linli.base.files")
