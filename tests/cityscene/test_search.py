"""Words are found as written, by full pinyin and by initials."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cityscene.search import has_all, prepare

GUIDE = prepare(["基于AI模型的锦江夜游智能导游", "AI-model guide for night tours", "成都文旅集团"],
                ["随国资国企首批清单发布"])  # fmt: skip
OTHERS = prepare(["有鹿智能清扫机器人（天府长岛数字文创园）", "护士站—病房联动", "绿色", "重庆"])


@pytest.mark.parametrize(
    "question",
    [
        "夜游", "jjyy", "jinjiangyeyou", "JJYY", "ｊｊｙｙ", "jyaimxdjjyy", "ai模型", "night tours",
        "Tours NIGHT", "夜游 文旅", "jjyy cdwl", "chengduwenlv", "首批清单", "gzgq", "guoziguoqi",
        "锦江　导游", "",
    ],
)  # fmt: skip
def test_found(question):
    assert has_all(GUIDE, question)


@pytest.mark.parametrize(
    "question",
    [
        "夜遊",  # traditional characters are not turned into simplified ones
        "jjyyy", "jinjiangyeyo", "injiang", "夜游 地铁", "j", "gz", "zz", "%", "'", "无",
    ],
)  # fmt: skip
def test_not_found(question):
    assert not has_all(GUIDE, question)


@pytest.mark.parametrize("question", ["changdao", "zhangdao", "lvse", "lüse", "chongqing", "cq",
                                      "zq", "hszbf", "hushizhanbingfang"])  # fmt: skip
def test_every_reading_of_a_character_finds_it_and_marks_are_passed_over(question):
    assert has_all(OTHERS, question)


def test_words_may_stand_in_different_texts_but_none_spans_two():
    texts = prepare(["锦江", "夜游"])
    assert has_all(texts, "锦江 夜游")
    assert not has_all(texts, "jjyy")
    assert not has_all(texts, "锦江夜游")


@given(st.text(min_size=1, max_size=12), st.data())
def test_every_part_of_a_text_finds_it(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert has_all(prepare([text]), text[start:end]) or not text[start:end].strip()


@given(st.lists(st.text("锦江夜游智能导", min_size=1, max_size=6), min_size=1, max_size=3))
def test_more_words_never_find_more(words):
    texts = prepare(["锦江夜游", "智能导游"])
    if has_all(texts, " ".join(words)):
        assert all(has_all(texts, word) for word in words)
