from accounts.models import Scope
from core.forms import DayForm
from core.shapes import Crumb
from core.verbs import Noun, Verb, Work
from tests.thing import actions
from tests.thing.forms import PackForm
from tests.thing.models import Parcel

PARCEL = Noun(
    model=Parcel,
    name="parcel",
    path="parcels",
    home="thing:parcel-list",
    crumbs=lambda parcel: [Crumb("包裹", "/parcels/"), Crumb(str(parcel), "")],
    verbs=(
        Verb(name="pack", label="打包裹", action=actions.pack, form=PackForm, on=Scope, done="包裹打好了。"),
        Verb(
            name="send", label="寄出包裹", action=actions.send, form=DayForm, effect="寄出后不能更改。", is_step=True,
            blocked=lambda parcel, user, today: "先装东西。" if parcel.content == "空" else "", work=Work(order=20),
        ),
        Verb(name="receive", label="收下包裹", action=actions.receive, is_step=True, work=Work(order=10)),
    ),
)  # fmt: skip
NOUNS = (PARCEL,)
