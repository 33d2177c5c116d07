import json

from django.utils import timezone

from core.commands import HouseCommand
from planning.actions.rulesets import load_regulation


class Command(HouseCommand):
    help = "Put the regulation 枣高管办字〔2022〕7号 in force, word for word; does nothing where it is loaded already."

    def handle(self, *args, **options):
        ruleset = load_regulation(by=None, at=timezone.now())
        facts = {
            "id": str(ruleset.pk),
            "document_number": ruleset.document_number,
            "effective_on": str(ruleset.effective_on),
        }
        self.stdout.write(json.dumps(facts, ensure_ascii=False))
