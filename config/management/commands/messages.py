from django.core.management import CommandError

from config import catalogues
from core.commands import HouseCommand


class Command(HouseCommand):
    # Runs at bootstrap, before there is a database or a font to check.
    requires_system_checks = []
    help = "Check, update or compile the Chinese catalogues under locale/ (no gettext needed)."

    def add_arguments(self, parser):
        parser.add_argument("apps", nargs="*", help="only these apps")
        parser.add_argument("--check", action="store_true", help="list what is missing; exit 1 where anything is")
        parser.add_argument("--update", action="store_true", help="take new messages in and drop gone ones")
        parser.add_argument("--compile", action="store_true", help="write the .mo files")

    def handle(self, *args, apps, check, update, compile, **options):
        apps = apps or catalogues.apps()
        known = catalogues.known_everywhere()
        for app in apps:
            if update:
                catalogues.update(app, known)
            if compile:
                catalogues.compile_catalogue(app)
        if not check:
            return
        if found := [*(problem for app in apps for problem in catalogues.problems(app)), *catalogues.conflicts()]:
            for problem in found:
                self.stdout.write(str(problem))
            raise CommandError(f"{len(found)} messages need a translator.")
