"""Who answers for a subdistrict on a day: its principals in post, and whoever one of them lets act for him (R5)."""

from datetime import date

from accounts.models import Unit, User
from accounts.models.delegation import Delegation, DelegationQuerySet
from accounts.models.term import TermOfOffice
from accounts.roles import ScopeKind


def delegations_of(unit: Unit, day: date) -> DelegationQuerySet:
    """Delegations in force on the day, both ends inclusive, whose giver is in post as a principal that day."""
    givers = unit.terms.in_post(day).values("user")
    return Delegation.objects.in_force(day).filter(
        scope__kind=ScopeKind.UNIT, scope__unit=unit, giver__in=givers, taker__unit=unit
    )


def term_answered_by(unit: Unit, user: User, day: date) -> TermOfOffice | None:
    """The term of office in which the person answers for the unit on the day: his own, or his principal's."""
    terms = unit.terms.in_post(day)
    own = terms.filter(user=user).first()
    return own or terms.filter(user__in=delegations_of(unit, day).filter(taker=user).values("giver")).first()


def people_who_answer(unit: Unit, day: date) -> list:
    """The accounts of those who answer for the unit on the day, principals first; nobody twice, active ones only."""
    terms = unit.terms.in_post(day).filter(user__is_active=True).select_related("user")
    delegations = delegations_of(unit, day).filter(taker__is_active=True).select_related("taker")
    people = [term.user for term in terms] + [one.taker for one in delegations]
    return list({person.pk: person for person in people}.values())
