"""What anybody may read without signing in: approved announcements that were published here, and nothing else (R73).

A page is made of a `PublicPage`, whose few fields are all there is to print: the template is never handed a model.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString
from django.utils.translation import override
from django.views.generic import TemplateView, View

from accounts.permissions import Permission
from core.rules import PUBLIC
from core.views.base import ThingMixin
from records.typesetting.composition import Heading, numbered, section
from rectification.models import Announcement
from rectification.models.announcement import AnnouncementStatus
from rectification.papers.announcement import Block, blocks_of
from rectification.queries.announcements import with_all
from rectification.static_export import packed

# Seconds for which a proxy or a browser may keep the page: a withdrawal is seen everywhere after that.
FRESH = 300
ON_A_PAGE = 20
GONE = 410


@dataclass(frozen=True)
class PublicPage:
    """All that the public reads of an announcement. `state` is published, withdrawn or corrected; of the latter two
    only the title and the day stand here. `other_url` leads to the one that took its place."""

    title: str
    number: str
    issuer: str
    day: date | None
    state: str
    blocks: tuple[Block, ...] = ()
    url: str = ""
    other_url: str = ""


def public_url(announcement: Announcement) -> str:
    return f"{settings.PUBLIC_URL.rstrip('/')}{_path(announcement)}"


def page_of(announcement: Announcement) -> PublicPage:
    document = announcement.document
    is_there = announcement.status in (AnnouncementStatus.APPROVED, AnnouncementStatus.PUBLISHED)
    other = announcement.corrections.filter(status=AnnouncementStatus.PUBLISHED).first()
    return PublicPage(
        title=announcement.title if is_there else "",
        number=document.full_number,
        issuer=document.data["issuer"],
        day=announcement.approved_on if is_there else announcement.withdrawn_on,
        state=announcement.status if not is_there else "published",
        blocks=tuple(_numbered(announcement.text)) if is_there else (),
        url=public_url(announcement),
        other_url=public_url(other) if other and other.publications.filter(medium="system").exists() else "",
    )


def _numbered(text: str) -> list[Block]:
    """Headings with their numbers 一、二、."""
    blocks = blocks_of(text)
    heads = iter(numbered([section(one.text) for one in blocks if one.is_heading]))
    return [_labelled(next(heads)) if one.is_heading else one for one in blocks]


def _labelled(heading: Heading) -> Block:
    return Block(f"{heading.label}{heading.text}", is_heading=True)


def _path(announcement: Announcement) -> str:
    return reverse("rectification:public-detail", args=[announcement.token])


class _Cached:
    """The same for everybody, so that proxies may keep it. What the public reads is Chinese, as the papers are."""

    rule = PUBLIC

    def dispatch(self, request, *args, **kwargs):
        with override("zh-hans"):
            response = super().dispatch(request, *args, **kwargs)
            if hasattr(response, "render"):
                response.render()
        response.headers["Cache-Control"] = f"public, max-age={FRESH}"
        patch_vary_headers(response, ["Accept-Encoding"])
        return response


class PublicListView(_Cached, TemplateView):
    """Published here, the latest first."""

    template_name = "rectification/public/list.html"

    def get_context_data(self, **kwargs):
        found = with_all(Announcement.objects.on_public_page()).order_by("-published_on", "id")
        page = Paginator(found, ON_A_PAGE).get_page(self.request.GET.get("page"))
        rows = [(one.title, _path(one), one.published_on) for one in page]
        return super().get_context_data(rows=rows, page=page, **kwargs)


class PublicDetailView(_Cached, TemplateView):
    """One announcement by its token. What was withdrawn or replaced says so, and nothing of what it said."""

    template_name = "rectification/public/detail.html"

    def get_context_data(self, **kwargs):
        found = with_all(Announcement.objects.once_on_public_page())
        return super().get_context_data(page=page_of(get_object_or_404(found, token=self.kwargs["token"])))

    def render_to_response(self, context, **kwargs):
        status = 200 if context["page"].state == "published" else GONE
        return super().render_to_response(context, status=status, **kwargs)


class _GivenOut(ThingMixin, View):
    """The approved text, to be given out elsewhere."""

    rule = Permission.ANNOUNCEMENT_VIEW
    model = Announcement

    def get_queryset(self):
        given = (AnnouncementStatus.APPROVED, AnnouncementStatus.PUBLISHED)
        return with_all(super().get_queryset().filter(status__in=given))


class AnnouncementFileView(_GivenOut):
    """One HTML file that stands by itself, for a website or a notice board: style inside, no address of this system
    but its own public page."""

    def get(self, request, *args, **kwargs):
        announcement = self.get_object()
        with override("zh-hans"):
            context = {"page": page_of(announcement), "style": _style()}
            page = render_to_string("rectification/public/file.html", context)
        response = HttpResponse(page, content_type="text/html; charset=utf-8")
        response.headers["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=f"{announcement.title}.html"
        )
        return response


class AnnouncementSiteView(_GivenOut):
    """A ZIP with page, style sheet, paper and their hashes, for any web server; there once the paper is made."""

    def get_queryset(self):
        return super().get_queryset().filter(document__pdf__isnull=False).select_related("document__pdf")

    def get(self, request, *args, **kwargs):
        announcement = self.get_object()
        document = announcement.document
        with override("zh-hans"), document.pdf.file.open("rb") as paper:
            found = packed(page_of(announcement), paper, size=document.pdf.size, at=document.numbered_at)
        response = HttpResponse(found, content_type="application/zip")
        response.headers["Content-Disposition"] = content_disposition_header(
            as_attachment=True, filename=f"{announcement.title}.zip"
        )
        return response


@cache
def _style() -> SafeString:
    """The same style as that of the page, to stand in the file."""
    return SafeString((settings.BASE_DIR / "static" / "css" / "public.css").read_text())
