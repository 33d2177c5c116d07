"""The verbs of this app, a file for each noun. What is recorded on site comes first: while the team is there, that is
what a round's page offers before all else."""

from inspections.verbs.case_files import CASE_FILE
from inspections.verbs.corrections import CORRECTION
from inspections.verbs.criteria import CRITERION
from inspections.verbs.enterprises import ENTERPRISE
from inspections.verbs.findings import FINDING
from inspections.verbs.imports import IMPORT_LIST
from inspections.verbs.interviews import INTERVIEW, INTERVIEW_PROPOSAL
from inspections.verbs.notes import NOTE, TOPIC
from inspections.verbs.orders import ORDER
from inspections.verbs.reports import REPORT
from inspections.verbs.rounds import ROUND
from inspections.verbs.supplements import SUPPLEMENT

NOUNS = (
    FINDING, IMPORT_LIST, NOTE, TOPIC, ROUND, REPORT, CORRECTION, SUPPLEMENT, CASE_FILE, ENTERPRISE, CRITERION, ORDER,
    INTERVIEW, INTERVIEW_PROPOSAL,
)  # fmt: skip
