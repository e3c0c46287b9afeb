"""The command that encrypts all identifiers under a new key."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from linli.base.privacy.actions import rotate_keys
from linli.base.privacy.keys import add_generation, current


class Command(BaseCommand):
    """Adds a key unless told not to, and moves every row to the newest one."""

    help = "Make a new privacy key and encrypt all identifiers under it (docs/howto/keys.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare the one option."""
        parser.add_argument(
            "--resume", action="store_true", help="make no new key, finish a rotation cut short"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Rotate, telling how far it is after each batch."""
        generation = current() if options["resume"] else add_generation()
        self.stdout.write(f"newest key: {generation.id}")
        done = rotate_keys(self._tell, at=timezone.now())
        self.stdout.write(f"{done} rows encrypted anew")

    def _tell(self, done: int, total: int) -> None:
        self.stdout.write(f"  {done} of {total}", ending="\n")
        self.stdout.flush()
