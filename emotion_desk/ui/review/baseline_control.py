"""Each person's own neutral on the review page: a selected span becomes the baseline, and one box switches it off."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from emotion_desk.sessions.baselines import Baselines
from emotion_desk.sessions.reader import Session
from emotion_desk.ui.language import tr
from emotion_desk.ui.review.values_panel import Span
from emotion_desk.ui.widgets.background import BackgroundJobs
from emotion_desk.ui.words import title_words

if TYPE_CHECKING:
    from emotion_desk.ui.review.layout import ReviewLayout


class BaselineControl(QObject):
    """Measures, keeps and switches the baselines of the opened session.

    Args:
        page: the page.
        show_message: shows a sentence.
    """

    #: The answers have changed and are to be read again.
    changed = Signal()

    def __init__(self, page: ReviewLayout, show_message: Callable[[str], object]) -> None:
        super().__init__(page)
        self._page = page
        self._show_message = show_message
        self._session: Session | None = None
        self._jobs = BackgroundJobs("emotion-desk-review-baseline", self)
        self._jobs.failed.connect(show_message)
        page.baseline.switch.toggled.connect(self.switch)

    def open(self, session: Session | None) -> None:
        """Follow another session."""
        self._jobs.cancel()
        self._session = session
        self._page.baseline.show_baselines(None if session is None else session.baselines)

    def finish(self) -> None:
        """Wait for what is being measured."""
        self._jobs.cancel()
        self._jobs.finish(3.0)

    def use_span(self, span: Span | None) -> None:
        """Take the selected span as the neutral of the chosen person."""
        session, series = self._session, self._page.values.series
        if session is None:
            return
        if series is None or series.track_id == 0:
            self._show_message(tr("Choose a person at the right: a baseline belongs to a face."))
            return
        if span is None or span[1] <= span[0]:
            self._show_message(tr("Select some seconds in which this person is neutral: drag over the time line."))
            return
        title = series.title

        def keep(_job: object) -> None:
            session.keep_baselines(session.measure_baseline(span, title))

        self._jobs.run(
            keep,
            lambda _none: self._show(
                session, tr("The answers to {title} are corrected by this span.", title=title_words(title))
            ),
        )

    def toggle(self) -> None:
        """Switch the correction off or on."""
        if self._session is not None and self._session.baselines is not None:
            self._page.baseline.switch.toggle()
        else:
            self._show_message(tr("There is no neutral span yet: select one and press N."))

    def switch(self, is_on: bool) -> None:
        """Correct the answers, or show them as they were given."""
        session = self._session
        if session is None or session.baselines is None or session.baselines.is_on == is_on:
            return
        new = Baselines(session.baselines.each, is_on)
        text = tr("Answers are corrected again.") if is_on else tr("Answers are shown as they were given.")
        self._jobs.run(lambda _job: session.keep_baselines(new), lambda _none: self._show(session, text))

    def _show(self, session: Session, text: str) -> None:
        if session is self._session:
            self._page.baseline.show_baselines(session.baselines)
            self._show_message(text)
            self.changed.emit()
