"""On which day the findings of a list were found: the row's own, else the one that came with the list (R86)."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.refusals import IllegalMove
from inspections.actions.imports import import_findings
from inspections.models import Finding, ImportDraft
from tests.inspections.builders import ENDED, ENTERED, at_on, drafted_report, ended_round, on_site_round

pytestmark = [pytest.mark.django_db, pytest.mark.requirement("R86")]
SECOND, THIRD = ENTERED + timedelta(days=1), ENTERED + timedelta(days=2)
TYPED_ON = ENDED + timedelta(days=3)
HEAD = "被检单位,问题等级,存在问题,整改期限,检查日期\n"
LIST = HEAD + "甲公司,一般隐患,堵塞,三日内,\n乙公司,一般隐患,积尘,三日内,2026年3月3日\n"


@pytest.fixture
def clock():
    with time_machine.travel(at_on(THIRD), tick=False) as traveller:
        yield traveller


def days() -> list[tuple]:
    return list(Finding.objects.order_by("number").values_list("found_on", "due_on"))


def upload(client, round_, **facts):
    file = SimpleUploadedFile("清单.csv", LIST.encode())
    return client.post(reverse("inspections:import-list-upload", args=[round_.pk]), {"upload": file} | facts)


def asked(client, round_):
    """The field as the form offers it."""
    return client.get(reverse("inspections:import-list-upload", args=[round_.pk])).context["form"]["found_on"]


def test_form_offers_today_while_the_team_is_on_site(client, clock):
    round_ = on_site_round()
    client.force_login(round_.here.member)
    field = asked(client, round_)
    assert field.value() == THIRD
    assert f'min="{ENTERED}" max="{THIRD}"' in str(field)


def test_form_offers_the_last_day_on_site_afterwards(client, clock):
    round_ = ended_round()
    clock.move_to(at_on(TYPED_ON))
    client.force_login(round_.here.leader)
    field = asked(client, round_)
    assert field.value() == ENDED
    assert f'min="{ENTERED}" max="{ENDED}"' in str(field)
    add = client.get(reverse("inspections:finding-record", args=[round_.pk]))
    assert add.context["form"]["found_on"].value() == ENDED


def test_day_is_kept_while_the_preview_is_read_and_shown_in_it(client, clock):
    round_ = on_site_round()
    client.force_login(round_.here.member)

    seen = upload(client, round_, found_on=ENTERED.isoformat())
    clock.move_to(at_on(THIRD + timedelta(days=4)))
    client.force_login(round_.here.member)
    page = client.get(seen.url).content.decode()
    client.post(seen.url)

    assert "没有写明日期的行，发现日期按2026年3月2日计" in page
    assert page.count(">2026-03-02<") == 1 and page.count(">2026-03-03<") == 1
    # Three days from the day each was found, not from that of the upload.
    assert days() == [(ENTERED, date(2026, 3, 5)), (SECOND, date(2026, 3, 6))]


@pytest.mark.parametrize("day", [ENTERED - timedelta(days=1), THIRD + timedelta(days=1)])
def test_day_on_which_the_team_was_not_on_site_is_refused_and_the_form_kept(client, clock, day):
    round_ = on_site_round()
    client.force_login(round_.here.member)

    response = upload(client, round_, found_on=day.isoformat())

    assert response.status_code == 409
    assert "巡查组不在现场" in response.content.decode()
    assert response.context["form"]["found_on"].value() == day.isoformat()
    assert not ImportDraft.objects.exists()


def test_form_without_a_day_asks_for_it(client, clock):
    round_ = on_site_round()
    client.force_login(round_.here.member)
    response = upload(client, round_)
    assert response.status_code == 422
    assert response.context["form"].errors.keys() == {"found_on"}


@pytest.mark.parametrize(
    ("day", "is_taken"),
    [
        (ENTERED - timedelta(days=1), False),
        (ENTERED, True),
        (ENDED, True),
        (ENDED + timedelta(days=1), False),
    ],
)
def test_days_of_the_stay_count_both_ends(day, is_taken):
    round_ = drafted_report().round
    leader = round_.team.memberships.get(role="leader").person.user
    facts = {"round": round_, "data": LIST.encode(), "name": "清单.csv", "by": leader, "at": at_on(TYPED_ON)}
    if not is_taken:
        with pytest.raises(IllegalMove, match="2026年3月2日至2026年3月15日"):
            import_findings(on=day, dry_run=True, **facts)
        return
    assert import_findings(on=day, dry_run=True, **facts).errors == ()


def test_command_takes_the_day_or_the_last_one_on_site(clock, tmp_path, capsys):
    path = tmp_path / "清单.csv"
    path.write_text(LIST, encoding="utf-8")
    round_ = ended_round()
    clock.move_to(at_on(TYPED_ON))
    before = Finding.objects.count()
    facts = ("--round", str(round_.pk), "--by", "leader1")

    for arguments in (("--found-on", "2026/03/03"), ("--found-on", "2026-03-16")):
        with pytest.raises(CommandError) as refusal:
            call_command("import_findings", str(path), *facts, *arguments)
        assert "\n" not in str(refusal.value)
    assert Finding.objects.count() == before
    call_command("import_findings", str(path), *facts, "--found-on", "2026-03-03")
    path.write_text(LIST + "丙公司,一般隐患,堵塞,,\n", encoding="utf-8")
    call_command("import_findings", str(path), *facts, "--include-known")

    imported = [found_on for found_on, _due_on in days()[before:]]
    assert imported == [SECOND, SECOND, ENDED, SECOND, ENDED]
    assert capsys.readouterr().err == ""
