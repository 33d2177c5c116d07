from core.commands import HouseCommand
from desk import state_document


class Command(HouseCommand):
    help = "Write docs/states.md from the state tables."

    def handle(self, *args, **options):
        state_document.PATH.write_text(state_document.render(), encoding="utf-8")
        self.stdout.write(str(state_document.PATH.name))
