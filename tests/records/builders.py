"""Evidence, documents and scopes for tests, built by the actions."""

import io
import wave
from datetime import UTC, date, datetime, time
from types import SimpleNamespace

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from accounts.actions.scopes import open_scope, unit_scope
from accounts.roles import ScopeKind
from records.actions.documents import number_document
from records.actions.evidence import attach
from records.actions.viewing_copies import make_viewing_copy
from records.models import Decision
from records.policies import Paper
from records.tasks import make_viewing_copies
from tests.accounts import builders as people
from tests.ready_states import ready

ON = date(2026, 3, 2)
PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
LETTER = {
    "issuer": "测试安委会办公室",
    "addressee": "测试甲街道",
    "title": "关于报送材料的通知",
    "sections": [{"heading": "", "paragraphs": ["请于三日内报送材料。"]}],
}


def upload(content=PDF, name="通知.pdf"):
    return SimpleUploadedFile(name, content)


def photo(*, size=(60, 40), form="JPEG", exif=None, **options) -> bytes:
    out = io.BytesIO()
    options |= {"exif": exif} if exif is not None else {}
    Image.new("RGB", size, "steelblue").save(out, form, **options)
    return out.getvalue()


def sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as recording:
        recording.setnchannels(1)
        recording.setsampwidth(2)
        recording.setframerate(8000)
        recording.writeframes(b"\0\0" * 100)
    return out.getvalue()


@ready
def desk(at):
    """The people of a small district, and the scope of its first subdistrict and of a round."""
    district = people.district()
    district.first, district.second = district.subdistricts[:2]
    district.scope = unit_scope(unit=district.first, by=district.secadmin, at=at)
    district.round_scope = open_scope(kind=ScopeKind.ROUND, label="测试巡查")
    return district


def paper(**facts) -> Paper:
    """A decision of a meeting, whole."""
    return Paper(**({"meeting_number": "2026年第3次", "on": ON, "scan": upload(name="批件.pdf")} | facts))


def decided(by, on, *, verb="plan.approve") -> Decision:
    """A decision of a member of the committee, for things put into a state past the actions."""
    return Decision.objects.create(
        subject_kind="", subject_id="", verb=verb, body="区安委会", decided_on=on, decided_by=by, recorded_by=by,
        recorded_at=datetime.combine(on, time(2, 0), tzinfo=UTC),
    )  # fmt: skip


def evidence(district, at, *, content=PDF, name="通知.pdf", **facts):
    facts = {"subject": district.first, "scope": district.scope, "by": district.office, "at": at} | facts
    return attach(upload=upload(content, name), **facts)


def look_at_pictures():
    """As the background does after the commit."""
    assert make_viewing_copies()["failed"] == 0


def picture(district, at, **facts):
    """As `evidence`, after the background has looked at it."""
    link = evidence(district, at, **facts)
    return make_viewing_copy(link=link, at=at) if link.awaits_copy else link


def document(district, at, **facts):
    facts = {
        "kind": "notice",
        "title": "关于报送材料的通知",
        "series": "测安委办",
        "data": LETTER,
        "scope": district.scope,
        "addressee": district.first,
        "subject": district.first,
        "on": ON,
        "by": district.office,
        "at": at,
    } | facts
    return number_document(**facts)


def fake_upload(*, size, name="录像.mp4"):
    """A file of any claimed size that fails the test when it is read."""

    def read(*_args):
        raise AssertionError("A file that is too large must be refused unread.")

    return SimpleNamespace(size=size, name=name, read=read, seek=read, chunks=read)
