"""A whole list at once: by the action and by the command (DESIGN §6)."""

import json
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from core.refusals import IllegalMove, NotAllowed
from inspections.actions.imports import import_findings
from inspections.models import Enterprise, Finding, ImportBatch
from tests.inspections.builders import ENTERED, at_on, ended_round, on_site_round

pytestmark = pytest.mark.django_db
PUBLISHED = Path(__file__).parent.parent / "data" / "published_findings.csv"
HEAD = "被检单位,问题等级,存在问题,整改期限\n"
GOOD = HEAD + "甲公司,一般隐患,疏散通道堵塞,三日内\n乙公司,重大事故隐患,除尘系统未泄爆,\n"


def take_in(round_, text=GOOD, *, by=None, name="清单.csv", encoding="utf-8", dry_run=False):
    data = text if isinstance(text, bytes) else text.encode(encoding)
    return import_findings(
        round=round_, data=data, name=name, by=by or round_.here.member, on=ENTERED, at=at_on(ENTERED), dry_run=dry_run
    )


def run(capsys, path, *arguments):
    code = 0
    try:
        call_command("import_findings", str(path), *arguments)
    except CommandError as error:
        code = str(error)
    return code, capsys.readouterr().out


def test_published_list_goes_in_whole():
    round_ = on_site_round()

    result = take_in(round_, PUBLISHED.read_bytes(), name=PUBLISHED.name)

    assert (result.rows, result.created, result.errors) == (112, 112, ())
    assert list(Finding.objects.order_by("number").values_list("number", flat=True)) == list(range(1, 113))
    assert set(Finding.objects.values_list("status", flat=True)) == {"draft"}
    assert Finding.objects.filter(kind="major_hazard").exists()
    assert Enterprise.objects.filter(subdistrict=round_.subdistrict).exists()
    first = Finding.objects.get(number=1)
    assert (first.batch, first.batch_row, first.sector) == (result.batch, 2, "医药/防爆电气")
    with result.batch.blob.file.open("rb") as kept:
        assert kept.read() == PUBLISHED.read_bytes()


def test_list_of_wps_goes_in_whole_and_is_kept_as_what_it_is():
    round_ = on_site_round()

    result = take_in(round_, PUBLISHED.with_suffix(".xls").read_bytes(), name="问题清单.et")

    assert (result.rows, result.created, result.errors) == (112, 112, ())
    assert (result.batch.name, result.batch.blob.content_type) == ("问题清单.et", "application/vnd.ms-excel")


def test_deadline_words_count_from_the_day_of_the_import():
    round_ = on_site_round()
    take_in(round_)
    assert Finding.objects.get(number=1).due_on.isoformat() == "2026-03-05"


def test_dry_run_stores_nothing():
    result = take_in(on_site_round(), dry_run=True)
    assert (result.rows, result.created) == (2, 0)
    assert not Finding.objects.exists()
    assert not Enterprise.objects.exists()
    assert not ImportBatch.objects.exists()


def test_one_bad_row_keeps_all_out():
    result = take_in(on_site_round(), GOOD + "丙公司,说不清,问题,\n")
    assert [(error.row, error.column) for error in result.errors] == [(4, "问题等级")]
    assert not Finding.objects.exists()
    assert not Enterprise.objects.exists()


def test_a_row_that_no_finding_can_hold_keeps_all_out():
    result = take_in(on_site_round(), GOOD + f"{'长' * 151}公司,一般隐患,问题,\n")
    assert [error.row for error in result.errors] == [4]
    assert not Finding.objects.exists()
    assert not ImportBatch.objects.exists()


def test_day_to_come_is_an_error_of_its_row():
    result = take_in(on_site_round(), "问题等级,存在问题,检查日期\n一般隐患,堵塞,2026-03-20\n")
    assert [error.row for error in result.errors] == [2]


def test_list_of_an_old_excel_on_windows_is_read():
    result = take_in(on_site_round(), encoding="gb18030")
    assert result.created == 2
    assert Finding.objects.get(number=1).subject_name == "甲公司"


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"0" * 600, b"PK\x03\x04broken"]
)
def test_broken_file_is_refused_in_words(data):
    with pytest.raises(IllegalMove) as refusal:
        take_in(on_site_round(), data)
    assert refusal.value.reason


def test_same_file_twice_is_refused_with_who_and_when():
    round_ = on_site_round()
    take_in(round_)
    for dry_run in (True, False):
        with pytest.raises(IllegalMove, match="赵文斌"):
            take_in(round_, dry_run=dry_run)
    assert Finding.objects.count() == 2


@pytest.mark.parametrize("who", ["stranger", "office", "committee", "principal"])
def test_lists_are_the_teams(who):
    round_ = on_site_round()
    with pytest.raises(NotAllowed):
        take_in(round_, by=getattr(round_.here, who))


def test_member_brings_no_list_after_the_end():
    with pytest.raises(NotAllowed):
        take_in(ended_round())


def test_leads_of_a_list_get_their_own_scope():
    round_ = on_site_round()
    take_in(round_, HEAD + ",问题线索,反映某人,\n")
    assert not Finding.objects.visible_to(round_.here.office).exists()
    assert Finding.objects.visible_to(round_.here.leader).count() == 1


def test_command_imports_and_prints_json_alone(capsys):
    round_ = on_site_round()
    code, out = run(capsys, PUBLISHED, "--round", str(round_.pk), "--by", "member1")
    assert code == 0
    told = json.loads(out)
    assert told == {
        "rows": 112, "findings": 112, "created": 112, "errors": [], "warnings": told["warnings"],
        "ignored": {"sheets": [], "columns": [], "rows": []},
    }  # fmt: skip
    assert Finding.objects.count() == 112


