"""The command that lets somebody in again whom no other security administrator can help."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.urls import reverse
from django.utils import timezone

from linli.base.accounts.actions import issue_sign_in_link
from linli.base.accounts.models import User
from linli.core.actors import Actor
from linli.core.errors import Refused


class Command(BaseCommand):
    """Prints a one-time link that sets a new password and resets the second step, on record."""

    help = "Print a link that resets password and second step of a person (docs/howto/sign-in.md)."

    def add_arguments(self, parser: CommandParser) -> None:
        """Declare whose."""
        parser.add_argument("username")

    def handle(self, *args: Any, **options: Any) -> None:
        """Issue the link and print it. Raises CommandError for nobody, or an account that is
        off."""
        person = User.objects.filter(username=options["username"]).first()
        if person is None:
            raise CommandError(f"no person has the user name {options['username']}")
        by, at = Actor.system("reset-sign-in"), timezone.now()
        try:
            key = issue_sign_in_link(person, resets_second_step=True, by=by, at=at)
        except Refused as refused:
            raise CommandError(refused.message.en) from refused
        self.stdout.write(reverse("accounts:enter_by_link", args=[key]))
