"""What is asked of the index of searches on each engine: `test_searching.py` asks it of the one the tests run on, and
`tests/services` of PostgreSQL."""

import json
from contextlib import suppress

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from core.engines import engine
from core.searching import spelled, tables
from inspections.models import Finding
from tests.inspections.builders import add_finding, on_site_round

TEXT = "一楼消防通道被堆放ABC杂物100%_\\'\"😀占用"
PLACE = "南门Z座"
HELD = [
    "消防", "消", "用", "防通道", "堆放abc杂物", "aBc", "A", "100%", "%_", "\\'", "_", "'", "\\", "\"😀",
    "😀占", "南门", "z座", "座", TEXT.lower(),
]  # fmt: skip
# Pairs of these are all there, but not together; others begin in one column and end in the next.
NOT_HELD = [
    "消通",
    "防消",
    "占用消防",
    "用南",
    "用南门",
    "消防通道被占",
    "B ",
    "曌",
    "100_",
    "%%",
    "防通道被堆放杂",
]


def the_finding(**facts) -> Finding:
    """Written past the actions, which mend some signs and refuse others."""
    round_ = on_site_round()
    one = add_finding(round_)
    Finding.objects.filter(pk=one.pk).update(**{"text": TEXT, "place": PLACE, **facts})
    one.refresh_from_db(fields=["text", "place"])
    one.round = round_
    return one


def found(words: str) -> set:
    return set(Finding.objects.filter(spelled(Finding, words)).values_list("pk", flat=True))


def wrong(capsys) -> dict:
    """What the check command tells; it passes where nothing is."""
    with suppress(CommandError):
        call_command("rebuild_search", check=True)
    return json.loads(capsys.readouterr().out)


def written_in_every_way(capsys) -> None:
    """Whoever writes a row, the index has it: one by one, in sets, changed and gone."""
    one = the_finding()
    other = add_finding(one.round, text="疏散指示灯不亮")
    Finding.objects.filter(pk=one.pk).update(text="配电箱未上锁")
    assert found("消防") == set()
    assert found("配电") == {one.pk}
    other.text = "灭火器过期"
    Finding.objects.bulk_update([other], ["text"])
    assert (found("疏散"), found("过期")) == (set(), {other.pk})
    third = Finding.objects.get(pk=other.pk)
    third.pk, third.number, third.text = None, 77, "灭火器缺失"
    third._state.adding = True
    third.pk = Finding._meta.pk.get_default()
    Finding.objects.bulk_create([third])
    assert found("灭火器") == {other.pk, third.pk}
    Finding.objects.filter(pk=third.pk).delete()
    assert found("灭火器") == {other.pk}
    assert wrong(capsys) == {"missing": [], "bad": []}


def lost_and_laid_in_again(capsys, lose: str) -> None:
    """`lose` is what somebody does to the index of findings by hand."""
    one = the_finding()
    # A table cannot be altered while something of it is still to be looked at.
    connection.check_constraints()
    with connection.cursor() as cursor:
        cursor.execute(lose)
        absent = engine(connection.vendor).missing(cursor, tables())
    assert [table.name for table in absent] == [Finding._meta.db_table]
    with pytest.raises(CommandError):
        call_command("rebuild_search", check=True)
    assert json.loads(capsys.readouterr().out)["missing"] == [Finding._meta.db_table]
    call_command("rebuild_search")
    capsys.readouterr()
    assert found("消防") == {one.pk}
    assert wrong(capsys) == {"missing": [], "bad": []}
