"""Analyses the opened file or a part of it from the review page: offers it, shows the progress, opens the result."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from emotion_desk.ui.language import tr
from emotion_desk.ui.pages import PageContext
from emotion_desk.ui.recording_controller import sessions_folder
from emotion_desk.ui.review.background_analysis import BackgroundAnalysis
from emotion_desk.ui.review.session_loader import NOT_ANALYSED, Opened
from emotion_desk.ui.review.values_panel import Span
from emotion_desk.ui.words import percent

if TYPE_CHECKING:
    from emotion_desk.ui.review.layout import ReviewLayout


class AnalysisControl(QObject):
    """Starts and ends the analysis of what is opened.

    Args:
        page: the page, whose banner and line of progress tell of it.
        context: settings, and where sentences are shown.
        span: returns the selected part of the time line.
        end_s: returns the end of the time line in seconds.
    """

    #: The new session's folder.
    done = Signal(object)

    def __init__(
        self, page: ReviewLayout, context: PageContext, span: Callable[[], Span | None], end_s: Callable[[], float]
    ) -> None:
        super().__init__(page)
        self._page = page
        self._context = context
        self._span = span
        self._end_s = end_s
        self._opened: Opened | None = None
        self.background = BackgroundAnalysis(self)
        self.background.advanced.connect(self._show_advance)
        self.background.done.connect(self.done)
        self.background.failed.connect(self._fail)

    def open(self, opened: Opened | None) -> None:
        """Follow what is opened; a file that is not analysed yet is offered to be."""
        self._opened = opened
        if opened is None:
            self.background.cancel()
        elif opened.session is None:
            self._offer()

    def analyse(self) -> None:
        """Analyse the opened file in the background, then open the resulting session."""
        if self._opened is None or self._opened.session is not None:
            return
        path = self._opened.path
        self._start(tr("{name} is being analysed.", name=path.name), path)

    def analyse_part(self) -> None:
        """Analyse the selected span of the opened file, or of a session's media, as a session of its own."""
        opened, span = self._opened, self._span()
        source = None if opened is None else opened.path if opened.session is None else opened.session.media
        if opened is None or source is None:
            return
        if span is None or span[1] <= span[0]:
            self._context.show_message(tr("Drag over a part of the time line first, or press [ and ] at its ends."))
            return
        # Analyses count from the first frame; a recording presents its frames at the times of the session.
        late_s = 0.0 if opened.index is None else opened.index.zero_s - opened.index.origin_s
        part = (round(max(0.0, span[0] - late_s), 3), round(max(0.0, span[1] - late_s), 3))
        text = tr(
            "{begin:.2f} to {end:.2f} s of {name} are being analysed.", begin=part[0], end=part[1], name=source.name
        )
        self._start(text, source, part)

    def _start(self, text: str, source: Path, part: tuple[float, float] | None = None) -> None:
        self._page.banner.show_topic("note", text, (tr("&Cancel"), self.cancel))
        self._page.loading.setText(tr("Analysing …"))
        values = self._context.settings_file.values
        folder = Path(values.record_folder) if values.record_folder else sessions_folder()
        self.background.start(source, folder, values.mode, part)

    def cancel(self) -> None:
        """Stop the running analysis; nothing of it stays."""
        self.background.cancel()
        self._page.loading.setText("")
        self._offer()

    def finish(self) -> None:
        """Stop for good, and wait for the end."""
        self.background.finish()

    def _offer(self) -> None:
        if self._opened is not None and self._opened.session is not None:  # only a part of it was to be analysed
            self._page.banner.clear_topic("note")
            return
        self._page.banner.show_topic("note", tr(NOT_ANALYSED), (tr("Analyse (Ctrl+Return)"), self.analyse))

    def _show_advance(self, seconds: float) -> None:
        share = min(seconds / max(self._end_s(), 0.1), 1.0)
        self._page.loading.setText(tr("Analysing … {share}", share=percent(share)))

    def _fail(self, text: str) -> None:
        self._page.loading.setText("")
        self._offer()
        self._page.banner.show_topic("warning", text)
