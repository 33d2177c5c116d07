from django.utils.translation import gettext_lazy as _

from core.verbs import Noun, Verb
from records.actions import jobs
from records.models import Job

JOB = Noun(
    model=Job,
    name="job",
    path="jobs",
    verbs=(
        Verb(
            name="cancel",
            label=_("Cancel the job"),
            action=jobs.cancel,
            effect=_("It is stopped, and nothing comes of it. It can be asked for again."),
            done=_("The job is cancelled."),
            icon="x-circle",
        ),
    ),
)
