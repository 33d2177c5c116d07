from django.core.management import CommandError
from django.utils import timezone

from core.commands import HouseCommand
from records.actions.head import tell_head
from records.actions.seal import begin_head, seal_all
from records.head import HeadProblem


class Command(HouseCommand):
    help = (
        "Seal the events written since the last run; prints how many. The schedule does it every five minutes. Seals "
        "nothing while the chain and its head outside the database do not fit together: look with verify_audit first."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--begin-head",
            metavar="REASON",
            help="begin the head anew at the end the chain has now, after you have looked; REASON stands in it for "
            "good, verify_audit says it, and the audit administrator is told",
        )

    def handle(self, *, begin_head, **options):
        try:
            if begin_head is not None:
                self.begin(begin_head.strip())
            self.stdout.write(str(seal_all()))
        except HeadProblem as problem:
            raise CommandError(f"Nothing was sealed: {problem}. See verify_audit.") from problem
        except OSError as reason:
            raise CommandError(f"The folder of proof cannot be used: {reason}") from reason

    def begin(self, reason):
        if not reason:
            raise CommandError("--begin-head wants a reason.")
        now = timezone.now()
        begin_head(reason=reason, at=now)
        tell_head(at=now)
