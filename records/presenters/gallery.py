"""Pictures and papers kept of a thing, as pages, lists and forms show them: pictures to look at, papers by name."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core.addresses import address_of
from core.cells import Lines, Link, Pictures
from core.day_words import day_in_list
from core.shapes import Picture, Words
from records.models import EvidenceLink

# As many stand in the row of a list; the page of the thing shows all.
SHOWN_IN_ROW = 3


@dataclass(frozen=True)
class Gallery:
    """Pictures of one thing, side or moment, and beside them the files with nothing to look at (gallery.html)."""

    label: Words = ""
    pictures: list[Picture] = field(default_factory=list)
    papers: list[EvidenceLink] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.pictures or self.papers)


def gallery_of(links: Iterable[EvidenceLink], label: Words = "") -> Gallery:
    """Of links this person may see, in their order; reads `blob` of papers. `label` heads it and begins the words for
    those who do not see the pictures."""
    links = list(links)
    pictures = [link for link in links if link.is_picture]
    shown = [picture_of(link, number, label) for number, link in enumerate(pictures, start=1)]
    return Gallery(label, shown, [link for link in links if not link.is_picture])


def picture_of(link: EvidenceLink, number: int, label: Words = "") -> Picture:
    """`number` counts the pictures of one gallery from 1."""
    head = label or _("Photo")
    shows = link.note or link.place or link.name
    told = [day_in_list(link.taken_on) if link.taken_on else "", link.note]
    return Picture(
        url=_large(link),
        small=_small(link),
        alt=_("%(head)s %(number)s: %(shows)s") % {"head": head, "number": number, "shows": shows},
        original=address_of("records:evidence-download", link.pk),
        note=" ".join(word for word in told if word),
    )


def cell_of(links: Iterable[EvidenceLink]) -> tuple:
    """For the row of a list: the first pictures, small, and the names of the papers."""
    links = list(links)
    papers = [link for link in links if not link.is_picture]
    named = [Link(one.name, address_of("records:evidence-download", one.pk), icon="paperclip") for one in papers]
    return (*pictures_cell(links), Lines(named)) if named else pictures_cell(links)


def pictures_cell(links: Iterable[EvidenceLink], most: int = SHOWN_IN_ROW) -> tuple:
    """The first `most` pictures alone, and how many more there are; nothing of papers."""
    pictures = [link for link in links if link.is_picture]
    if not pictures:
        return ()
    shown = [_brief(link, number) for number, link in enumerate(pictures[:most], start=1)]
    return (Pictures(shown, len(pictures) - len(shown)),)


def _brief(link: EvidenceLink, number: int) -> Picture:
    """The row says already what it is about."""
    return Picture(_large(link), _small(link), _("Photo %(number)s") % {"number": number})


def _large(link: EvidenceLink) -> str:
    return address_of("records:evidence-view", link.pk)


def _small(link: EvidenceLink) -> str:
    return address_of("records:evidence-thumbnail", link.pk) if link.viewing_copy_id else ""
