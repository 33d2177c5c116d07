"""A draw by lot is kept with what makes it again, and nobody chooses what comes out (R54, R68)."""

import hashlib

import pytest
from django.core.exceptions import PermissionDenied

from core.models import AuditEvent
from core.refusals import IllegalMove
from records.actions import draws
from records.drawing import count_of, digest_of, drawn_of, ranked
from records.models import Draw
from tests.inspections.builders import ENTERED, at_on, on_site_round

pytestmark = pytest.mark.requirement("R68")
KEYS = [f"枣高安委〔2026〕4号第{number}项" for number in range(1, 21)]


def test_the_same_seed_draws_the_same_whatever_the_order_of_the_candidates():
    first = drawn_of("20260101", KEYS, number=5, share=None)

    assert first == drawn_of("20260101", list(reversed(KEYS)), number=5, share=None)
    assert len(first) == 5
    assert first != drawn_of("20260102", KEYS, number=5, share=None)


def test_the_method_is_that_of_its_sentence():
    """Whoever has a hash tool comes to the same: edition 1 may never change."""
    by_hand = sorted(KEYS, key=lambda key: hashlib.sha256(f"20260101:{key}".encode()).hexdigest())

    assert ranked("20260101", KEYS) == by_hand
    assert by_hand[:3] == [f"枣高安委〔2026〕4号第{number}项" for number in FIRST_THREE]


FIRST_THREE = (6, 11, 13)


def test_what_is_taken_whole_takes_no_place_of_the_others():
    drawn = drawn_of("1", KEYS, always=KEYS[:3], number=2, share=None)

    assert set(KEYS[:3]) < set(drawn)
    assert len(drawn) == 5


@pytest.mark.parametrize(
    ("total", "number", "share", "count"),
    [(20, 5, None, 5), (3, 5, None, 3), (20, None, 10, 2), (21, None, 10, 3), (1, None, 1, 1), (0, None, 50, 0)],
)
def test_number_and_share(total, number, share, count):
    assert count_of(total, number=number, share=share) == count


@pytest.mark.django_db
class TestKept:
    def made(self, round_=None, **facts):
        round_ = round_ or on_site_round()
        told = {"keys": KEYS, "number": 4} | facts
        return draws.draw(
            subject=round_, scope=round_.scope, by=round_.here.office, on=ENTERED, at=at_on(ENTERED), **told
        )

    def test_seed_and_candidates_are_kept_and_the_event_vouches_for_them(self):
        draw = self.made()

        kept = Draw.objects.get(pk=draw.pk)
        assert kept.again() == kept.drawn
        assert kept.is_repeatable
        told = AuditEvent.objects.get(verb="draw.make").new
        assert (told["seed"], told["candidates"], told["drawn"]) == (draw.seed, 20, 4)
        assert told["candidates_sha256"] == digest_of(KEYS)

    def test_the_machine_chooses_the_seed(self):
        round_ = on_site_round()

        assert self.made(round_).seed != self.made(round_).seed

    def test_it_is_never_changed(self):
        draw = self.made()
        draw.drawn = KEYS[:4]

        with pytest.raises(PermissionDenied):
            draw.save()

    def test_what_was_changed_past_the_code_does_not_come_out_again(self):
        draw = self.made(seed="7")
        others = [key for key in KEYS if key not in draw.drawn]
        Draw.objects.filter(pk=draw.pk).update(drawn=sorted([*draw.drawn[1:], others[0]]))

        assert not Draw.objects.get(pk=draw.pk).is_repeatable

    @pytest.mark.parametrize(
        "facts", [{"number": None}, {"number": 4, "share": 5}, {"number": 0}, {"keys": [], "number": 3}]
    )
    def test_a_draw_of_nothing_is_refused(self, facts):
        with pytest.raises(IllegalMove):
            self.made(**facts)
