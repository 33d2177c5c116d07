"""Places that apps fill: in the order of the numbers, once each, for one model."""

from core.slots import ModelSlot, Slot


class Ship:
    pass


class Boat:
    pass


def first():
    pass


def second():
    pass


def test_contributions_come_in_the_order_of_their_numbers_and_once():
    slot = Slot()
    slot.add(second, order=200)
    slot.add(first, order=100)
    slot.add(second, order=50)

    assert list(slot) == [first, second]


def test_those_of_one_number_stay_as_they_were_added():
    slot = Slot()
    slot.add(second, order=100)
    slot.add(first, order=100)

    assert list(slot) == [second, first]


def test_each_model_has_its_own():
    slot = ModelSlot()
    slot.add(Ship, first, order=1)

    assert list(slot.of(Ship)) == list(slot.of(Ship())) == [first]
    assert list(slot.of(Boat())) == []
