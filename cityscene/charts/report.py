"""Text with numbered sources, in blocks: one content, drawn on the page and on paper.

Links into the app are drawn on the page only; on paper their words stay. A source is a number
that leads to the numbered list at the end. No words of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape

from cityscene.charts import listing
from cityscene.charts.listing import Group, link_style
from cityscene.charts.places import PlaceRow, place_rows
from cityscene.charts.standing import Strip
from cityscene.theme import PALETTES, Mode, Palette

ANCHOR = "source-"


@dataclass(frozen=True, slots=True)
class Run:
    """Words of one look; ``page`` is an address in the app that they lead to."""

    text: str
    page: str = ""
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """Words on a line of their own, with the sources they rest on."""

    runs: tuple[Run, ...]
    cited: tuple[str, ...] = ()
    is_small: bool = False

    @property
    def text(self) -> str:
        """The words alone."""
        return "".join(r.text for r in self.runs)


Cell = tuple[Line, ...]


@dataclass(frozen=True)
class Rows:
    """A table: names of columns, their widths in percent, rows under headings."""

    header: tuple[str, ...]
    widths: tuple[int, ...]
    groups: tuple[tuple[str, tuple[tuple[Cell, ...], ...]], ...]

    def lines(self) -> Iterator[Line]:
        """Every line, row by row."""
        return (x for _, rows in self.groups for row in rows for cell in row for x in cell)


@dataclass(frozen=True)
class Place:
    """One metric: its name, the place on its scale, and what the figure is."""

    name: Line
    strip: Strip
    about: Line


@dataclass(frozen=True)
class Places:
    """Places on scales from first to last, under headings."""

    ends: tuple[str, str]
    groups: tuple[tuple[str, tuple[Place, ...]], ...]

    def lines(self) -> Iterator[Line]:
        """Every line, row by row."""
        return (x for _, rows in self.groups for p in rows for x in (p.name, p.about))


@dataclass(frozen=True)
class Words:
    """A paragraph; a ``title`` folds it on the page, and begins it on paper before ``mark``."""

    line: Line
    title: str = ""
    mark: str = ""

    @property
    def text(self) -> str:
        """Everything as it stands on paper, without sources."""
        return f"{self.title}{self.mark}{self.line.text}"

    def lines(self) -> Iterator[Line]:
        """The one line."""
        return iter((self.line,))


Block = Rows | Places | Words


@dataclass(frozen=True)
class Section:
    """One part: its finding, place and unit, its blocks, and what has to be known to read it."""

    key: str
    headline: str
    small: str
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()

    def lines(self) -> Iterator[Line]:
        """Every line of the blocks."""
        return (line for block in self.blocks for line in block.lines())


class Numbers:
    """Numbers of sources, from 1, in the order in which they are first cited."""

    def __init__(self, lines: Iterable[Line]) -> None:
        cited = dict.fromkeys(s for line in lines for s in line.cited)
        self.sources = tuple(cited)
        self._places = {s: i for i, s in enumerate(cited, start=1)}

    def spans(self, cited: Iterable[str]) -> list[tuple[int, int]]:
        """Return the numbers of some sources as first and last of each unbroken run."""
        found: list[tuple[int, int]] = []
        for n in sorted({self._places[s] for s in cited}):
            if found and found[-1][1] == n - 1:
                found[-1] = (found[-1][0], n)
            else:
                found.append((n, n))
        return found


def span_text(first: int, last: int) -> str:
    """Return a run of numbers: 3, or 3–7."""
    return str(first) if first == last else f"{first}–{last}"


@dataclass(frozen=True)
class Ground:
    """What blocks are drawn on: light or dark, the page or paper."""

    mode: Mode
    numbers: Numbers
    is_paper: bool = False


def line_html(line: Line, ground: Ground) -> str:
    """Return a line with its links and the numbers of its sources."""
    html = "".join(_run(r, ground) for r in line.runs) + _cites(line, ground)
    return listing.small(html) if line.is_small else html


def blocks_html(label: str, blocks: Sequence[Block], ground: Ground) -> str:
    """Draw blocks one below the other; ``label`` names tables to those who do not see them."""
    body = "".join(_block(label, b, ground) for b in blocks)
    return f'<style>{_style(PALETTES[ground.mode])}</style><div class="cs-report">{body}</div>'


def sentences_html(sentences: Sequence[tuple[str, Line, str]], ground: Ground) -> str:
    """Draw sentences, each with its subject before it and its remark behind it."""
    body = "".join(
        f'<div role="listitem"><p>{escape(topic)}</p><p>{line_html(line, ground)}'
        f" <em>{escape(remark)}</em></p></div>"
        for topic, line, remark in sentences
    )
    style = _sentence_style(PALETTES[ground.mode])
    return f'<style>{style}</style><div class="cs-said" role="list">{body}</div>'


def sources_html(items: Sequence[tuple[str, str]], ground: Ground) -> str:
    """Draw the numbered list: citation and address of each source, in the order of numbers."""
    body = "".join(
        f'<li id="{ANCHOR}{i}">{listing.link(words, url) if url else escape(words)}</li>'
        for i, (words, url) in enumerate(items, start=1)
    )
    style = _source_style(PALETTES[ground.mode])
    return f'<style>{style}</style><ol class="cs-cited">{body}</ol>'


def _run(run: Run, ground: Ground) -> str:
    with_link = run.page and not ground.is_paper
    html = listing.link(run.text, run.page) if with_link else escape(run.text)
    return listing.strong(html) if run.is_strong else html


def _cites(line: Line, ground: Ground) -> str:
    if not line.cited:
        return ""
    spans = ground.numbers.spans(line.cited)
    links = ",".join(listing.link(span_text(*s), f"#{ANCHOR}{s[0]}") for s in spans)
    return f" <sup>[{links}]</sup>"


def _block(label: str, block: Block, ground: Ground) -> str:
    if isinstance(block, Words):
        return _words(block, ground)
    if isinstance(block, Places):
        groups = [(title, [_place(p, ground) for p in rows]) for title, rows in block.groups]
        return place_rows(groups, block.ends, ground.mode)
    groups_of_rows = [
        Group(title, [[_cell(c, ground) for c in row] for row in rows])
        for title, rows in block.groups
    ]
    return listing.listing(label, block.header, block.widths, groups_of_rows, ground.mode)


def _words(words: Words, ground: Ground) -> str:
    html = line_html(words.line, ground)
    if words.title and not ground.is_paper:
        return listing.folded(words.title, f"<p>{html}</p>", ground.mode)
    return f"<p>{escape(words.title + words.mark)}{html}</p>"


def _place(place: Place, ground: Ground) -> PlaceRow:
    return PlaceRow(line_html(place.name, ground), place.strip, line_html(place.about, ground))


def _cell(cell: Cell, ground: Ground) -> str:
    first, *rest = cell
    return line_html(first, ground) + "".join(
        line_html(x, ground) if x.is_small else f"<br>{line_html(x, ground)}" for x in rest
    )


def _style(p: Palette) -> str:
    return f"""
