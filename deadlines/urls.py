from django.urls import path

from core.routes import verb_paths
from core.views.verbs import view_of
from deadlines.verbs import CALENDAR, DEADLINE
from deadlines.views.calendar import CalendarFileView, CalendarView
from deadlines.views.deadlines import DeadlineListView

app_name = "deadlines"
urlpatterns = [
    *verb_paths(DEADLINE),
    path("deadlines/", DeadlineListView.as_view(), name="deadline-list"),
    path("calendar/", CalendarView.as_view(), name="calendar"),
    path("calendar/import/", view_of(CALENDAR, CALENDAR.verb("import")), name="calendar-import"),
    path("calendar/<year:year>/", CalendarView.as_view(), name="calendar-year"),
    path("calendar/<year:year>/days.csv", CalendarFileView.as_view(), name="calendar-file"),
    path(
        "calendar/<year:year>/<pair:month>/<pair:day>/",
        view_of(CALENDAR, CALENDAR.verb("edit_day")),
        name="calendar-edit-day",
    ),
]
