"""What an archive may hold of a matter: papers, evidence and events by the scopes in which they stand."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Model, Q, QuerySet

from accounts.models import Scope
from accounts.roles import ScopeKind
from core.event_words import kept_from_timelines
from core.models import AuditEvent
from records.models import Decision, EvidenceLink, IssuedDocument

# Leads, identities and sealed visits never come into an archive that others read, whoever asks for it.
OPEN_KINDS = (ScopeKind.ROUND, ScopeKind.UNIT, ScopeKind.LISTING)


@dataclass(frozen=True)
class Stored:
    """One stored file of the package: under which path, and the field of which row it stands in."""

    path: str
    thing: Model
    field: str


# Ids by the kind of their things (the model's lower-case name): an id alone may be that of another kind, too.
Subjects = Mapping[str, Collection[str]]


def subjects_of(querysets: Iterable[QuerySet[Model]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for rows in querysets:
        kind = str(rows.model._meta.model_name)
        found.setdefault(kind, set()).update(str(pk) for pk in rows.order_by().values_list("pk", flat=True))
    return found


def papers_of(scope: Scope, subjects: Subjects, *, but: Collection[str] = ()) -> QuerySet[IssuedDocument]:
    """Those of this scope and those about these things, oldest first; none of the kinds `but`."""
    found = IssuedDocument.objects.filter(_belongs(scope, subjects), *_open()).exclude(kind__in=but)
    return found.select_related("pdf", "signed_scan__blob").order_by("issued_on", "numbered_at", "pk")


def evidence_of(scope: Scope, subjects: Subjects, *, but: Collection[str] = ()) -> QuerySet[EvidenceLink]:
    """Originals of this scope and of these things, but of the kinds of things `but`."""
    found = EvidenceLink.objects.filter(_belongs(scope, subjects), *_open()).exclude(subject_kind__in=but)
    return found.select_related("blob", "uploaded_by").order_by("uploaded_at", "position", "pk")


def decisions_about(subjects: Subjects) -> QuerySet[Decision]:
    return Decision.objects.filter(_among(subjects, "subject"))


def events_of(subjects: Subjects) -> QuerySet[AuditEvent]:
    """What was done to these things, oldest first."""
    open_scopes = Scope.objects.filter(kind__in=OPEN_KINDS).values("pk")
    found = AuditEvent.objects.filter(_among(subjects, "target")).exclude(verb__in=kept_from_timelines())
    return found.filter(Q(scope_id=None) | Q(scope_id__in=open_scopes)).order_by("at", "id")


def _belongs(scope: Scope, subjects: Subjects) -> Q:
    return Q(scope=scope) | Q(round_scope=scope) | _among(subjects, "subject")


def _among(subjects: Subjects, prefix: str) -> Q:
    found = Q(pk__in=[])
    for kind, ids in subjects.items():
        found |= Q(**{f"{prefix}_kind": kind, f"{prefix}_id__in": list(ids)})
    return found


def _open() -> Sequence[Q]:
    return Q(scope__kind__in=OPEN_KINDS), Q(round_scope=None) | Q(round_scope__kind__in=OPEN_KINDS)
