"""Problems of work and hazards are never in one sum alone (三(三)5, R69)."""

from datetime import date

import pytest

from rectification.presenters.cases import kind_rows
from rectification.queries.progress import progress_of
from tests.accounts.builders import sign_in
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db


@pytest.mark.requirement("R69")
def test_problems_and_hazards_are_counted_apart(client):
    case = b.signed_case(findings_count=2)
    b.report_item(case.items.get(kind="problem"), case.here)

    progress = progress_of(case.items.all(), date(2026, 6, 1))

    assert (progress.problems.total, progress.problems.reported) == (1, 1)
    assert (progress.hazards.total, progress.hazards.unfinished, progress.hazards.overdue) == (3, 3, 3)
    assert progress.all.total == 4
    told = {str(row.label): row.tally.total for row in kind_rows(progress)}
    assert (told["工作问题"], told["隐患"]) == (1, 3)
    sign_in(client, case.here.principal)
    shown = client.get(case.get_absolute_url()).content.decode()
    assert all(label in shown for label in told)
