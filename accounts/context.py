from functools import cache, partial

from django.conf import settings
from django.utils import timezone

from accounts.roles import Role
from core.navigation import menu_for, sweep_is_late
from core.search_box import kinds_for


def navigation(request) -> dict:
    """What every page's frame needs."""
    user = getattr(request, "user", None)
    frame = {"district_name": settings.DISTRICT_NAME, "max_upload_bytes": settings.MAX_UPLOAD_BYTES}
    if user is None or not user.is_authenticated:
        return frame
    # Asked by the template, once: a page that knows better tells it itself, and a part of a page asks for none.
    return frame | {
        "navigation": cache(partial(menu_for, user, request.path)),
        "is_searching": any(kinds_for(user)),
        "unread_count": cache(user.inbox.filter(read_at=None).count),
        "sweep_is_late": cache(lambda: user.role == Role.OFFICE and sweep_is_late(timezone.now())),
        "is_demo": user.is_demo,
    }
