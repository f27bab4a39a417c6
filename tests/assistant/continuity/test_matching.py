"""Terms and pair features."""

from __future__ import annotations

import time

import pytest

from assistant.continuity import Toolbox, pair_features, prior_defects
from assistant.continuity.matching import Weighted, weighted
from assistant.continuity.terms import Bag, Rarity
from assistant.text import fold
from tests.assistant.continuity.readings import Reader


def bag(tools: Toolbox, text: str) -> Bag:
    return tools.reader.bag(text, fold(text))


def pair(tools: Toolbox, first: str, second: str) -> tuple[Weighted, Weighted]:
    bags = [bag(tools, first), bag(tools, second)]
    rarity = Rarity([*bags, bag(tools, "Thu ngân sách vượt dự toán"), bag(tools, "Trồng 12 ha quế ở xóm Nà Lũng")])
    return weighted(bags[0], rarity), weighted(bags[1], rarity)


def test_the_same_words_match_wholly(tools: Toolbox) -> None:
    features = pair_features(*pair(tools, "12 hồ sơ đất quá hạn", "12 hồ sơ đất quá hạn"))
    assert features["cosine"] == pytest.approx(1.0)
    assert features["covered"] == pytest.approx(1.0)


def test_no_shared_term_no_feature(tools: Toolbox) -> None:
    assert pair_features(*pair(tools, "Camera bến hỏng", "Giải ngân vốn thấp")) == {}


def test_the_same_matter_in_other_words(tools: Toolbox) -> None:
    features = pair_features(*pair(tools, "Kết nạp 05 quần chúng", "Phát triển đảng được 7 người"))
    assert features["matter"] == 1.0


@pytest.mark.parametrize(
    ("short", "long"),
    [("UBND xã", "Ủy ban nhân dân xã"), ("nợ BHXH", "nợ bảo hiểm xã hội"), ("02 nhà văn hóa", "hai nhà văn hoá")],
)
def test_the_same_thing_written_otherwise(tools: Toolbox, short: str, long: str) -> None:
    assert bag(tools, short).terms.keys() == bag(tools, long).terms.keys()


def test_a_month_of_a_year_is_no_share(tools: Toolbox) -> None:
    assert not bag(tools, "từ tháng 02/2025").measured
    assert bag(tools, "đạt 9/12 chỉ tiêu").measured


def test_names_of_persons_weigh_less_than_places(tools: Toolbox) -> None:
    terms = bag(tools, "Giao đồng chí Hoàng làm việc với xóm Khau Cút").terms
    assert terms["hoàng"] < 1.0 < terms["khau"]


def test_a_hostile_document_is_answered_soon(read: Reader, tools: Toolbox) -> None:
    fault = "Camera bến hỏng"
    prior = read(f"II. HẠN CHẾ\n- {fault}.\n", faults=[fault])
    for text in ("a, " * 60_000, "hỏng 1/2; " * 20_000, "(" * 200_000):
        this = read(f"I. KẾT QUẢ\n{text}\n")
        start = time.perf_counter()
        prior_defects(this, prior, tools)
        assert time.perf_counter() - start < 5
