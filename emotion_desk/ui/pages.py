"""The pages of the window: a row of tabs; each page is built when it is first shown.

A page is a plain widget.  It starts its timers in ``showEvent`` and stops them in ``hideEvent``, so that it costs
nothing while hidden.  :class:`Page` lists what else it may implement.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from emotion_desk.settings import SettingsFile
from emotion_desk.ui.language import mark, tip_with_keys, tr
from emotion_desk.ui.widgets.banner import Banner
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.steps import Steps
from emotion_desk.ui.widgets.theme import Theme

if TYPE_CHECKING:
    from emotion_desk.pipeline.desk import Desk


@dataclass(frozen=True, slots=True)
class PageContext:
    """Arguments for building a page.

    Attributes:
        desk: the running desk; a page only reads from it.
        settings_file: the user's settings.
        theme: the present colours; :meth:`Page.set_theme` is called on every change.
        show_message: shows a sentence in the status bar.
        review: opens a session or a media file on the review page.
        release: closes a session on the review page, because its folder is about to be renamed or removed.
        export: opens the export of sessions.
        recording: records the desk (:class:`~emotion_desk.ui.recording_controller.RecordingController`).
    """

    desk: Desk
    settings_file: SettingsFile
    theme: Theme
    show_message: Callable[[str], None]
    review: Callable[[Path], object] = lambda _path: None
    release: Callable[[Path], object] = lambda _path: None
    export: Callable[[list[Path]], object] = lambda _folders: None
    recording: object | None = None


@runtime_checkable
class Page(Protocol):
    """Interface of a page."""

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme."""
        ...

    def finish(self) -> None:
        """Stop all threads and timers for good; the window closes."""
        ...


@dataclass(frozen=True, slots=True)
class Tab:
    """One tab: its key, which is its title in English, shortcut, tooltip, and the function that builds its page.

    ``in_steps`` builds a page that takes long, piece by piece.
    """

    title: str
    keys: str
    tip: str
    build: Callable[[PageContext], QWidget]
    in_steps: Callable[[PageContext], Generator[None, None, QWidget]] | None = None


#: Tabs other than the live one; ``build(context)`` of the module creates the page.
_LATER = (
    (mark("Review"), "Alt+2", mark("Play and mark a session or an analysed file"), "emotion_desk.ui.review.page"),
    (
        mark("Sound lab"),
        "Alt+3",
        mark("How a voice becomes a picture and a picture an answer"),
        "emotion_desk.ui.sound_lab.page",
    ),
    (
        mark("Library"),
        "Alt+4",
        mark("Find, name, tag and export all sessions and analyses"),
        "emotion_desk.ui.library.page",
    ),
    (
        mark("Studies"),
        "Alt+5",
        mark("Show stimuli to participants and combine what they did"),
        "emotion_desk.ui.study.page",
    ),
)
#: Modules whose page takes long to build: ``build_in_steps(context)`` does it piece by piece.
_LONG = ("emotion_desk.ui.sound_lab.page", "emotion_desk.ui.review.page")


def later_tabs() -> list[Tab]:
    """Return the other tabs whose module is installed, without importing any."""
    return [
        Tab(title, keys, tip, _builder(module), _stepwise(module) if module in _LONG else None)
        for title, keys, tip, module in _LATER
        if _is_there(module)
    ]


