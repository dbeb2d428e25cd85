"""The status bar: source badge, live figures in fields of fixed width, and the last message."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar, QToolButton

from emotion_desk.messages import Figures, Spread
from emotion_desk.ui.language import mark, number, tr
from emotion_desk.ui.sentences import sentence
from emotion_desk.ui.widgets.elided_label import ElidedLabel
from emotion_desk.ui.widgets.plain_label import plain_label, plain_tip
from emotion_desk.ui.widgets.theme import SMALL, font

_BADGE_WORDS = (mark("LIVE"), mark("FILE"), mark("DEMO"), mark("IDLE"))
#: Texts of the badge and their tooltips.
BADGES = {
    "LIVE": mark("A camera or microphone is on"),
    "FILE": mark("A file is playing"),
    "DEMO": mark("The demo clip is playing"),
    "IDLE": mark("Nothing is playing"),
}


@dataclass(frozen=True, slots=True)
class StatusValues:
    """The figures of one moment; ``None`` and empty spreads while no picture is painted."""

    figures: Figures
    screen_fps: float | None
    to_screen: Spread
    reading_age: Spread = field(default_factory=Spread)
    #: Frames that the user did not see although the live page was in front.
    lost: int = 0


def _rounded(value: float | None) -> str:
    return "…" if value is None else f"{value:.0f}"


def _both(spread: Spread) -> str:
    """Return median and 95th percentile in a short form."""
    shown = ("…" if v is None else f"{v:.0f}" if v < 999.5 else "999+" for v in (spread.p50, spread.p95))
    return "/".join(shown)


#: Name, text, value, tooltip.
_FIELDS: tuple[tuple[str, str, Callable[[StatusValues], str], str], ...] = (
    (
        "fps",
        mark("{rate} fps"),
        lambda values: _rounded(values.screen_fps),
        mark("Pictures per second on the screen"),
    ),
    (
        "results",
        mark("{rate} results/s"),
        lambda values: number(values.figures.results_per_second, ".1f"),
        mark("Answers of the network per second"),
    ),
    (
        "inference",
        mark("{time} ms"),
        lambda values: _rounded(values.figures.inference_ms.p50),
        mark("Time of one answer of the network, median"),
    ),
    (
        "screen",
        mark("screen {times} ms"),
        lambda values: _both(values.to_screen),
        mark("From the capture of a frame to the screen: median and 95th percentile of the last seconds"),
    ),
    (
        "age",
        mark("reading {times} ms"),
        lambda values: _both(values.reading_age),
        mark("Age of the answers that are shown, from the capture of what they speak of: median and 95th percentile"),
    ),
    (
        "dropped",
        mark("{count} dropped"),
        lambda values: str(values.lost),
        mark("Frames that never reached the screen while the live page was in front"),
    ),
    (
        "overflows",
        mark("{count} overflows"),
        lambda values: str(values.figures.overflows),
        mark("How often sound was lost because it was not taken in time"),
    ),
)
#: The longest values of the placeholders.
_WIDEST: dict[str, str] = {
    "fps": "000",
    "results": "00.0",
    "inference": "0000",
    "screen": "999+/999+",
    "age": "999+/999+",
    "dropped": "00000",
    "overflows": "000",
}


def _filled(text: str, value: str) -> str:
    """Return a field's text with its value, whatever the placeholder is called."""
    before, _brace, rest = tr(text).partition("{")
    return before + value + rest.partition("}")[2]


_LIGHTS = ((mark("CAM"), "camera"), (mark("SCREEN"), "screen"), (mark("WINDOW"), "window"), (mark("MIC"), "microphone"))
#: What a light says: open with the name of the device, or off.
_LIGHT_TIPS = {
    "camera": (mark("The camera is open: {name}"), mark("The camera is off")),
    "screen": (mark("The screen is open: {name}"), mark("The screen is off")),
    "window": (mark("A window is read: {name}"), mark("No window is read")),
    "microphone": (mark("The microphone is open: {name}"), mark("The microphone is off")),
}


#: The figures, the most worth first: in a narrow window the last are left out.
_WORTH = ("fps", "results", "screen", "age", "dropped", "inference", "engine", "overflows")
#: Least width of the message, and the margin of each field, in pixels.
_LEAST_MESSAGE, _BETWEEN = 120, 8


class DeviceLight(QLabel):
    """An indicator that is lit while a device is open, whatever else plays."""

    def __init__(self, name: str, device: str) -> None:
        super().__init__()
        self.device = device
        self._name = tr(name)
        self.setObjectName("device")
        self.setFont(font(SMALL, bold=True))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(QFontMetrics(self.font()).horizontalAdvance(f"● {self._name}") + 14)
        self.show_device(None)

    @property
    def is_lit(self) -> bool:
        """Return whether the device is open."""
        return bool(self.property("lit"))

    def show_device(self, device: str | None) -> None:
        """Show that a device is open by its name, ``None`` if none is."""
        lit = device is not None
        if lit != self.property("lit"):
            self.setText(f"{'●' if lit else '○'} {self._name}")
            self.setProperty("lit", lit)
            self.style().unpolish(self)
            self.style().polish(self)
        is_open, is_off = _LIGHT_TIPS[self.device]
        self.setToolTip(plain_tip(tr(is_open, name=device)) if lit else tr(is_off))
        self.setAccessibleName(self.toolTip())


