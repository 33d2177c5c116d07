"""Words that must not be read, in whatever way they are written (R73)."""

import pytest

from rectification.redaction import Hidden, hide, left_in, marked, masked, numbers_in, occurs, shortened


@pytest.mark.parametrize("text", ["王建国报告", "王 建国", "王　建 国", "王\u200b建国", "由王\n建国负责"])
def test_name_is_found_whatever_stands_between_its_signs(text):
    assert occurs("王建国", text)


@pytest.mark.parametrize("text", ["13800001111", "１３８００００１１１１", "138 0000 1111"])
def test_number_is_found_in_every_width(text):
    assert occurs("13800001111", text)


def test_name_is_not_found_in_another():
    assert not occurs("王建国", "王建设国")
    assert not occurs("  ", "任何文字")


def test_longer_words_are_hidden_first():
    hidden = [Hidden("示范化工", "某企业"), Hidden("示范化工有限公司", "某公司")]

    assert hide("示范化工有限公司和示范 化工。", hidden) == "某公司和某企业。"


def test_replacement_is_taken_as_it_is():
    assert hide("王建国", [Hidden("王建国", r"\1\g<0>")]) == r"\1\g<0>"


def test_what_is_left_is_told():
    assert left_in("王某和李明远", ["王建国", "李明远"]) == ["李明远"]


def test_marks_are_pieces_of_the_text():
    assert marked("甲王建国乙", ["王建国"]) == [("甲", False), ("王建国", True), ("乙", False)]
    assert marked("甲", []) == [("甲", False)]


def test_telephones_identity_numbers_and_credit_codes_are_found():
    text = "电话13800001111、0632-8690000，证件37040319800101123X，代码91370400MA3C0FAKE1。"

    assert numbers_in(text) == ["13800001111", "0632-8690000", "37040319800101123X", "91370400MA3C0FAKE1"]
    assert numbers_in("枣高安委〔2026〕12号，2026年3月15日，共112项，20260315") == []


def test_what_stands_instead_tells_nothing():
    assert masked("13800001111") == "138****"
    assert shortened("王建国") == "王某"