def _is_there(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def _builder(module: str) -> Callable[[PageContext], QWidget]:
    def build(context: PageContext) -> QWidget:
        page: QWidget = importlib.import_module(module).build(context)
        return page

    return build


def _stepwise(module: str) -> Callable[[PageContext], Generator[None, None, QWidget]]:
    def build(context: PageContext) -> Generator[None, None, QWidget]:
        steps: Generator[None, None, QWidget] = importlib.import_module(module).build_in_steps(context)
        return (yield from steps)

    return build


class Pages(QWidget):
    """Tabs above the pages; the live page exists from the start."""

    #: The title of the page shown from now on.
    turned = Signal(str)

    def __init__(self, live: QWidget, context: Callable[[], PageContext], tabs: list[Tab]) -> None:
        super().__init__()
        self._context = context
        first = Tab(mark("Live"), "Alt+1", mark("Camera and microphone now"), lambda _context: live)
        self._tabs = [first, *tabs]
        self._built: dict[str, QWidget] = {first.title: live}
        self._building: dict[str, Steps] = {}
        self._coming = plain_label(tr("One moment …"))
        self._coming.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.bar = QTabBar()
        self.bar.setObjectName("pages")
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        self.bar.setUsesScrollButtons(False)
        self.bar.setAccessibleName(tr("Pages"))
        self.stack = QStackedWidget()
        self.stack.addWidget(live)
        self.stack.addWidget(self._coming)
        self.actions_of_tabs: list[QAction] = []
        for number, tab in enumerate(self._tabs):
            self.bar.addTab(tr(tab.title))
            self.bar.setTabToolTip(number, tip_with_keys(tr(tab.tip), tab.keys))
            action = QAction(tr("Page {title}", title=tr(tab.title)), self)
            action.setShortcut(QKeySequence(tab.keys))
            action.triggered.connect(lambda _checked=False, number=number: self.bar.setCurrentIndex(number))
            self.actions_of_tabs.append(action)
        row = QHBoxLayout()
        row.setContentsMargins(10, 6, 10, 0)
        row.addWidget(self.bar)
        row.addStretch(1)
        #: The row of the tabs, for a bar that belongs to every page.
        self.row = row
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(row)
        outer.addWidget(self.stack, 1)
        self.bar.currentChanged.connect(self._turn)

    @property
    def shown(self) -> str:
        """Return the title of the page shown."""
        return self._tabs[self.bar.currentIndex()].title

    def page(self, title: str) -> QWidget | None:
        """Return a page, or ``None`` if it was never shown."""
        return self._built.get(title)

    def show_page(self, title: str) -> QWidget:
        """Show a page, whole; it is built the first time.

        Raises:
            KeyError: there is no such page.
        """
        for number, tab in enumerate(self._tabs):
            if tab.title == title:
                self.bar.setCurrentIndex(number)
                if title in self._building:
                    self._building[title].finish_now()
                page = self._built[title]
                getattr(page, "complete", lambda: None)()
                return page
        raise KeyError(title)

    def build_ahead(self, title: str) -> None:
        """Build a page piece by piece before it is shown, unless it is there."""
        for tab in self._tabs:
            if tab.title == title and title not in self._built:
                self._begin(tab)

    def dismiss(self) -> None:
        """Dismiss the banner of the page shown, if it has one."""
        banner = getattr(self._built.get(self.shown), "banner", None)
        if isinstance(banner, Banner):
            banner.dismiss()

    def set_theme(self, theme: Theme) -> None:
        """Follow the theme on every page other than the live one."""
        for title, page in self._built.items():
            if title != self._tabs[0].title and isinstance(page, Page):
                page.set_theme(theme)

    def finish(self) -> None:
        """Stop all pages for good."""
        for steps in self._building.values():
            steps.stop()
        for page in self._built.values():
            if isinstance(page, Page):
                page.finish()

    def _turn(self, number: int) -> None:
        tab = self._tabs[number]
        if tab.title not in self._built:
            if tab.in_steps is not None:
                self._begin(tab)
            else:
                self._add(tab, tab.build(self._context()))
        self.stack.setCurrentWidget(self._built.get(tab.title, self._coming))
        self.turned.emit(tab.title)

    def _begin(self, tab: Tab) -> None:
        """Build a page piece by piece, unless that has begun."""
        if tab.title in self._building or tab.in_steps is None:
            return
        steps, theme = tab.in_steps, self._context().theme

        def pieces() -> Iterator[None]:
            page = yield from steps(self._context())
            yield
            self._add(tab, page)
            now = self._context().theme
            if now != theme and isinstance(page, Page):
                page.set_theme(now)

            yield

        def done() -> None:
            del self._building[tab.title]
            if self.shown == tab.title:
                self.stack.setCurrentWidget(self._built[tab.title])

        self._building[tab.title] = Steps(pieces(), done, self)

    def _add(self, tab: Tab, page: QWidget) -> None:
        self._built[tab.title] = page
        self.stack.addWidget(page)
