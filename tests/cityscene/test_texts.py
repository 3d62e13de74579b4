"""Texts in two languages: same keys, same placeholders, nothing empty."""

from __future__ import annotations

from string import Formatter

import pytest

from cityscene.texts import FOLDER, Language, catalogue, t

JOINED = ("_separator", "_mark")  # put between or behind other texts, blanks included
KEYS = sorted(catalogue(Language.ZH))


def placeholders(text):
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_both_languages_have_the_same_keys():
    assert set(catalogue(Language.EN)) == set(KEYS)


def test_every_language_has_a_folder_with_the_same_files():
    folders = {p.name: p for p in FOLDER.iterdir() if p.is_dir() and p.name != "__pycache__"}
    assert set(folders) == set(Language)
    assert len({tuple(sorted(f.name for f in p.iterdir())) for p in folders.values()}) == 1


def test_both_languages_fill_the_same_placeholders():
    zh, en = catalogue(Language.ZH), catalogue(Language.EN)
    names = {key: placeholders(zh[key]) for key in KEYS}
    assert {key: placeholders(en[key]) for key in KEYS} == names
    assert all(name.isidentifier() for found in names.values() for name in found)


@pytest.mark.parametrize("lang", Language)
def test_no_text_is_empty_or_has_blanks_around_it(lang):
    bad = [k for k, text in catalogue(lang).items() if not text.strip()]
    assert bad == []
    around = [k for k, v in catalogue(lang).items() if v != v.strip() and not k.endswith(JOINED)]
    assert around == []


@pytest.mark.parametrize(
    ("key", "lang", "values", "expected"),
    [
        ("nav.ranking", "zh", {}, "指标排行"),
        ("nav.ranking", "en", {}, "Ranking"),
        ("enum.tier.official", Language.EN, {}, "official"),
        ("card.download", "zh", {"kind": "CSV"}, "下载 CSV"),
        ("card.table", "en", {"n": 3}, "Table (3 rows)"),
    ],
)
def test_t(key, lang, values, expected):
    assert t(key, lang, **values) == expected


def test_values_are_not_read_as_placeholders():
    assert t("card.download", "en", kind="{n}") == "Download {n}"


def test_unknown_keys_and_missing_values_are_errors():
    with pytest.raises(KeyError):
        t("nav.nowhere", "zh")
    with pytest.raises(KeyError):
        t("card.table", "zh", other=1)
    with pytest.raises(ValueError, match="fr"):
        t("nav.ranking", "fr")


def test_texts_cannot_be_changed_in_place():
    with pytest.raises(TypeError):
        catalogue("zh")["nav.ranking"] = "x"
