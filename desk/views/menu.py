from accounts.permissions import Permission
from core.views.base import PageView
from core.work import counts_for
from desk.menu import counted_menu


class MenuView(PageView):
    """The menu alone, with its counts: each page shows it without and fetches it when it stands, since what waits
    for a person is more to ask than many a page. `?at=` is the path of that page."""

    rule = Permission.OWN_DESK
    template_name = "_partials/menu.html"

    def get_context_data(self, **kwargs):
        user = self.request.user
        menu = counted_menu(user, self.request.GET.get("at", ""), counts_for(user, today=self.today))
        return super().get_context_data(navigation=menu, is_counted=True, **kwargs)
