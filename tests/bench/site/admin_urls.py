"""Django admin's list of findings, doing what ours does: the same columns, order, search and page."""

from django.contrib import admin
from django.urls import include, path

from config.urls import urlpatterns
from inspections.models import Finding


class OpenSite(admin.AdminSite):
    """Open to whoever is signed in: only its speed is looked at."""

    def has_permission(self, request):
        return request.user.is_authenticated


class FindingAdmin(admin.ModelAdmin):
    list_display = ("number", "text", "unit", "enterprise", "round", "kind", "topic_number", "found_on", "status")
    list_select_related = ("unit", "enterprise", "round__subdistrict", "round__entry__cycle")
    list_filter = ("kind", "status", "handling")
    search_fields = ("text", "place", "enterprise__name", "unit__name")
    ordering = ("-round__planned_from_on", "round", "number")
    list_per_page = 50

    def has_module_permission(self, request):
        return True

    def has_view_permission(self, request, obj=None):
        return True

    def has_change_permission(self, request, obj=None):
        return False

    has_delete_permission = has_change_permission

    def has_add_permission(self, request):
        return False


site = OpenSite("bench")
site.register(Finding, FindingAdmin)
urlpatterns = [*urlpatterns, path("admin/", include((site.get_urls(), "admin"), namespace="bench"))]
