"""A report as a brief: Markdown, and HTML of one file that prints on A4.

Both say what the page says, in its words and its order. Sources are numbered and listed at the
end; the HTML draws nothing in from outside, and its only addresses are those of sources and of
the page it was made from.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from cityscene.cards.diagnosis import Report
from cityscene.charts import listing
from cityscene.charts.report import (
    Block,
    Cell,
    Ground,
    Line,
    Places,
    Rows,
    Section,
    Words,
    blocks_html,
    line_html,
    sentences_html,
    sources_html,
    span_text,
)
from cityscene.export.card_files import Origin
from cityscene.texts import Language, t
from cityscene.theme import FONT, PALETTES, Mode

_MARKS = re.compile(r"([\\`*_\[\]<>|#])")
_TAGS = {Language.ZH: "zh-CN", Language.EN: "en"}


@dataclass(frozen=True)
class Brief:
    """A report, where it was made, and the date of the newest result in its build."""

    report: Report
    origin: Origin
    data_date: str

    def t(self, key: str, **values: object) -> str:
        """Text in the language of the report."""
        return t(key, self.report.lang, **values)

    @property
    def dated(self) -> str:
        """Data date and version."""
        return self.t("benchmark.brief.date", date=self.data_date, build=self.origin.build_id)


@dataclass(frozen=True, slots=True)
class BriefKind:
    """One format: its name on the button, ending, type and how it is made."""

    name: str
    ending: str
    mime: str
    make: Callable[[Brief], bytes]


def brief_markdown(brief: Brief) -> bytes:
    """Return the brief as Markdown."""
    return ("\n\n".join(_parts(brief)) + "\n").encode()


def brief_html(brief: Brief) -> bytes:
    """Return the brief as one HTML file."""
    report = brief.report
    ground = Ground(Mode.LIGHT, report.numbers, is_paper=True)
    body = "".join(_body(brief, ground))
    return (
        f'<!doctype html>\n<html lang="{_TAGS[Language(report.lang)]}"><head>'
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">"
        f"<title>{escape(report.title)}</title><style>{_style()}</style></head>"
        f"<body><main>{body}</main></body></html>\n"
    ).encode()


BRIEF_FILES: tuple[BriefKind, ...] = (
    BriefKind("HTML", "html", "text/html", brief_html),
    BriefKind("Markdown", "md", "text/markdown", brief_markdown),
)


def _body(brief: Brief, ground: Ground) -> Iterator[str]:
    report = brief.report
    yield f"<h1>{escape(report.title)}</h1>"
    yield f'<p class="about">{escape(brief.dated)}</p>'
    yield f'<p class="about">{line_html(report.peers, ground)}</p>'
    yield f"<h2>{escape(brief.t('benchmark.brief.sentences'))}</h2>"
    yield sentences_html(report.sentences, ground)
    for section in report.sections:
        yield _section(section, ground)
    yield f"<h2>{escape(brief.t('benchmark.brief.sources'))}</h2>"
    yield sources_html(report.cited, ground)
    link = listing.link(brief.origin.link, brief.origin.link)
    words = brief.t("benchmark.brief.link", link="\0").partition("\0")
    method = escape(brief.t("benchmark.brief.method"))
    yield f"<footer><p>{method}</p><p>{escape(words[0])}{link}{escape(words[2])}</p></footer>"


def _section(section: Section, ground: Ground) -> str:
    notes = "".join(f'<p class="note">{escape(n)}</p>' for n in section.notes)
    return (
        f'<section id="{section.key}"><h2>{escape(section.headline)}</h2>'
        f'<p class="about">{escape(section.small)}</p>'
        f"{blocks_html(section.headline, section.blocks, ground)}{notes}</section>"
    )


def _parts(brief: Brief) -> Iterator[str]:
    """Paragraphs of the Markdown."""
    report = brief.report
    yield f"# {_escaped(report.title)}"
    yield _escaped(brief.dated)
    yield _line(report.peers, report)
    yield f"## {brief.t('benchmark.brief.sentences')}"
    yield "\n".join(
        f"{i}. **{topic}** {_line(line, report)} *{remark}*"
        for i, (topic, line, remark) in enumerate(report.sentences, start=1)
    )
    for section in report.sections:
        yield f"## {_escaped(section.headline)}"
        yield _escaped(section.small)
        yield from (_block(b, report) for b in section.blocks)
        yield "\n".join(f"- {_escaped(n)}" for n in section.notes)
    yield f"## {brief.t('benchmark.brief.sources')}"
    yield "\n".join(
        f"{i}. {_cited(words, url)}" for i, (words, url) in enumerate(report.cited, start=1)
    )
    yield _escaped(brief.t("benchmark.brief.method"))
    yield brief.t("benchmark.brief.link", link=f"<{brief.origin.link}>")


def _block(block: Block, report: Report) -> str:
    if isinstance(block, Words):
        return _escaped(block.title + block.mark) + _line(block.line, report)
    if isinstance(block, Places):
        return "\n\n".join(
            f"**{_escaped(title)}**\n\n"
            + "\n".join(
                f"- {_line(p.name, report)}　**{p.strip.text}**　{_line(p.about, report)}"
                for p in rows
            )
            for title, rows in block.groups
        )
    return "\n\n".join(_table(block, title, rows, report) for title, rows in block.groups)


def _table(block: Rows, title: str, rows: Sequence[Sequence[Cell]], report: Report) -> str:
    heads = [_escaped(h) for h in block.header]
    lines = [heads, ["---"] * len(heads), *([_cell(c, report) for c in row] for row in rows)]
    table = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
    return f"**{_escaped(title)}**\n\n{table}" if title else table


def _cell(cell: Cell, report: Report) -> str:
    return "<br>".join(_line(x, report) for x in cell)


def _line(line: Line, report: Report) -> str:
    spans = ",".join(span_text(*s) for s in report.numbers.spans(line.cited))
    return _escaped(line.text) + (f" [{spans}]" if spans else "")


def _cited(words: str, url: str) -> str:
    return f"[{_escaped(words)}](<{url}>)" if url else _escaped(words)


def _escaped(text: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(text.split(" ")).replace("\n", " "))


def _style() -> str:
    p = PALETTES[Mode.LIGHT]
    return f"""
