from datetime import datetime

from accounts.actions.brakes import give_back, note_wrong, pay
from accounts.brakes import PAPER_CHECK, Guess, network_of
from records.check_codes import as_kept
from records.models import IssuedDocument
from records.models.document import DocumentStatus
from records.queries.evidence_check import is_attested


def paper_by_code(*, typed: str, address: str, at: datetime) -> IssuedDocument | None:
    """The issued paper with this code; None where there is none, where it is not out yet, and where its file is not
    the one that was issued. Whoever holds a paper asks without an account, so wrong codes are braked by `address`
    (ADR 21); what cannot be a code costs nothing.

    Raises Braked.
    """
    code = as_kept(typed)
    if not code:
        return None
    network = network_of(address)
    guess = Guess(PAPER_CHECK, network, address=network)
    paid = pay(guesses=[guess], at=at)
    found = IssuedDocument.objects.filter(code=code, status=DocumentStatus.ISSUED).select_related("pdf").first()
    if found is None or not is_attested(found, "pdf"):
        note_wrong(paid=paid, address=address, at=at)
        return None
    give_back(guess=guess, at=at)
    return found
