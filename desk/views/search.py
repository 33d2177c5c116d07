"""The one box for everything, as a page and, for htmx, as what stands below the box of every page."""

from typing import Any

from accounts.permissions import Permission
from core.filters import searched_words
from core.recent import recent
from core.search_box import found
from core.views.base import PageView


class SearchView(PageView):
    rule = Permission.OWN_DESK
    template_name = "desk/search/page.html"

    def get_template_names(self) -> list[str]:
        return ["desk/search/found.html"] if "HX-Request" in self.request.headers else [self.template_name]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        words = searched_words(self.request.GET.get("q", ""))
        return super().get_context_data(
            words=words,
            groups=found(self.request.user, words) if words else [],
            recent=[] if words else recent(self.request, self.request.user),
            **kwargs,
        )
