"""The small copy: made with the large one, attested like it, and given out by its link alone (R82)."""

import io

import pytest
from django.urls import reverse
from PIL import Image

from core.models import AuditEvent
from core.refusals import IllegalMove
from records.actions.evidence import attach_all, share, show
from records.models import EvidenceLink
from records.models.evidence import EvidenceRole
from records.presenters.gallery import cell_of, gallery_of
from records.queries.evidence_check import verify_files
from tests.records import builders
from tests.records.test_evidence_attach import stored
from tests.records.test_evidence_views import body, get, not_given_out, status

pytestmark = pytest.mark.django_db
SMALL = "evidence-thumbnail"


@pytest.fixture
def picture(at):
    district = builders.desk(at)
    link = builders.picture(district, at, content=builders.photo(size=(2000, 1000)), name="现场.jpg")
    link.district = district
    return link


def test_both_copies_are_made_and_named_by_one_event(picture):
    with Image.open(io.BytesIO(stored(picture.thumbnail))) as small:
        assert (small.format, small.size) == ("JPEG", (320, 160))
    assert picture.viewing_copy.content_type == picture.thumbnail.content_type == "image/jpeg"
    event = AuditEvent.objects.get(verb="evidence.prepare")
    assert event.new == {"viewing_copy": picture.viewing_copy.sha256, "thumbnail": picture.thumbnail.sha256}
    assert verify_files()[1] == []


def test_small_copy_is_kept_by_the_browser_and_asked_for_again(client, picture):
    response = get(client, picture.district.clerk, SMALL, picture)

    assert body(response) == stored(picture.thumbnail)
    assert response["Cache-Control"] == "private, no-cache"
    assert response["ETag"] == f'"{picture.thumbnail.sha256}"'
    assert "现场" not in response["Content-Disposition"]
    again = client.get(reverse(f"records:{SMALL}", args=[picture.pk]), headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content, again["Cache-Control"]) == (304, b"", "private, no-cache")


def test_who_has_it_already_is_refused_all_the_same(client, picture):
    etag = {"If-None-Match": f'"{picture.thumbnail.sha256}"'}
    client.force_login(picture.district.other_principal)
    assert client.get(reverse(f"records:{SMALL}", args=[picture.pk]), headers=etag).status_code == 404
    client.force_login(picture.district.sysadmin)
    assert client.get(reverse(f"records:{SMALL}", args=[picture.pk]), headers=etag).status_code == 403
    assert status(client, picture.district.clerk, SMALL, picture) == 200


def test_without_a_small_copy_the_way_leads_to_what_there_is(client, at, picture):
    paper = builders.evidence(picture.district, at)
    response = get(client, picture.district.clerk, SMALL, paper)
    assert response.url == reverse("records:evidence-view", args=[paper.pk])


def test_exchanged_small_copy_is_not_given_out_and_found(client, at, picture):
    other = builders.picture(picture.district, at, content=builders.photo(size=(9, 9)), name="别处.jpg")
    EvidenceLink.objects.filter(pk=picture.pk).update(thumbnail=other.thumbnail)

    not_given_out(client, picture.district.clerk, SMALL, picture)
    assert [(one.problem, one.thing) for one in verify_files()[1]] == [("exchanged", f"evidencelink {picture.pk}")]


def test_exchanged_copy_goes_along_with_nothing(at, picture):
    """A share of it would be attested anew as if the house had made it."""
    other = builders.picture(picture.district, at, content=builders.photo(size=(9, 9)), name="别处.jpg")
    EvidenceLink.objects.filter(pk=picture.pk).update(viewing_copy=other.viewing_copy)
    link = EvidenceLink.objects.get(pk=picture.pk)
    facts = {"subject": picture.district.second, "scope": picture.scope, "by": picture.district.office, "at": at}

    shared = share(link=link, **facts)

    assert (shared.viewing_copy, shared.thumbnail, shared.awaits_copy) == (None, None, True)
    with pytest.raises(IllegalMove, match="与留存时不一致"):
        show(link=link, sha256=other.viewing_copy.sha256, name="照片", role="", position=0, **facts)


def test_exchanged_original_goes_along_with_nothing(at, picture):
    other = builders.evidence(picture.district, at)
    EvidenceLink.objects.filter(pk=picture.pk).update(blob=other.blob)
    link = EvidenceLink.objects.get(pk=picture.pk)
    with pytest.raises(IllegalMove, match="与留存时不一致"):
        share(link=link, subject=picture.district.second, scope=picture.scope, by=picture.district.office, at=at)


def test_what_is_shown_holds_the_picture_and_nothing_else(at):
    district = builders.desk(at)
    link = builders.picture(
        district, at, content=builders.photo(comment=b"reporter"), name="举报人张三现场.jpg", taken_by="李四",
        place="东门", note="线索来源",
    )  # fmt: skip

    shown = show(
        link=link, sha256=link.viewing_copy.sha256, name="第3项照片1", role=EvidenceRole.BEFORE, position=0,
        subject=district.second, scope=district.scope, by=district.office, at=at,
    )  # fmt: skip

    assert (shown.blob, shown.viewing_copy, shown.thumbnail) == (link.viewing_copy, link.viewing_copy, link.thumbnail)
    assert (shown.name, shown.place, shown.taken_by, shown.note, shown.device) == ("第3项照片1.jpg", "", "", "", "")
    assert b"reporter" not in stored(shown.blob)
    assert verify_files()[1] == []


def test_files_that_come_together_stay_in_their_order(at):
    district, names = builders.desk(at), [f"{number}.pdf" for number in (3, 1, 2)]
    uploads = [builders.upload(builders.PDF + name.encode(), name) for name in names]
    attach_all(uploads=uploads, subject=district.first, scope=district.scope, by=district.office, at=at)
    assert [link.name for link in EvidenceLink.objects.all()] == names


def test_gallery_tells_pictures_from_papers_and_says_what_waits(at, picture):
    waiting = builders.evidence(picture.district, at, content=builders.photo(size=(7, 7)), name="新.jpg", note="东门")
    paper = builders.evidence(picture.district, at)

    gallery = gallery_of([picture, waiting, paper], "整改前")

    made, unmade = gallery.pictures
    assert made.small.endswith("/thumbnail/") and not unmade.small
    assert (made.alt, unmade.alt) == ("整改前1：现场.jpg", "整改前2：东门")
    assert gallery.papers == [paper]
    assert not gallery_of([])


def test_row_of_a_list_shows_a_few_and_says_how_many_more(at, picture):
    shown, named = cell_of([picture] * 5 + [builders.evidence(picture.district, at)])
    assert (len(shown.of), shown.more) == (3, 2)
    assert [link.text for link in named.of] == ["通知.pdf"]
    assert cell_of([]) == ()