.cs-report>p,.cs-report>details>p{{margin:10px 0 0;font-size:13px;line-height:1.6;
color:{p.muted}}}
.cs-report>details{{font-size:13px}}
.cs-report sup,.cs-said sup{{font-size:11px;line-height:1;color:{p.muted}}}
{link_style(".cs-report", p)}"""


def _sentence_style(p: Palette) -> str:
    return f"""
.cs-said{{margin:0;color:{p.ink}}}
.cs-said>div{{display:grid;grid-template-columns:6.5em minmax(0,1fr);gap:2px 16px;padding:9px 0;
border-bottom:1px solid {p.hairline}}}
.cs-said>div:first-child{{border-top:2px solid {p.accent}}}
.cs-said p{{margin:0;font-size:16px;line-height:1.7}}
.cs-said p:first-child{{font-size:14px;line-height:1.95;color:{p.muted}}}
.cs-said em{{font-style:normal;font-size:12px;color:{p.muted}}}
.cs-said sup{{font-size:11px;line-height:1;color:{p.muted}}}
{link_style(".cs-said", p)}
@media (max-width:640px){{.cs-said>div{{grid-template-columns:minmax(0,1fr)}}}}"""


def _source_style(p: Palette) -> str:
    return f"""
.cs-cited{{margin:0;padding-left:2.4em;font-size:13px;line-height:1.6;color:{p.ink};
overflow-wrap:anywhere}}
{link_style(".cs-cited", p)}"""