class StatusBar(QStatusBar):
    """Source badge, recording badge, figures, engine and the last message."""

    def __init__(self) -> None:
        super().__init__()
        self.setSizeGripEnabled(False)
        # Figures that do not fit are left out; they make no window wider.
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setContentsMargins(8, 2, 10, 2)
        self.setAccessibleName(tr("Status"))
        small = font(SMALL)
        metrics = QFontMetrics(small)
        self.badge = plain_label(tr("IDLE"))
        self.badge.setObjectName("badge")
        self.badge.setFont(font(SMALL, bold=True))
        self.badge.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.badge.setFixedWidth(
            QFontMetrics(self.badge.font()).horizontalAdvance(
                max((tr(badge) for badge in BADGES), key=QFontMetrics(self.badge.font()).horizontalAdvance)
            )
            + 18
        )
        self.badge.setAccessibleName(tr("Source"))
        self.addWidget(self.badge)
        self.lights = {name: DeviceLight(name, device) for name, device in _LIGHTS}
        for light in self.lights.values():
            self.addWidget(light)
        self.rec = plain_label("")
        self.rec.setObjectName("rec")
        self.rec.setFont(font(SMALL, bold=True))
        self.rec.setAccessibleName(tr("Recording"))
        self.rec.hide()
        self.addWidget(self.rec)
        self.sending = plain_label("")
        self.sending.setObjectName("badge")
        self.sending.setFont(font(SMALL, bold=True))
        self.sending.hide()
        self.addWidget(self.sending)
        self.fields: dict[str, QLabel] = {}
        self._left_out: list[QLabel] = []
        for name, text, _show, tip in _FIELDS:
            label = plain_label("")
            label.setFont(small)
            label.setFixedWidth(metrics.horizontalAdvance(_filled(text, _WIDEST[name])) + 8)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            label.setToolTip(tr(tip))
            self.fields[name] = label
            self.addWidget(label)
        self.engine = plain_label("")
        self.engine.setFont(small)
        self.engine.setFixedWidth(metrics.horizontalAdvance(tr("no network yet")) + 16)
        self.engine.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.engine.setAccessibleName(tr("Engine"))
        self.addWidget(self.engine)
        self.details = QToolButton()
        self.details.setObjectName("figures")
        self.details.setCheckable(True)
        self.details.setText(tr("Details"))
        self.details.setFont(small)
        self.details.setToolTip(tr("Frame rate, answers a second, latencies, drops and engine"))
        self.details.setAccessibleName(tr("Details of speed"))
        self.details.toggled.connect(self.show_figures)
        self.addPermanentWidget(self.details)
        self.message = ElidedLabel()
        self.message.setFont(small)
        self.addWidget(self.message, 1)

    def show_values(self, values: StatusValues) -> None:
        """Show new figures."""
        for name, form, show, tip in _FIELDS:
            text = _filled(form, show(values))
            label = self.fields[name]
            if label.text() != text:
                label.setText(text)
                label.setAccessibleName(f"{tr(tip)}: {text}")
        self.engine.setText(values.figures.engine or tr("no network yet"))
        if self._left_out:
            self._tell_details()

    def show_figures(self, on: bool) -> None:
        """Show or hide the figures of engineering; the badges and lights stay."""
        self.details.setChecked(on)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        """Show as many figures as there is room for."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave out the figures that would push others out of a narrow window; the button's tip tells them."""
        left_out = []
        shown = [self.badge, *self.lights.values(), self.rec, self.sending]
        needed = sum(widget.width() + _BETWEEN for widget in shown if not widget.isHidden())
        room = self.width() - needed - self.details.sizeHint().width() - _LEAST_MESSAGE
        for name in _WORTH:
            label = self.engine if name == "engine" else self.fields[name]
            room -= label.minimumWidth() + _BETWEEN
            label.setVisible(self.details.isChecked() and room >= 0)
            if self.details.isChecked() and room < 0:
                left_out.append(label)
        self._left_out = left_out
        self._tell_details()

    def _tell_details(self) -> None:
        told = [label.accessibleName() for label in self._left_out if label.text()]
        tip = tr("Frame rate, answers a second, latencies, drops and engine")
        self.details.setToolTip(plain_tip("\n".join([tip, *told])) if told else tip)

    def show_badge(self, badge: str, tip: str) -> None:
        """Show the kind of source."""
        self.badge.setText(tr(badge))
        self.badge.setToolTip(tr(tip))

    def show_open_devices(self, devices: Mapping[str, str]) -> None:
        """Light the indicators; ``devices`` maps each open kind, as ``camera`` or ``window``, to a name."""
        for light in self.lights.values():
            light.show_device(devices.get(light.device))
        for name, kind in (("SCREEN", "screen"), ("WINDOW", "window")):
            self.lights[name].setVisible(kind in devices)

    def show_recording(self, on: bool, text: str, tip: str) -> None:
        """Show or hide the recording badge."""
        self.rec.setText(text)
        self.rec.setToolTip(tip)
        self.rec.setVisible(on)

    def show_streams(self, streams: Mapping[str, str]) -> None:
        """Show which live streams are on; ``streams`` maps each kind to one sentence on where it goes."""
        self.sending.setText("● " + " ".join(kind.upper() for kind in sorted(streams)))
        self.sending.setToolTip(plain_tip("\n".join(streams.values())))
        self.sending.setAccessibleName(tr("Sending: {streams}", streams=" ".join(streams.values())))
        self.sending.setVisible(bool(streams))

    def show_message(self, text: str) -> None:
        """Show a message until the next one comes."""
        self.message.set_full_text(sentence(text))
