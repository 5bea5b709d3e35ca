"""A browser for the tests: the system's Chromium, the network cut off, every fault of a page a fault of the test."""

import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlencode, urlsplit
from weakref import WeakKeyDictionary

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request, ViewportSize, sync_playwright

# The shell has no window to draw: a test's page costs a third of the processor time there.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WIDE: ViewportSize = {"width": 1280, "height": 800}
NARROW: ViewportSize = {"width": 390, "height": 844}
LOOPBACK = ("127.0.0.1", "localhost", "::1")
Shoot = Callable[..., Path]
STILL = 0.1  # seconds without a request until a page is at rest; what waits for a timer of the explorer says so itself
_DRAWN = "#view > .view:not(:has(> .loading))"
_TWO_FRAMES = "() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))"
# What a page has asked for and not yet got.
_under_way: WeakKeyDictionary[Page, set[Request]] = WeakKeyDictionary()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium without a window; it resolves no name but those of this machine."""
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"no Chromium on PATH (looked for {', '.join(NAMES)}): apt install chromium-headless-shell")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=path,
            env={**os.environ, "LC_ALL": "C.UTF-8"},  # else it gives files with Chinese names a name of its own
            args=["--no-sandbox", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"],
        )
        yield started
        started.close()


@pytest.fixture
def faults() -> list[str]:
    """What went wrong in the page so far; a test that provokes an error on purpose clears it."""
    return []


@pytest.fixture
def page(browser: Browser, faults: list[str]) -> Iterator[Page]:
    """A page of its own context. Console errors, exceptions, dialogs and foreign requests fail the test."""
    context = browser.new_context(
        viewport=WIDE, locale="zh-CN", service_workers="block", accept_downloads=True, reduced_motion="reduce"
    )
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.set_default_timeout(20_000)
    watched = context.new_page()
    watch(watched, faults)
    yield watched
    context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture
def shoot(page: Page, tmp_path: Path) -> Shoot:
    """Write a screenshot to $KG_SCREENS or the test's folder: ``shoot("home-zh")``; full: the whole page."""
    folder = Path(os.environ.get("KG_SCREENS") or tmp_path)
    folder.mkdir(parents=True, exist_ok=True)

    def take(name: str, full: bool = False) -> Path:
        path = folder / f"{name}.png"
        page.screenshot(path=path, full_page=full)
        return path

    return take


def watch(page: Page, faults: list[str]) -> None:
    """Note every fault of a page, and every request to another origin than the one that it was opened from.

    What leaves this machine finds no address (see ``browser``). Requests are watched and not intercepted: that would
    send each through this process and switch off Chromium's cache, which readers have.
    """
    home: list[str] = []
    asked = _under_way.setdefault(page, set())

    def console(message: ConsoleMessage) -> None:
        if message.type == "error":
            faults.append(f"console: {message.text} ({message.location.get('url', '')})")

    def ask(dialog: Dialog) -> None:
        faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def request(sent: Request) -> None:
        url = sent.url
        if sent.is_navigation_request() and sent.frame.parent_frame is None:
            home[:] = [origin(url)]
            asked.clear()
        asked.add(sent)
        if not (urlsplit(url).scheme in ("data", "blob") or ([origin(url)] == home and local(url))):
            faults.append(f"request to another origin: {url}")

    def ended(sent: Request) -> None:
        asked.discard(sent)

    page.on("console", console)
    page.on("pageerror", lambda error: faults.append(f"exception: {error}"))
    page.on("dialog", ask)
    page.on("request", request)
    page.on("requestfinished", ended)
    page.on("requestfailed", ended)


def origin(url: str) -> str:
    """Scheme, host and port of an address; of a file the file itself, since one file needs no other."""
    parts = urlsplit(url)
    return f"file://{parts.path}" if parts.scheme == "file" else f"{parts.scheme}://{parts.netloc}"


def local(url: str) -> bool:
    """Whether an address is of this machine."""
    parts = urlsplit(url)
    return parts.scheme == "file" or parts.hostname in LOOPBACK


def visit(page: Page, site: str, view: str = "#/home", lang: str = "zh", theme: str = "light") -> Page:
    """Open a view of the explorer in a language and theme, and wait until it is drawn."""
    page.goto(f"{site.rstrip('/')}/?{urlencode({'lang': lang, 'theme': theme})}{view}")
    settle(page)
    return page


def settle(page: Page) -> None:
    """Wait until the view is drawn and no request is under way.

    Playwright's ``networkidle`` waits half a second for that, five minutes in a run of all tests.
    """
    page.wait_for_selector(_DRAWN)
    asked, until, since = _under_way[page], time.monotonic() + 20, 0.0
    while not since or time.monotonic() - since < STILL:
        assert time.monotonic() < until, f"still under way: {[one.url for one in asked]}"
        page.evaluate(_TWO_FRAMES)  # after all that the page has to do now
        since = 0.0 if asked else since or time.monotonic()
    page.wait_for_selector(_DRAWN)


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than its window; 0 where nothing scrolls sideways."""
    found = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert isinstance(found, int)
    return found


def serious(page: Page, *rules: str) -> list[str]:
    """The serious and critical faults that axe finds, by all its rules or some: rule, impact and place, a line each."""
    from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

    only = {"runOnly": [*rules]} if rules else {}
    found = Axe().run(page, options={"resultTypes": ["violations"], **only}).response["violations"]
    return [
        f"{fault['id']} ({fault['impact']}): {node['target']} {node.get('failureSummary', '')}"
        for fault in found
        if fault["impact"] in ("serious", "critical")
        for node in fault["nodes"]
    ]
