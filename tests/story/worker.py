"""What the worker does between two steps of people; here at once, so that no broker is needed."""

from core.tasks import send_outbox
from deadlines.tasks import sweep_deadlines
from records.tasks import make_viewing_copies, render_waiting_documents


def runs():
    render_waiting_documents()
    make_viewing_copies()
    sweep_deadlines()
    send_outbox()
