"""What the one box asks is kept by the form of the words, and still finds what would be found anew (ADR 51)."""

import pytest

from accounts.models import User
from core import search_box, searching
from core.queries import asked_alike
from core.search_box import KINDS, MOST_HITS, found, kinds_for
from inspections.models import Enterprise, Finding, FormerName
from tests.rectification import builders as b

pytestmark = pytest.mark.django_db

WORDS = [
    "兴", "兴仁", "曌曌", "疏散", "占用", "安全", "安全出口", "通道 疏散", "疏散 疏散", "街道 占用 安", "100%_", "_",
    "%", "a%", "A", "aA a", "化工", "化工 老", "老化工", "报告", "〔2026〕", "〔2026〕1号", "办〔2026〕",
    "办 （2026） 1", "1", "2 安全", "12345678901", "99999", "安全1", "' \\", "一 二 三 四 五", "(1)2(3)",
]  # fmt: skip
PEOPLE = ["office", "committee", "leader", "member", "secretary", "principal", "stranger"]


@pytest.fixture(autouse=True)
def nothing_kept():
    asked_alike._kept.cache_clear()


def anew(user):
    return User.objects.get(pk=user.pk)


def told(user, words):
    return {str(group.label): ([hit.url for hit in group.hits], group.is_more) for group in found(anew(user), words)}


def looked_for(user, words):
    """As each list does it for itself."""
    groups = {}
    for kind in kinds_for(anew(user)):
        things = list(kind.find(kind.rows(user), words)[: MOST_HITS + 1])
        if things:
            hits = [thing.get_absolute_url() for thing in things[:MOST_HITS]]
            groups[str(kind.label)] = (hits, len(things) > MOST_HITS)
    return groups


@pytest.fixture
def here():
    case = b.signed_case(findings_count=8)
    first, *_others, last = Finding.objects.filter(kind="general_hazard").order_by("number")
    Finding.objects.filter(pk=first.pk).update(text="安全出口被占用，aA 100%_")
    Finding.objects.filter(pk=last.pk).update(is_apart=True, text="安全出口另案处理")
    enterprise = Enterprise.objects.first()
    FormerName.objects.create(enterprise=enterprise, name="老化工厂", until_on="2026-01-01")
    return case.here


@pytest.mark.parametrize(("most", "tried"), [(searching.MOST_LOOKED_UP, search_box.MOST_TRIED), (1000, 1), (1, 1)])
def test_what_is_kept_finds_what_would_be_found_anew(here, monkeypatch, most, tried):
    monkeypatch.setattr(searching, "MOST_LOOKED_UP", most)
    monkeypatch.setattr(search_box, "MOST_TRIED", tried)
    finds = [told(getattr(here, who), words) for who in PEOPLE for words in WORDS for _again in range(2)]

    expected = [looked_for(getattr(here, who), words) for who in PEOPLE for words in WORDS for _again in range(2)]
    assert finds == expected
    assert sum(map(bool, finds)) > len(WORDS)


@pytest.mark.parametrize("words", [("疏散", "通道"), ("疏散 通道", "通道 堆放"), ("疏散通道", "堆放杂物")])
def test_other_words_of_the_same_form_are_put_together_no_more(here, words):
    first, other = words
    assert told(here.office, first)
    before = asked_alike._kept.cache_info().misses

    assert told(here.office, other) == looked_for(here.office, other)

    assert asked_alike._kept.cache_info().misses == before


def test_what_was_typed_is_not_kept(here, monkeypatch):
    kept_of, keys = asked_alike._kept, []
    monkeypatch.setattr(asked_alike, "_kept", lambda key: keys.append(key) or kept_of(key))

    found(anew(here.office), "独一公司〔2026〕98765号 占用 77665544")

    assert keys
    assert not [typed for typed in ("独一", "占用", "2026", "98765", "77665544") if typed in repr(keys)]


@pytest.mark.parametrize("name", [kind.name for kind in KINDS])
def test_a_hit_tells_nothing_that_was_not_read_with_it(here, django_assert_max_num_queries, name):
    user = anew(here.office)
    (kind,) = (kind for kind in kinds_for(user) if kind.name == name)
    things = list(kind.rows(user)[:MOST_HITS])
    assert name == "handoff" or things
    kind.hits(user, [str(thing.pk) for thing in things])

    # One for the things, one for the matters of hand-offs.
    with django_assert_max_num_queries(2 if name == "handoff" else 1):
        hits = kind.hits(user, [str(thing.pk) for thing in things])

    assert hits == [kind.hit(thing) for thing in things]
