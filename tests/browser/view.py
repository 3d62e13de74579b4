"""What a visitor sees and does, in the words of this app."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit

from playwright.sync_api import ConsoleMessage, Locator, Page, Request, WebSocket

from cityscene.texts import t

HOST = "127.0.0.1"
PATIENCE_MS = 30_000
#: A link to a sub-page tries the page's own folder before it finds the server's base.
PROBES = ("/_stcore/health", "/_stcore/host-config")
BARS = '[data-testid="stPlotlyChart"] .bars .point'
#: The state of the script has not changed for so long: nothing more is under way.
QUIET_MS = 250
STILL = """quiet => {
    const app = document.querySelector('[data-testid=stApp]');
    const idle = app && app.dataset.testScriptState === 'notRunning'
        && app.dataset.testConnectionState === 'CONNECTED'
        && document.querySelector('[data-testid=stSidebar] [data-testid=stSelectbox] input')
        && !document.querySelector('[data-testid=stSkeleton]')
        && [...document.querySelectorAll('[data-testid=stPlotlyChart]')]
            .every(chart => chart.querySelector('.main-svg'));
    if (!idle) { window.idleSince = undefined; return false; }
    window.idleSince ??= performance.now();
    return performance.now() - window.idleSince > quiet;
}"""


class View:
    """A page in a browser window, with a list of what has gone wrong in it."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.address = address
        self.hosts: set[str] = set()
        self.complaints: list[str] = []
        page.set_default_timeout(PATIENCE_MS)
        page.on("request", self._note_request)
        page.on("websocket", self._note_socket)
        page.on("console", self._note_words)
        page.on("pageerror", lambda error: self.complaints.append(f"script error: {error}"))

    def open(self, path: str, **query: str | list[str]) -> View:
        """Open a link of the app and wait until the page stands still."""
        pairs = [(k, v) for k, vs in query.items() for v in (vs if isinstance(vs, list) else [vs])]
        question = "&".join(f"{k}={quote(v)}" for k, v in pairs)
        return self.follow(f"{self.address}{path}?{question}" if pairs else self.address + path)

    def follow(self, url: str) -> View:
        """Open an address as it is."""
        self.page.goto(url, wait_until="commit")
        return self.settle()

    def settle(self) -> View:
        """Wait until the first heading is there and nothing more is under way."""
        self.page.locator("h1").first.wait_for()
        self.page.evaluate("window.idleSince = undefined")
        self.page.wait_for_function(STILL, arg=QUIET_MS)
        return self

    def back(self) -> View:
        """Press the browser's back button."""
        self.page.go_back(wait_until="commit")
        return self.settle()

    def forward(self) -> View:
        """Press the browser's forward button."""
        self.page.go_forward(wait_until="commit")
        return self.settle()

    def box(self, label: str) -> Locator:
        """Return the field of a control by the text above it."""
        return self.page.get_by_label(label, exact=True)

    def choose(self, label: str, option: str) -> None:
        """Choose an option in a select box, without waiting for what follows."""
        self.box(label).click()
        self.box(label).fill(option)
        words = re.compile(rf"(^|· ){re.escape(option)}($|（| \()")
        self.page.get_by_role("option").filter(has_text=words).first.click()

    def press(self, text: str) -> None:
        """Press one of a row of buttons that choose."""
        self.page.get_by_role("radio", name=text, exact=True).click()

    def turn_to(self, page: str, lang: str = "zh") -> None:
        """Open another page by the menu."""
        self.menu(page, lang).click()

    def menu(self, page: str, lang: str = "zh") -> Locator:
        """Return the menu's link to a page."""
        menu = self.page.locator(".st-key-menu")
        return menu.get_by_role("link", name=t(f"nav.{page or 'overview'}", lang), exact=True)

    def unfold(self, part: str) -> None:
        """Open the first folded part whose title has these words."""
        self.page.locator("summary").filter(has_text=part).first.click()

    @property
    def path(self) -> str:
        """Path of the address the browser shows."""
        return urlsplit(self.page.url).path

    @property
    def query(self) -> dict[str, list[str]]:
        """Parameters of the address the browser shows."""
        return parse_qs(urlsplit(self.page.url).query, keep_blank_values=True)

    @property
    def title(self) -> str:
        """First heading."""
        return self.page.locator("h1").first.inner_text()

    def headlines(self) -> list[str]:
        """Headings below the first, as they stand on the page."""
        found = self.page.locator("h2, h3").all_inner_texts()
        return [text.strip() for text in found]

    def values(self) -> dict[str, str]:
        """Labels of the select boxes and what stands in them."""
        boxes = self.page.locator('[data-testid="stSelectbox"] input')
        pairs = boxes.evaluate_all("es => es.map(e => [e.getAttribute('aria-label'), e.value])")
        return dict(pairs)

    def chosen(self) -> list[str]:
        """Options chosen in rows of buttons, and in boxes that take several."""
        buttons = self.page.locator('[role="radio"][aria-checked="true"]').all_inner_texts()
        return [text.strip() for text in buttons] + self.chips()

    def chips(self) -> list[str]:
        """Options chosen in boxes that take several."""
        found = self.page.locator('[data-testid="stMultiSelect"] .react-aria-ComboBox [data-tag]')
        names: list[str] = found.evaluate_all("es => es.map(e => e.getAttribute('aria-label'))")
        return names

    def seen(self) -> dict[str, Any]:
        """Return everything that makes up the view, to be compared with another window."""
        return {
            "path": self.path,
            "query": self.query,
            "title": self.title,
            "headlines": self.headlines(),
            "values": self.values(),
            "chosen": self.chosen(),
        }

    def notices(self) -> str:
        """Words of all notices on the page."""
        return "\n".join(self.page.locator('[data-testid="stAlert"]').all_inner_texts())

    def ignored(self) -> str:
        """What of the link is named as ignored."""
        words = t("common.ignored", "zh", items="")
        found = (notice.partition(words)[2] for notice in self.notices().splitlines())
        return "\n".join(filter(None, found))

    def crashes(self) -> list[str]:
        """Exceptions on the page."""
        return self.page.locator('[data-testid="stException"]').all_inner_texts()

    def _note_request(self, request: Request) -> None:
        if not request.url.startswith(("data:", "blob:")):
            self._note_host(request.url)

    def _note_socket(self, socket: WebSocket) -> None:
        self._note_host(socket.url)

    def _note_host(self, url: str) -> None:
        host = urlsplit(url).hostname or url
        self.hosts.add(host)
        if host != HOST:
            self.complaints.append(f"asks another host: {url}")

    def _note_words(self, message: ConsoleMessage) -> None:
        probing = "404" in message.text and message.location["url"].endswith(PROBES)
        if message.type == "error" and not probing:
            self.complaints.append(f"console: {message.text} ({message.location['url']})")
