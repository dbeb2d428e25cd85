"""Progress of an enrolment: number and quality of the samples."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QWidget

from emotion_desk.people.enrolment import FACES_A_STEP, SPEECH_S, EnrolmentProgress
from emotion_desk.people.sample_quality import SPEECH
from emotion_desk.ui.language import tr
from emotion_desk.ui.widgets.plain_label import plain_label
from emotion_desk.ui.widgets.theme import SMALL, font
from emotion_desk.ui.words import percent
from emotion_desk.vision.face_quality import CONTRAST, FACE_PX, SHARPNESS

#: Face samples of the three guided steps.
_FACES = 3 * FACES_A_STEP
_STEPS = 100


class EnrolmentMeters(QWidget):
    """One row per measure: name, bar, value with unit."""

    def __init__(self, face: bool, voice: bool) -> None:
        super().__init__()
        self._rows = QGridLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(12)
        self._rows.setVerticalSpacing(6)
        self._rows.setColumnStretch(1, 1)
        self._bars: dict[str, tuple[QProgressBar, QLabel]] = {}
        if face:
            self._add("samples", tr("Face, samples"), tr("Samples of the face that were taken"))
            self._add("variety", tr("Face, variety of views"), tr("How much the views of the face differ"))
            self._add("size", tr("Face, size"), tr("Side of the face in the picture, in pixels"))
            self._add("sharp", tr("Face, sharpness"), tr("A blurred picture is not taken"))
            self._add("light", tr("Face, contrast"), tr("A face that is too dark, too bright or too flat is not taken"))
        if voice:
            self._add("speech", tr("Voice, speech"), tr("Seconds of speech heard"))
            self._add("share", tr("Voice, at the moment"), tr("Share of speech in the last two seconds"))

    def show_progress(self, progress: EnrolmentProgress) -> None:
        """Show the progress."""
        self._set(
            "samples",
            progress.faces / _FACES,
            tr("{number} of {total}", number=min(progress.faces, _FACES), total=_FACES),
        )
        self._set("variety", progress.variety, percent(progress.variety))
        face = progress.face
        if face is None:
            for name in ("size", "sharp", "light"):
                self._set(name, 0.0, tr("no face"))
        else:
            self._set("size", face.side_px / FACE_PX[1], f"{face.side_px:.0f} px")
            self._set("sharp", face.sharpness / SHARPNESS[1], _word(face.sharpness, SHARPNESS))
            self._set("light", face.contrast / CONTRAST[1], _word(face.contrast, CONTRAST))
        self._set(
            "speech",
            progress.speech_s / SPEECH_S,
            tr("{heard:.1f} of {wanted:.0f} s", heard=min(progress.speech_s, SPEECH_S), wanted=SPEECH_S),
        )
        voice = progress.voice
        share = 0.0 if voice is None else voice.speech
        self._set("share", share / SPEECH[1], tr("no sound") if voice is None else percent(share))

    def texts(self) -> dict[str, str]:
        """Return the text of each row."""
        return {name: value.text() for name, (_bar, value) in self._bars.items()}

    def _add(self, name: str, title: str, tip: str) -> None:
        row = self._rows.rowCount()
        label, bar, value = plain_label(title), QProgressBar(), plain_label("")
        bar.setRange(0, _STEPS)
        bar.setTextVisible(False)
        bar.setFixedHeight(8)
        bar.setAccessibleName(title)
        label.setFont(font(SMALL))
        value.setFont(font(SMALL))
        value.setMinimumWidth(
            value.fontMetrics().horizontalAdvance(tr("{heard:.1f} of {wanted:.0f} s", heard=88.8, wanted=88.0))
        )
        value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for column, one in enumerate((label, bar, value)):
            one.setToolTip(tip)
            self._rows.addWidget(one, row, column)
        self._bars[name] = (bar, value)

    def _set(self, name: str, share: float, text: str) -> None:
        if name in self._bars:
            bar, value = self._bars[name]
            bar.setValue(round(_STEPS * min(1.0, max(0.0, share))))
            value.setText(text)


def _word(value: float, limits: tuple[float, float]) -> str:
    return tr("too little") if value < limits[0] else tr("fair") if value < limits[1] else tr("good")
