"""Makes the place where tokens are kept, as each database has it."""

from django.db import migrations


def install(apps, schema_editor):
    for statement in _store(schema_editor).INSTALL:
        schema_editor.execute(statement)


def remove(apps, schema_editor):
    for statement in _store(schema_editor).REMOVE:
        schema_editor.execute(statement)


def _store(schema_editor):
    from linli.base.search import postgresql, sqlite

    return sqlite if schema_editor.connection.vendor == "sqlite" else postgresql


class Migration(migrations.Migration):
    dependencies = [("search", "0001_initial")]
    operations = [migrations.RunPython(install, remove)]
