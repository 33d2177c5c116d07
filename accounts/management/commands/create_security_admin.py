import getpass

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import CommandError
from django.utils import timezone

from accounts.actions.users import create_first_security_admin
from core.commands import HouseCommand
from core.refusals import Refusal


class Command(HouseCommand):
    help = "Open the first account, the security administrator's; asks for the password."

    def add_arguments(self, parser):
        parser.add_argument("username")
        parser.add_argument("full_name")

    def handle(self, *args, username, full_name, **options):
        password = getpass.getpass("Password: ")
        try:
            validate_password(password)
            create_first_security_admin(username=username, password=password, full_name=full_name, at=timezone.now())
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except Refusal as refusal:
            raise CommandError(str(refusal.reason)) from refusal
        self.stderr.write(f"{username} may sign in now.")
