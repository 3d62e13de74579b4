"""What stands on a page, taken down in one go, so that many rules can be held against it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from tests.browser.view import View

_TAKE_DOWN = """() => {
    const shown = e => e.checkVisibility({visibilityProperty: true});
    const words = e => {
        const copy = e.cloneNode(true);
        copy.querySelectorAll('[data-testid=stIconMaterial]').forEach(i => i.remove());
        return copy.textContent.trim();
    };
    const all = (what, of) => [...document.querySelectorAll(what)].filter(shown).map(of);
    const name = e => words(e) || e.getAttribute('aria-label') || e.title
        || [...(e.labels || [])].map(words).join() || '';
    return {
        headings: all('h1, h2, h3, h4, h5, h6', e => [Number(e.tagName[1]), words(e)]),
        words: {
            headings: all('h1, h2, h3, h4, h5, h6', words),
            labels: all('label', words),
            buttons: all('button', words),
            menu: all('.st-key-menu a', words),
            folds: all('summary', words),
            columns: all('th', words),
            numbers: all('[data-testid=stMetricLabel]', words),
            boxes: all('[data-testid=stSidebar] input', e => e.value),
            hints: all('input', e => e.placeholder),
            charts: all('[data-testid=stPlotlyChart] svg text', words),
        },
        charts: all('[data-testid=stPlotlyChart]', e => e.getAttribute('aria-label') || ''),
        pictures: all('img', e => e.alt),
        unnamed: all('a, button, input, summary, [role=button], [role=radio]', e => e)
            .filter(e => !name(e)).map(e => e.outerHTML.slice(0, 200)),
        resources: all('a, body', () => 0) && [...document.querySelectorAll(
            'link[href], script[src], img[src], iframe[src], source[src], object[data]'
        )].map(e => e.href || e.src || e.data),
    };
}"""


@dataclass(frozen=True)
class Inspection:
    """One page in one language.

    Attributes:
        query: parameters of the address.
        headings: level and words of every heading.
        words: words that the app itself says, by what says them.
        charts: what stands for each chart where it cannot be seen.
        pictures: the same for each picture.
        unnamed: links, buttons and fields without a name.
        resources: addresses of all that the document draws in.
        crashes: exceptions on the page.
    """

    query: dict[str, list[str]]
    headings: list[tuple[int, str]]
    words: dict[str, list[str]]
    charts: list[str]
    pictures: list[str]
    unnamed: list[str]
    resources: list[str]
    crashes: list[str]

    def saying(self, pattern: str) -> list[str]:
        """Return the words in which a pattern occurs."""
        return [
            f"{kind}: {text}"
            for kind, texts in self.words.items()
            for text in texts
            if re.search(pattern, text)
        ]


def inspect(view: View) -> Inspection:
    """Take down what stands on the page."""
    found: dict[str, Any] = view.page.evaluate(_TAKE_DOWN)
    found["headings"] = [(int(level), str(text)) for level, text in found["headings"]]
    return Inspection(query=view.query, crashes=view.crashes(), **found)
