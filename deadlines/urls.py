from django.urls import path

from deadlines.views.calendar import CalendarFileView, CalendarView, DayEditView, YearImportView
from deadlines.views.deadlines import DeadlineExplainView, DeadlineExportView, DeadlineListView

app_name = "deadlines"
urlpatterns = [
    path("deadlines/", DeadlineListView.as_view(), name="deadline-list"),
    path("deadlines/export/", DeadlineExportView.as_view(), name="deadline-export"),
    path("deadlines/<uuid:pk>/explain/", DeadlineExplainView.as_view(), name="deadline-explain"),
    path("calendar/", CalendarView.as_view(), name="calendar"),
    path("calendar/import/", YearImportView.as_view(), name="calendar-import"),
    path("calendar/<int:year>/", CalendarView.as_view(), name="calendar-year"),
    path("calendar/<int:year>/days.csv", CalendarFileView.as_view(), name="calendar-file"),
    path("calendar/<int:year>/<int:month>/<int:day>/", DayEditView.as_view(), name="calendar-day"),
]
