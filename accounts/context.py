from functools import cache, partial

from django.conf import settings

from accounts.roles import Role
from core.navigation import menu_for
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
        "unread_count": getattr(user, "unread_count", 0),
        "sweep_is_late": user.role == Role.OFFICE and getattr(user, "sweep_is_late", False),
        "is_demo": user.is_demo,
    }
