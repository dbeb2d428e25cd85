"""The privacy notice shown before the first use of a device."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from emotion_desk.ui.language import mark, tr
from emotion_desk.ui.widgets.theme import BODY, TITLE, font

HEADING = mark("Before a camera or microphone is used")
POINTS = (
    mark(
        "<b>What is inferred.</b> From faces in the picture and from voices in the sound, Emotion "
        "Desk infers who someone is and which of eight emotions they show. It can be wrong: an "
        "expression is not a feeling."
    ),
    mark(
        "<b>Where it stays.</b> Pictures, sound and results stay on this machine. Nothing is sent "
        "anywhere, and nothing is kept unless you save it."
    ),
    mark(
        "<b>Where it is prohibited.</b> Inferring the emotions of people at work or in education is "
        "prohibited in the European Union (AI Act, Art. 5(1)(f)), except for medical or safety "
        "reasons."
    ),
    mark("<b>Whom to ask.</b> Tell everyone in front of the camera or microphone, and use it only if they agree."),
)


class ConsentDialog(QDialog):
    """Asks for consent; closing it without "I agree" means no."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Emotion Desk")
        self.setAccessibleName(tr(HEADING))
        self.setMinimumWidth(520)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(24, 20, 24, 18)
        rows.setSpacing(12)
        heading = QLabel(tr(HEADING))
        heading.setFont(font(TITLE, bold=True))
        rows.addWidget(heading)
        for point in POINTS:
            label = QLabel(tr(point))
            label.setFont(font(BODY))
            label.setTextFormat(Qt.TextFormat.RichText)
            label.setWordWrap(True)
            rows.addWidget(label)
        rows.addSpacing(4)
        self.buttons = QDialogButtonBox()
        self.agree = self.buttons.addButton(tr("I &agree"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.decline = self.buttons.addButton(tr("&No device"), QDialogButtonBox.ButtonRole.RejectRole)
        self.agree.setToolTip(tr("Agree and use the camera and microphone (Alt+A)"))
        self.decline.setToolTip(tr("Go on without a camera or microphone (Esc)"))
        # "No" is the default button, so that nobody consents by pressing Return out of habit.
        self.agree.setAutoDefault(False)
        self.decline.setDefault(True)
        self.decline.setFocus()
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        rows.addWidget(self.buttons)
