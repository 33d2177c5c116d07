from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = _("Records")

    def ready(self):
        from accounts.permissions import Permission
        from core.buttons import WAYS
        from core.event_words import keep_from_timelines, register_changes, register_verbs
        from core.exports import register_background
        from core.navigation import Entry, Group, register_entry
        from core.readiness import PARTS, Part
        from core.scenes import ACCESS, add_scene
        from core.search_box import KINDS
        from core.searching import register_searched
        from core.texts import UNDRAWABLE
        from core.transitions import register_table
        from core.verbs import register_verb_rows
        from records import checks, proof  # noqa: F401  checks are registered by being loaded
        from records.attested import ATTESTED, Attested
        from records.engines import install_triggers
        from records.job_words import EXPORT
        from records.jobs import register_job
        from records.models import EvidenceLink, IssuedDocument, Job
        from records.presenters.documents import ways_from_document
        from records.readiness import storage_problem
        from records.rendering import fonts
        from records.search_box import DOCUMENTS

        register_table(IssuedDocument.TRANSITIONS)
        KINDS.add(DOCUMENTS, order=700)
        register_searched(IssuedDocument, "title", "addressee_name", "series")
        register_table(Job.TRANSITIONS)
        register_job("export", "records.long_files.make_file", EXPORT)
        register_background("records.views.jobs.make_in_background")
        register_verb_rows("records.verbs")
        UNDRAWABLE.add(fonts.undrawn, order=100)
        PARTS.add(Part("storage", storage_problem), order=10)
        WAYS.add(IssuedDocument, ways_from_document, order=700)
        register_entry(
            Entry(
                _("Documents"),
                "records:document-list",
                "file-earmark-text",
                Permission.DOCUMENT_VIEW,
                70,
                Group.RECORDS,
            )
        )
        register_entry(
            Entry(_("Event log"), "records:event-list", "journal-text", Permission.LOG_READ, 95, Group.SYSTEM)
        )
        post_migrate.connect(install_triggers, sender=self, dispatch_uid="records-triggers")
        register_verbs(
            {
                "draw.make": _("Drawn by lot"),
                "evidence.attach": _("Evidence added"),
                "evidence.download": _("Evidence downloaded"),
                "evidence.prepare": _("Viewing copy made"),
                "document.number": _("Document numbered"),
                "document.issue": _("Document issued"),
                "document.download": _("Document downloaded"),
                "document.word": _("Word file of the document taken"),
                "job.ask": _("Background job asked for"),
                "job.finish": _("Background job done"),
                "job.fail": _("Background job failed"),
                "job.take": _("File of a list downloaded"),
                "file.refuse": _("Changed file not given out"),
            }
        )
        register_changes(
            {
                "number": _("Document number"),
                "received_on": _("Received on"),
                "meeting": _("Number of the meeting"),
                "log_end": _("End of the sealed log"),
                "seed": _("Seed"),
                "candidates": _("Candidates"),
                "drawn": _("Number drawn"),
                "candidates_sha256": _("Hash of the candidates"),
            }
        )
        keep_from_timelines(
            "document.download", "document.word", "evidence.download", "evidence.prepare", "file.refuse", "job.take"
        )
        subject = (("subject", "subject_id"),)
        ATTESTED.add(Attested(EvidenceLink, "blob", "evidence.attach", same=subject), order=10)
        ATTESTED.add(Attested(EvidenceLink, "viewing_copy", "evidence.prepare", key="viewing_copy"), order=20)
        ATTESTED.add(Attested(EvidenceLink, "thumbnail", "evidence.prepare", key="thumbnail"), order=25)
        ATTESTED.add(Attested(IssuedDocument, "pdf", "document.issue"), order=30)
        PARTS.add(Part("proof", proof.problem), order=100)
        add_scene(ACCESS, "records.scenes.write_to_bodies", order=800)
        add_scene(ACCESS, "records.scenes.look_at_pictures", order=980)
        add_scene(ACCESS, "records.scenes.ask_for_files", order=985)