@page{{size:A4;margin:12mm 13mm}}
*{{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
body{{margin:0;background:{p.ground};color:{p.ink};font:14px/1.55 {FONT}}}
main{{max-width:800px;margin:0 auto;padding:32px 20px}}
h1{{font-size:24px;line-height:1.3;margin:0 0 4px}}
h2{{font-size:16px;line-height:1.4;margin:22px 0 2px;break-after:avoid}}
p{{margin:0 0 4px}}
.about,.note,footer{{font-size:12px;color:{p.muted}}}
.about{{margin-bottom:8px}}
.note{{margin:4px 0 0}}
footer{{margin-top:16px;border-top:1px solid {p.hairline};padding-top:6px;overflow-wrap:anywhere}}
a{{color:inherit}}
tr,.cs-place,.cs-said>div,li{{break-inside:avoid}}
@media print{{
main{{max-width:none;padding:0}}
body{{font-size:12px}}
h1{{font-size:20px}}
h2{{font-size:14px;margin-top:12px}}
.about,.note,footer{{font-size:10.5px;line-height:1.45}}
.about{{margin-bottom:4px}}
.note{{margin-top:2px}}
.cs-said p{{font-size:13px!important;line-height:1.55!important}}
.cs-list,.cs-places{{font-size:11px!important;line-height:1.4!important}}
.cs-list td,.cs-list th{{padding:2px 10px 2px 0!important}}
.cs-list thead th{{font-size:10.5px!important}}
.cs-list tbody th{{font-size:11px!important;padding-top:6px!important}}
.cs-list small,.cs-report>p,.cs-place>p:last-child{{font-size:10px!important}}
.cs-report>p{{margin-top:4px!important;line-height:1.45!important}}
.cs-places header,.cs-place{{grid-template-columns:16em minmax(0,1fr) 4.6em 17em!important}}
.cs-places p{{font-size:11px!important;line-height:1.35!important}}
.cs-places section{{margin-bottom:4px!important}}
.cs-place{{padding:2px 0!important}}
.cs-place>p:last-child{{grid-column:auto!important}}
.cs-list small{{display:inline!important}}
.cs-list small::before{{content:" · "}}
.cs-said>div{{padding:5px 0!important}}
.cs-cited{{columns:2;column-gap:8mm;font-size:8.5px!important;line-height:1.3!important}}
a{{text-decoration:none}}
}}"""
