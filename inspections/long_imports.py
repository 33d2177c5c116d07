"""Lists too long for somebody to wait for are taken in by a background job (records/jobs.py). It does what the button
does, at a later moment: the same rows, the same refusals, all or nothing."""

from collections.abc import Collection, Mapping

from django.http import Http404
from django.utils.translation import gettext as _

from accounts.models import User
from core.links import target_of
from core.refusals import IllegalMove
from inspections.actions import imports
from inspections.models import ImportBatch, ImportDraft
from records.jobs import Made, Progress
from records.models import Job

KIND = "import"
# Rows of a file that are taken in while its page waits.
DIRECT_ROWS = 500


def rows_of(draft: ImportDraft) -> int:
    return sum(len(sheet["rows"]) for sheet in draft.table["sheets"])


def facts_of(
    draft: ImportDraft,
    *,
    version: int | None,
    include_known: bool,
    known: Collection[str],
    answers: Mapping[str, str],
) -> dict:
    """What was chosen on its page, as plain values."""
    chosen = {"include_known": include_known, "known": sorted(known), "answers": dict(answers)}
    return {"draft": str(draft.pk), "version": version, **chosen}


def take_in(job: Job, owner: User, progress: Progress) -> Made:
    facts = job.facts
    drafts = ImportDraft.objects.visible_to(owner).select_related("round__subdistrict", "round__ruleset", "blob")
    draft = drafts.filter(pk=facts["draft"]).first()
    if draft is None:
        raise Http404
    batch = _stored_before(draft, job)
    if batch is None:
        result = imports.take_in(
            import_list=draft, by=owner, at=progress.clock(), include_known=facts["include_known"],
            known=facts["known"], answers=facts["answers"], version=facts["version"],
            checked=lambda: progress.tell(job.total),
        )  # fmt: skip
        batch = result.batch
        if batch is None and result.errors:
            raise IllegalMove(_("The list has errors by now and nothing was imported. Its page names them."))
        if batch is None:
            raise IllegalMove(
                _("Everything in this list is recorded already. Choose the rows to be imported all the same.")
            )
    led_to = target_of(batch)
    return Made({"done": batch.created, "total": batch.created, "result_kind": led_to.kind, "result_id": led_to.id})


def _stored_before(draft: ImportDraft, job: Job) -> ImportBatch | None:
    """What this job took in when it was begun before, where its worker died between that and its last word."""
    stored = ImportBatch.objects.filter(round=draft.round_id, blob=draft.blob_id, imported_by=job.owner_id)
    return stored.filter(imported_at__gte=job.asked_at).first() if job.attempts > 1 else None
