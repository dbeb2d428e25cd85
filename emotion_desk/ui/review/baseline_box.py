"""The box on the review page that switches the correction by each person's own neutral."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QFrame, QVBoxLayout

from emotion_desk.sessions.baselines import Baseline, Baselines
from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.review.time_axis import clock_text
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import SMALL, font
from emotion_desk.ui.words import title_words

_TIP = mark(
    "Some faces look sad or angry at rest. Select some seconds in which a person is neutral and "
    "press N: the answers to this person's face are then corrected by what the neutral face was "
    "answered."
)


class BaselineBox(QFrame):
    """The switch, and whose neutral is known from when to when; hidden while nobody's is."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("plot")
        self.switch = QCheckBox(tr("Corrected by own neutral"))
        self.switch.setToolTip(tr("{tip} (Shift+N switches the correction)", tip=tr(_TIP)))
        self.who = plain_label()
        self.who.setObjectName("muted")
        self.who.setFont(font(SMALL))
        self.who.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(10, 6, 10, 6)
        rows.setSpacing(2)
        rows.addWidget(self.switch)
        rows.addWidget(self.who)
        self.hide()

    def show_baselines(self, baselines: Baselines | None) -> None:
        """Show the baselines of a session."""
        self.setVisible(baselines is not None and bool(baselines.each))
        if baselines is None:
            return
        self.switch.blockSignals(True)
        self.switch.setChecked(baselines.is_on)
        self.switch.blockSignals(False)
        self.who.setText("\n".join(f"{title_words(one.subject)}: {_when(one)}" for one in baselines.each))


def _when(one: Baseline) -> str:
    if one.from_s is None or one.to_s is None:
        return tr("measured before this session")
    return tr("{begin} to {end}", begin=clock_text(one.from_s), end=clock_text(one.to_s))
