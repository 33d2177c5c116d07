"""补充卷: what comes after a round was archived is kept beside it, and nothing of the round changes (四(二)二)."""

import pytest
from django.urls import reverse

from core.refusals import IllegalMove, NotAllowed
from inspections.actions import supplements
from inspections.models import SubdistrictRound, Supplement
from records.models import EvidenceLink
from tests.accounts.builders import sign_in
from tests.inspections.builders import ENDED, at_on, ended_round
from tests.records.builders import upload

pytestmark = pytest.mark.django_db
FACTS = {"title": "省级督查回访材料", "reason": "归档后收到省安委办回访意见"}


@pytest.fixture
def archived():
    round_ = ended_round()
    SubdistrictRound.objects.filter(pk=round_.pk).update(status="archived", closed_on=ENDED, archived_on=ENDED)
    found = SubdistrictRound.objects.get(pk=round_.pk)
    found.here = round_.here
    return found


def add(round_, *, by=None, evidence=None, **facts):
    return supplements.add(
        round=round_, by=by or round_.here.office, on=ENDED, at=at_on(ENDED),
        evidence=[upload()] if evidence is None else evidence, **(FACTS | facts),
    )  # fmt: skip


def stored(round_) -> dict:
    return SubdistrictRound.objects.filter(pk=round_.pk).values().get()


def test_volumes_are_numbered_and_leave_the_round_as_it_is(archived):
    before = stored(archived)

    first, second = add(archived), add(archived, title="又一件")

    assert [str(first), str(second)] == ["补充卷第1号：省级督查回访材料", "补充卷第2号：又一件"]
    assert stored(archived) == before
    assert EvidenceLink.objects.get(subject_id=str(first.pk)).scope_id == archived.scope_id


def test_volume_stands_on_the_page_of_the_round_with_its_files_and_in_its_timeline(client, archived):
    page = sign_in(client, archived.here.office).get(archived.get_absolute_url()).content.decode()
    assert "另立补充卷" in page and 'id="supplements"' not in page

    answer = client.post(
        reverse("inspections:supplement-add", args=[archived.pk]), FACTS | {"on": ENDED, "evidence": [upload()]},
    )  # fmt: skip

    volume = Supplement.objects.get()
    assert answer.url == volume.get_absolute_url() == f"{archived.get_absolute_url()}#supplements"
    for user in (archived.here.office, archived.here.committee):
        page = sign_in(client, user).get(archived.get_absolute_url()).content.decode()
        link = EvidenceLink.objects.get(subject_id=str(volume.pk))
        assert reverse("records:evidence-download", args=[link.pk]) in page
        assert FACTS["title"] in page and page.count(FACTS["reason"]) == 2
    sign_in(client, archived.here.committee)
    assert "另立补充卷</a>" not in page
    file = client.get(reverse("records:evidence-download", args=[link.pk]))
    assert b"".join(file.streaming_content)
    file.close()


@pytest.mark.parametrize("facts", [{"title": " "}, {"reason": " "}, {"evidence": []}])
def test_volume_needs_title_reason_and_a_file(archived, facts):
    with pytest.raises(IllegalMove, match="题名、原因"):
        add(archived, **facts)


def test_round_that_is_not_archived_has_no_supplement():
    round_ = ended_round()

    with pytest.raises(IllegalMove, match="已归档的巡查"):
        add(round_)


@pytest.mark.parametrize("who", ["committee", "leader", "principal"])
def test_office_alone_adds_a_volume(archived, who):
    with pytest.raises(NotAllowed):
        add(archived, by=getattr(archived.here, who))
