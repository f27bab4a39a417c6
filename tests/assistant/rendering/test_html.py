"""The page: whole in itself, safe with hostile text, linked both ways, readable by all."""

from __future__ import annotations

import hashlib
import re
from base64 import b64encode
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest

from assistant.rendering import render
from assistant.report import Report
from assistant.resources import messages
from tests.samples import sample_report

_VOID = {"meta", "br", "input", "img", "link", "hr"}
_HOSTILE = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{ 7*7 }}&lt;\u202e\x1b[31m"
_STRUCTURE = {
    "id",
    "kind",
    "status",
    "stance",
    "level",
    "category",
    "severity",
    "document",
    "part",
    "missing",
    "period",
}
_STRUCTURE |= {"to", "of", "item", "speaker", "subject", "responsible", "owners", "addresses", "findings", "secrecy"}


class _Page(HTMLParser):
    """The elements of a page with their attributes, the headings, and the text inside the documents."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.papers: list[str] = []
        self.depth = 0
        self.skipping = 0
        self.words: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.elements.append((tag, told))
        if tag in _VOID:
            return
        self.open.append(tag)
        if told.get("class") == "paper":
            self.papers.append("")
            self.depth = len(self.open)
        if self.depth and told.get("class") == "ref":
            self.skipping = len(self.open)

    def handle_endtag(self, tag: str) -> None:
        assert self.open[-1] == tag, (self.open, tag)
        if self.skipping == len(self.open):
            self.skipping = 0
        if self.depth == len(self.open):
            self.depth = 0
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.depth and not self.skipping:
            self.papers[-1] += data
        if not {"script", "style", "blockquote", "q"} & set(self.open) and not self.depth:
            self.words.append(data)

    def all(self, name: str) -> list[str]:
        return [value for _, told in self.elements for key, value in told.items() if key == name and value is not None]


@cache
def _sample(language: str = "vi") -> str:
    return _html(sample_report(), language)


def _html(report: Report, language: str = "vi") -> str:
    out = render(report, "html", language=language)
    assert isinstance(out, str)
    return out


def _hostile(value: Any, name: str = "") -> Any:
    """Return a JSON value with hostile text after every free text in it."""
    if isinstance(value, dict):
        return {key: _hostile(inner, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [_hostile(inner, name) for inner in value]
    return value + _HOSTILE if isinstance(value, str) and name not in _STRUCTURE else value


def test_the_page_is_whole_and_well_formed() -> None:
    page = _Page(_sample())
    assert page.open == []
    tags = {tag for tag, _ in page.elements}
    assert not tags & {"link", "img", "iframe", "object", "embed", "form", "base", "svg"}
    assert all(href.startswith("#") for href in page.all("href"))
    assert page.all("src") == []
    assert "http://" not in _sample()
    assert "https://" not in _sample()
    assert not re.search(r"@import|url\(", _sample())


def test_the_content_policy_lets_only_the_own_style_and_script_act() -> None:
    out = _sample()
    policy = next(told["content"] for tag, told in _Page(out).elements if told.get("http-equiv"))
    for tag in ("style", "script"):
        content = out.split(f"<{tag}>")[1].split(f"</{tag}>")[0]
        digest = b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in str(policy)
    assert "default-src 'none'" in str(policy)
    assert "unsafe" not in str(policy)


def test_no_element_needs_an_inline_style_or_handler() -> None:
    names = {name for _, told in _Page(_sample()).elements for name in told}
    assert not {name for name in names if name.startswith("on")} | (names & {"style"})


def test_hostile_text_is_shown_as_text() -> None:
    data = _hostile(sample_report().to_dict())
    data["schema_version"] = 1
    out = _html(Report.model_validate(data))
    page = _Page(out)
    assert [tag for tag, _ in page.elements].count("script") == 1
    assert "img" not in {tag for tag, _ in page.elements}
    assert not [name for _, told in page.elements for name in told if name.startswith("on")]
    assert "49&lt;/" not in out
    assert "{{ 7*7 }}" in out
    assert "\u202e" not in out
    assert "\x1b" not in out


def test_the_texts_stand_there_whole_and_unchanged() -> None:
    report = sample_report()
    texts = [report.document.text, report.text_of("prior"), report.text_of("prompts:0")]
    assert _Page(_sample()).papers == texts


def test_every_link_leads_somewhere_and_every_anchor_is_unique() -> None:
    page = _Page(_sample())
    anchors = page.all("id")
    assert len(anchors) == len(set(anchors))
    assert {href[1:] for href in page.all("href")} <= set(anchors)
    assert set(page.all("aria-labelledby")) <= set(anchors)


def test_every_entry_leads_to_its_passage_and_every_passage_back() -> None:
    report = sample_report()
    page = _Page(_sample())
    links = set(page.all("href"))
    for number, shortcoming in enumerate(report.shortcomings, 1):
        assert f"#t-this-{shortcoming.start}" in links
        assert f"#shortcoming-{number}" in links
    for number in range(1, len(report.findings) + 1):
        assert f"finding-{number}" in page.all("id")
    assert report.prior is not None
    for number, defect in enumerate(report.prior.defects, 1):
        assert f"#t-prior-{defect.start}" in links
        assert f"#defect-{number}" in links


def test_headings_go_down_one_level_at_a_time() -> None:
    levels = [int(tag[1]) for tag, _ in _Page(_sample()).elements if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_landmarks_language_and_the_way_past_the_head_are_there(language: str) -> None:
    page = _Page(_sample(language))
    tags = [tag for tag, _ in page.elements]
    assert tags.count("main") == tags.count("header") == tags.count("nav") == 1
    assert dict(page.elements)["html"]["lang"] == language
    first_link = next(told for tag, told in page.elements if tag == "a")
    assert first_link == {"class": "skip", "href": "#content"}
    assert {told["role"] for tag, told in page.elements if tag == "table"} == {"table"}


def test_the_first_page_has_the_facts_the_questions_and_the_counts_by_topic() -> None:
    out = _sample()
    first = out[: out.index('<h2 id="findings">')]
    assert "Ban Thường vụ Đảng ủy xã An Thuận, năm 2022" in first
    assert "12/12/2022" in first
    assert first.count('<p class="question">') == 7
    assert "Hoàng Văn Sếnh (Chủ tịch UBND xã)" in first
    counts = re.findall(r'href="#topic-([a-z]+)"><span>[^<]+</span> <strong>(\d+)</strong>', first)
    assert counts == [
        ("formalistic", "1"),
        ("evasive", "5"),
        ("accountability", "2"),
        ("continuity", "3"),
        ("consistency", "1"),
    ]


def test_the_words_of_judgement_stand_in_quotes_only() -> None:
    words = " ".join(_Page(_sample()).words).lower()
    for word in ("né tránh", "hình thức", "đối phó", "đánh trống"):
        assert word not in words


def test_the_catalogue_has_no_words_of_judgement() -> None:
    said = messages().joinpath("vi.json").read_text(encoding="utf-8").lower()
    shown = [line for line in said.splitlines() if line.strip().startswith(('"report.', '"label.'))]
    assert [line for line in shown if re.search("né tránh|hình thức|đối phó", line)] == []


def test_a_secrecy_mark_of_any_document_stands_at_the_top() -> None:
    data = sample_report().to_dict()
    data["prompts"][0]["document"]["secrecy"] = "toi-mat"
    data["document"]["secrecy"] = "mat"
    out = _html(Report.model_validate(data))
    assert "<strong>TỐI MẬT</strong>" in out[: out.index("<h1>")]


def test_an_unsure_status_still_shows_the_evidence() -> None:
    data = sample_report().to_dict()
    data["prior"]["defects"][0]["status"] = "unsure"
    out = _html(Report.model_validate(data))
    assert "Máy chưa chắc; đoạn gần nhất tìm thấy:" in out


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        ("#1a1a1a", "#f6f5f1"),
        ("#4a4a4a", "#f6f5f1"),
        ("#4a4a4a", "#ffffff"),
        ("#0b4a8f", "#f6f5f1"),
        ("#0b4a8f", "#fff4d6"),
        ("#8a1c1c", "#ffffff"),
        ("#7a4100", "#ffffff"),
        ("#7a4100", "#f6f5f1"),
        ("#4a3d16", "#f3efe6"),
        ("#0b3d78", "#eef4fb"),
        ("#0b3d78", "#d9e8f8"),
        ("#1d5227", "#e6f2e6"),
        ("#6a4a00", "#fdf3d8"),
        ("#8a1c1c", "#fbe9e7"),
        ("#3d3d3d", "#eeeeec"),
        ("#1a1a1a", "#fde3c8"),
        ("#1a1a1a", "#ece2f7"),
        ("#1a1a1a", "#d9efd9"),
        ("#1a1a1a", "#d8ebf7"),
        ("#1a1a1a", "#f5efb9"),
        ("#1a1a1a", "#f7dfe8"),
    ],
)
def test_text_has_the_contrast_of_level_aa(ink: str, ground: str) -> None:
    style = _sample().split("<style>")[1].split("</style>")[0]
    assert ink in style
    assert ground in style or ground == "#ffffff"
    light, dark = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def _luminance(colour: str) -> float:
    channels = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
