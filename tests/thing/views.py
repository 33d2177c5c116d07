from accounts.permissions import Permission
from core.lists import DescribedListView
from core.presenters import badge_of
from core.shapes import Fact
from core.tables import Column
from core.views.base import ThingDetailView
from tests.thing.models import Parcel


class ParcelListView(DescribedListView):
    rule = Permission.DOCUMENT_VIEW
    model = Parcel
    heading = "包裹"
    export_verb = "parcel.export"
    columns = (
        Column("内容", lambda parcel, today: parcel.content, is_link=True),
        Column("寄出日期", lambda parcel, today: parcel.sent_on, "date"),
        Column("状态", lambda parcel, today: badge_of(parcel)),
    )


class ParcelDetailView(ThingDetailView):
    rule = Permission.DOCUMENT_VIEW
    model = Parcel

    def get_context_data(self, **kwargs):
        facts = [Fact("内容", self.object.content)]
        return super().get_context_data(facts=facts, fact_title="包裹", **kwargs)