def test_command_dry_run_creates_nothing(capsys):
    round_ = on_site_round()
    code, out = run(capsys, PUBLISHED, "--round", str(round_.pk), "--by", "member1", "--dry-run")
    told = json.loads(out)
    assert (code, told["rows"], told["findings"], told["created"], told["errors"]) == (0, 112, 112, 0, [])
    assert not Finding.objects.exists()


def test_command_tells_errors_and_fails(capsys, tmp_path):
    round_ = on_site_round()
    path = tmp_path / "坏.csv"
    path.write_text(GOOD + "丙公司,说不清,问题,\n", encoding="utf-8")
    code, out = run(capsys, path, "--round", str(round_.pk), "--by", "member1")
    assert code
    assert "\n" not in code
    errors = json.loads(out)["errors"]
    assert [(error["row"], error["column"]) for error in errors] == [(4, "问题等级")]
    assert errors[0]["message"]


def test_command_tells_what_was_left_out_and_takes_it_when_asked(capsys, tmp_path):
    round_ = on_site_round()
    path = tmp_path / "清单.csv"
    path.write_text(GOOD, encoding="utf-8")
    facts = (path, "--round", str(round_.pk), "--by", "member1")
    run(capsys, *facts)
    path.write_text(GOOD + "丙公司,一般隐患,积尘,\n备注：以上为初步情况,,,\n", encoding="utf-8")

    _code, dry = run(capsys, *facts, "--dry-run", "--include-known")
    _code, out = run(capsys, *facts)

    assert json.loads(dry)["findings"] == 3
    told = json.loads(out)
    assert (told["rows"], told["findings"], told["created"], told["errors"]) == (1, 1, 1, [])
    assert [(one["row"], one["column"]) for one in told["warnings"]] == [(2, "存在问题"), (3, "存在问题")]
    assert told["ignored"] == {"sheets": [], "columns": [], "rows": [{"row": 5, "reason": "说明"}]}
    assert Finding.objects.count() == 3


def test_list_without_anything_new_stores_nothing():
    round_ = on_site_round()
    take_in(round_)
    again = take_in(round_, GOOD + "\n")
    assert (again.created, again.batch, len(again.duplicates)) == (0, None, 2)
    assert ImportBatch.objects.count() == 1


def test_kind_of_a_list_without_levels_is_asked_for_and_can_be_given(capsys, tmp_path):
    round_ = on_site_round()
    path = tmp_path / "清单.csv"
    path.write_text("被检单位,存在问题\n甲公司,堵塞\n", encoding="utf-8")
    facts = (path, "--round", str(round_.pk), "--by", "member1")

    refused, out = run(capsys, *facts)
    assert refused
    assert "问题等级" in json.loads(out)["errors"][0]["message"]

    _code, out = run(capsys, *facts, "--kind", "general_hazard")
    assert json.loads(out)["created"] == 1
    assert "一般隐患" in json.loads(out)["warnings"][0]["message"]


def test_own_export_comes_back_as_known_and_its_changes_are_told(client):
    round_ = on_site_round()
    take_in(round_)
    client.force_login(round_.here.member)
    unchanged = client.get(reverse("inspections:finding-list", args=[round_.pk]), {"export": "csv"}).getvalue()
    changed = unchanged.replace("疏散通道堵塞".encode(), "疏散通道已清".encode())

    same, other = take_in(round_, unchanged, dry_run=True), take_in(round_, changed, dry_run=True)

    assert (same.rows, [one.row for one in same.duplicates], same.errors) == (0, [2, 3], ())
    assert other.rows == 0
    assert [(one.row, one.column) for one in other.duplicates] == [(2, "存在问题"), (3, "存在问题")]
    assert "不一致" in other.duplicates[0].message


def test_old_and_short_names_of_the_subdistrict_are_the_subdistrict():
    round_ = on_site_round()
    unit = round_.subdistrict
    before = unit.name
    unit.name, unit.short_name = "改名新城街道办事处", "改名新城街道"
    unit.save()
    stem = before.removesuffix("街道办事处").removesuffix("街道")
    names = (before, unit.name, f"{stem}街道办", f"枣庄高新区{stem}街道办事处", "改名新城街道")
    rows = "".join(f"{name},工作问题,问题{number},\n" for number, name in enumerate(names))

    result = take_in(round_, HEAD + rows)

    assert result.created == len(names)
    assert set(Finding.objects.values_list("unit", "enterprise")) == {(unit.pk, None)}


@pytest.mark.parametrize("fault", ["file", "round", "round_form", "user", "right", "pdf", "folder"])
def test_command_says_bad_input_in_one_line_and_nothing_on_stdout(capsys, tmp_path, fault):
    round_ = on_site_round()
    pdf = tmp_path / "a.csv"
    pdf.write_bytes(b"%PDF-1.7")
    path = {"file": tmp_path / "none.csv", "pdf": pdf, "folder": tmp_path}.get(fault, PUBLISHED)
    pk = {"round": str(uuid4()), "round_form": "7"}.get(fault, str(round_.pk))
    by = {"user": "nobody", "right": "office"}.get(fault, "member1")
    code, out = run(capsys, path, "--round", pk, "--by", by)
    assert code
    assert "\n" not in code
    assert out == ""
    assert not Finding.objects.exists()


def test_command_does_not_read_a_file_of_500_mb(capsys, tmp_path):
    round_ = on_site_round()
    huge = tmp_path / "huge.csv"
    with huge.open("wb") as file:
        file.truncate(500 * 1024 * 1024)
    code, out = run(capsys, huge, "--round", str(round_.pk), "--by", "member1")
    assert "20 MB" in code
    assert out == ""
