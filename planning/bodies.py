"""Names of the bodies as they stand in a paper; a district that has not entered them gets the usual ones."""

from django.conf import settings

from accounts.models import Unit
from accounts.models.unit import UnitKind


def committee_name() -> str:
    return _name(UnitKind.COMMITTEE) or f"{settings.DISTRICT_NAME}安全生产委员会"


def office_name() -> str:
    return _name(UnitKind.OFFICE) or f"{committee_name()}办公室"


def team_name(team) -> str:
    """The team as an issuer: 枣庄高新区安全生产委员会第一巡查组."""
    return f"{committee_name()}{team.name}"


def principals_of(unit) -> str:
    """主送机关 of a subdistrict: both principals answer alike (党政同责)."""
    return f"{unit.short_name}党工委、办事处"


def office_contact(person=None) -> dict:
    """Whom to call: an officer of the committee office, else the office itself."""
    unit = Unit.objects.filter(kind=UnitKind.OFFICE, is_active=True).first()
    phone = (person.phone if person else "") or (unit.phone if unit else "")
    name = person.full_name if person else (unit.contact_name if unit else "") or office_name()
    contact = {"name": name, "phone": phone}
    if unit and unit.address:
        contact["address"] = unit.address
    return contact


def complaint_channels() -> dict:
    """Where people tell of problems (三(二)3), as the security administrator entered it for the committee office."""
    unit = Unit.objects.filter(kind=UnitKind.OFFICE, is_active=True).first()
    given = {"complaint_phone": unit.complaint_phone, "complaint_mailbox": unit.complaint_mailbox} if unit else {}
    return {name: value for name, value in given.items() if value}


def regulation_name(ruleset) -> str:
    return ruleset.title if ruleset.title.startswith("《") else f"《{ruleset.title}》"


def order_of(entry) -> dict:
    """Of a round outside the plan, by whose order it takes place; of a planned one nothing: it rests on the plan."""
    return {"order": entry.ad_hoc_order} if entry.is_ad_hoc else {}


def _name(kind) -> str:
    return Unit.objects.filter(kind=kind, is_active=True).values_list("name", flat=True).first() or ""
