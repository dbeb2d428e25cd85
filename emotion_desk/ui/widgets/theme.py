"""Colours, fonts, style sheet and icons of the window.

No other module of ``ui`` defines a colour, except for the emotion colours of :mod:`emotion_desk.labels`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from emotion_desk.errors import DeskError
from emotion_desk.labels import EMOTION_COLOURS
from emotion_desk.resources import shipped


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of the light or dark scheme, as ``#rrggbb``."""

    dark: bool
    window: str
    panel: str
    raised: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    accent_text: str
    second: str
    #: Marks speech; no emotion has this colour.
    speech: str
    warning: str
    warning_text: str
    picture: str


LIGHT = Theme(
    dark=False,
    window="#F2F4F6",
    panel="#FFFFFF",
    raised="#E9ECF0",
    line="#D3D9DF",
    text="#18212B",
    muted="#55616E",
    faint="#E4E8EC",
    accent="#0B6BB5",
    accent_text="#FFFFFF",
    second="#A84300",
    speech="#7A3EE0",
    warning="#FFF1CF",
    warning_text="#4A3500",
    picture="#11161C",
)
DARK = Theme(
    dark=True,
    window="#14181D",
    panel="#1C2229",
    raised="#29313A",
    line="#36404B",
    text="#E8EDF2",
    muted="#A3AFBB",
    faint="#2B333C",
    accent="#5BB0F0",
    accent_text="#06131F",
    second="#F0A35B",
    speech="#B592FF",
    warning="#4A3A10",
    warning_text="#FFE9B0",
    picture="#0B0E12",
)

#: Font sizes in pixels; the window uses only these.
SMALL, BODY, TITLE = 11, 13, 15
_DRESSED = "emotion-desk-dressed"
#: The colour of recording.
_RED = "#D93025"


def theme_for(theme: str) -> Theme:
    """Return the colours for a theme setting: ``light``, ``dark``, or ``auto`` for the system's scheme."""
    if theme == "auto":
        return DARK if QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
    return DARK if theme == "dark" else LIGHT


def font(pixels: int, *, bold: bool = False) -> QFont:
    """Return the window's font in one of the three sizes, with tabular figures where the font has them."""
    made = QFont(QGuiApplication.font())
    made.setPixelSize(pixels)
    made.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def progress_colour(theme: Theme) -> str:
    """Return the colour of what is done in a progress bar: between accent and ground, so that its text is readable."""
    ground, accent = rgb(theme.faint), rgb(theme.accent)
    mixed = (round(0.7 * back + 0.3 * front) for back, front in zip(ground, accent, strict=True))
    return "#" + "".join(f"{part:02x}" for part in mixed)


@cache
def emotion_colour(emotion: str) -> QColor:
    """Return the colour of an emotion."""
    return QColor(EMOTION_COLOURS[emotion])


def rgb(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of ``#rrggbb``, 0 to 255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def text_on(background: QColor) -> QColor:
    """Return black or white, whichever has the higher contrast on a colour (WCAG 2 contrast ratio)."""
    light = luminance(background)
    return QColor("#000000") if (light + 0.05) / 0.05 >= 1.05 / (light + 0.05) else QColor("#FFFFFF")


def luminance(colour: QColor) -> float:
    """Return the relative luminance of a colour, 0 to 1 (WCAG 2.1)."""

    def linear(value: float) -> float:
        return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def icon(name: str, theme: Theme) -> QIcon:
    """Return an icon of ``assets/theme`` in the text colour; an empty icon if the file is missing."""
    try:
        source = (shipped("assets") / "theme" / f"{name}.svg").read_text(encoding="utf-8")
    except (DeskError, OSError):
        return QIcon()
    made = QIcon()
    plain = _RED if name == "record" else theme.text
    for mode, colour in ((QIcon.Mode.Normal, plain), (QIcon.Mode.Disabled, theme.muted)):
        renderer = QSvgRenderer(QByteArray(source.replace("currentColor", colour).encode()))
        for side in (20, 40):
            pixmap = QPixmap(QSize(side, side))
            pixmap.fill(Qt.GlobalColor.transparent)
            painter = QPainter(pixmap)
            renderer.render(painter)
            painter.end()
            made.addPixmap(pixmap, mode)
    return made


def app_icon() -> QIcon:
    """Return the program's icon; an empty icon if the file is missing."""
    try:
        path = shipped("assets") / "icon.png"
    except DeskError:
        return QIcon()
    return QIcon(str(path)) if path.is_file() else QIcon()


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Apply a theme to the whole application; style and font only once, because each repolishes every widget."""
    if not app.property(_DRESSED):
        app.setProperty(_DRESSED, True)
        app.setStyle("Fusion")
        app.setFont(font(BODY))
    palette = QPalette()
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.Window, theme.window),
        (roles.WindowText, theme.text),
        (roles.Base, theme.panel),
        (roles.AlternateBase, theme.raised),
        (roles.Text, theme.text),
        (roles.Button, theme.raised),
        (roles.ButtonText, theme.text),
        (roles.BrightText, theme.text),
        (roles.ToolTipBase, theme.panel),
        (roles.ToolTipText, theme.text),
        (roles.PlaceholderText, theme.muted),
        (roles.Highlight, theme.accent),
        (roles.HighlightedText, theme.accent_text),
        (roles.Link, theme.accent),
    ):
        palette.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.muted))
    app.setPalette(palette)
    app.setStyleSheet(_sheet(theme))


def _sheet(theme: Theme) -> str:
    arrow = check = spin = split = ""
    kind = "dark" if theme.dark else "light"
    try:
        down, ticked = (shipped("assets") / "theme" / f"{name}-{kind}.svg" for name in ("down", "check"))
        if down.is_file():
            split = down.as_posix()
            arrow = f"QComboBox::down-arrow {{ image: url({down.as_posix()}); width: 14px; height: 14px; }}"
        if ticked.is_file():
            check = f"QCheckBox::indicator:checked {{ image: url({ticked.as_posix()}); }}"
        up = shipped("assets") / "theme" / f"up-{kind}.svg"
        if up.is_file() and down.is_file():
            spin = (
                f"QAbstractSpinBox::up-arrow {{ image: url({up.as_posix()}); width: 12px; height: 12px; }}"
                f"QAbstractSpinBox::down-arrow {{ image: url({down.as_posix()}); width: 12px; height: 12px; }}"
            )
    except DeskError:
        pass
    return f"""
    QMainWindow, QDialog {{ background: {theme.window}; }}
    QToolTip {{ color: {theme.text}; background: {theme.panel}; border: 1px solid {theme.line}; padding: 4px; }}
    QFrame#card, QFrame#plot {{ background: {theme.panel}; border: 1px solid {theme.line}; border-radius: 8px; }}
    QLabel#muted {{ color: {theme.muted}; }}
    QToolBar {{ background: {theme.panel}; border: none; border-bottom: 1px solid {theme.line}; spacing: 6px;
        padding: 6px 10px; }}
    QToolBar QToolButton, QPushButton {{ background: {theme.raised}; color: {theme.text};
        border: 1px solid {theme.line}; border-radius: 6px; padding: 5px 10px; }}
    QToolBar QToolButton:hover, QPushButton:hover {{ border-color: {theme.muted}; }}
    QToolBar QToolButton:focus, QPushButton:focus, QComboBox:focus {{ border: 1px solid {theme.accent}; }}
    QToolBar QToolButton:checked {{ background: {theme.accent}; color: {theme.accent_text};
        border-color: {theme.accent}; }}
    QToolBar QToolButton:disabled, QPushButton:disabled {{ color: {theme.muted}; background: {theme.panel};
        border-style: dashed; }}
    QToolBar QToolButton[below="true"] {{ padding: 3px 7px; font-size: 11px; }}
    QToolBar QToolButton#split[below="true"] {{ padding-right: 20px; }}
    QToolBar[tight="true"] {{ padding: 6px 6px; spacing: 4px; }}
    QToolBar[tight="true"] QToolButton {{ padding: 5px 6px; }}
    QToolBar[tight="true"] QToolButton#split {{ padding-right: 20px; }}
    QToolButton#menu::menu-indicator {{ image: none; }}
    QToolBar QToolButton#split {{ padding-right: 22px; }}
    QToolButton#opener {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line};
        border-radius: 6px; padding: 5px 28px 5px 10px; }}
    QToolButton#opener:hover {{ border-color: {theme.muted}; }}
    QToolButton#opener:focus {{ border-color: {theme.accent}; }}
    QToolButton#split::menu-button, QToolButton#opener::menu-button {{ border: none; width: 20px; }}
    QToolButton#split::menu-arrow, QToolButton#opener::menu-arrow {{ image: url({split}); width: 12px; height: 12px; }}
    QTableView {{ background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.line}; border-radius: 8px;
        outline: none; }}
    QTableView#times {{ border: 1px solid transparent; border-radius: 0px; }}
    QTreeView {{ border: 1px solid {theme.line}; }}
    QTableView:focus, QTableView#times:focus, QTreeView:focus {{ border-color: {theme.accent}; }}
    QHeaderView {{ background: transparent; }}
    QHeaderView::section {{ background: {theme.panel}; color: {theme.muted}; border: none;
        border-bottom: 1px solid {theme.line}; padding: 5px 8px; }}
    QScrollBar:horizontal {{ background: transparent; height: 8px; margin: 0; }}
    QScrollBar::handle:horizontal {{ background: {theme.line}; border-radius: 4px; min-width: 24px; }}
    QScrollBar::add-line:horizontal, QScrollBar::sub-line:horizontal {{ width: 0; }}
    QToolButton#lab:disabled {{ color: {theme.muted}; background: {theme.panel}; border-style: dashed; }}
    QToolButton#lab::menu-indicator {{ image: none; }}
    QToolButton#left {{ border-top-right-radius: 0; border-bottom-right-radius: 0; }}
    QToolButton#middle {{ border-radius: 0; border-left: none; }}
    QToolButton#right {{ border-top-left-radius: 0; border-bottom-left-radius: 0; border-left: none; }}
    QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
    QPushButton:default:enabled {{ background: {theme.accent}; color: {theme.accent_text};
        border-color: {theme.accent}; }}
    QPushButton#red:enabled {{ background: #B3261E; color: #FFFFFF; border-color: #B3261E; }}
    QPushButton:default:enabled:focus, QPushButton#red:enabled:focus, QToolBar QToolButton:checked:focus {{
        border: 2px solid {theme.text}; padding: 4px 9px; }}
    QToolBar[tight="true"] QToolButton:checked:focus {{ padding: 4px 5px; }}
    QToolBar QToolButton#split:checked:focus {{ padding-right: 21px; }}
    QLineEdit {{ background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.muted};
        border-radius: 4px; padding: 3px 6px; }}
    QLineEdit:focus {{ border-color: {theme.accent}; }}
    QAbstractSpinBox {{ background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.muted};
        border-radius: 4px; padding: 2px 2px 2px 6px; }}
    QAbstractSpinBox:focus {{ border-color: {theme.accent}; }}
    QAbstractSpinBox:disabled {{ border-style: dashed; color: {theme.muted}; }}
    QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{ background: transparent; border: none; width: 18px; }}
    {spin}
    QAbstractSpinBox QLineEdit {{ border: none; border-radius: 0; padding: 0 0 0 4px; }}
    QCheckBox::indicator {{ width: 14px; height: 14px; background: {theme.panel}; border: 1px solid {theme.muted};
        border-radius: 3px; }}
    QCheckBox::indicator:focus {{ border: 2px solid {theme.accent}; }}
    QCheckBox::indicator:disabled {{ border-style: dashed; }}
    {check}
    QComboBox {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line}; border-radius: 6px;
        padding: 4px 8px; }}
    QComboBox:disabled {{ color: {theme.muted}; background: {theme.panel}; border-style: dashed; }}
    QPlainTextEdit {{ background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.line};
        border-radius: 6px; }}
    QPlainTextEdit:focus {{ border-color: {theme.accent}; }}
    QProgressBar {{ background: {theme.faint}; color: {theme.text}; border: 1px solid {theme.line}; border-radius: 6px;
        text-align: center; }}
    QProgressBar::chunk {{ background: {progress_colour(theme)}; border-radius: 5px; }}
    QComboBox::drop-down {{ border: none; width: 20px; }}
    {arrow}
    QComboBox QAbstractItemView {{ background: {theme.panel}; color: {theme.text}; border: 1px solid {theme.line};
        selection-background-color: {theme.accent}; selection-color: {theme.accent_text}; }}
    QScrollArea {{ background: transparent; border: none; }}
    QScrollArea > QWidget > QWidget {{ background: transparent; }}
    QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
    QScrollBar::handle:vertical {{ background: {theme.line}; border-radius: 4px; min-height: 24px; }}
    QScrollBar::add-line:vertical, QScrollBar::sub-line:vertical {{ height: 0; }}
    QStatusBar {{ background: {theme.panel}; color: {theme.muted}; border-top: 1px solid {theme.line}; }}
    QStatusBar::item {{ border: none; }}
    QStatusBar QLabel {{ color: {theme.muted}; }}
    QLabel#badge {{ background: {theme.accent}; color: {theme.accent_text}; border-radius: 4px; padding: 1px 6px; }}
    QStatusBar QLabel#device {{ color: {theme.muted}; border: 1px solid {theme.line}; border-radius: 4px;
        padding: 0 4px; }}
    QStatusBar QLabel#device[lit="true"] {{ color: #FFFFFF; background: #B3261E; border-color: #B3261E; }}
    QToolButton#figures {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line};
        border-radius: 4px; padding: 0 6px; }}
    QToolButton#figures:focus {{ border-color: {theme.accent}; }}
    QToolButton#figures:checked {{ background: {theme.accent}; color: {theme.accent_text}; }}
    QLabel#rec {{ background: #B3261E; color: #FFFFFF; border-radius: 4px; padding: 1px 6px; }}
    QFrame#banner {{ background: {theme.warning}; border: 1px solid {theme.line}; border-radius: 8px; }}
    QFrame#banner QLabel {{ color: {theme.warning_text}; }}
    QTabWidget::pane {{ background: {theme.panel}; border: 1px solid {theme.line}; border-radius: 8px; }}
    QTabWidget QTabBar::tab {{ color: {theme.muted}; background: transparent; border: none; padding: 6px 14px;
        border-bottom: 3px solid transparent; }}
    QTabWidget QTabBar::tab:selected {{ color: {theme.text}; border-bottom-color: {theme.accent}; }}
    QTabWidget QTabBar::tab:hover {{ color: {theme.text}; }}
    QTabWidget QTabBar::tab:selected:focus {{ color: {theme.accent}; }}
    QTabBar#pages::tab {{ color: {theme.muted}; background: transparent; border: none; padding: 4px 14px;
        border-bottom: 3px solid transparent; }}
    QTabBar#pages::tab:selected {{ color: {theme.text}; border-bottom-color: {theme.accent}; }}
    QTabBar#pages::tab:hover {{ color: {theme.text}; }}
    QTabBar#pages::tab:selected:focus {{ color: {theme.accent}; }}
    QToolButton#transport {{ background: {theme.raised}; border: 1px solid {theme.line}; border-radius: 6px; }}
    QToolButton#transport:hover {{ border-color: {theme.muted}; }}
    QToolButton#transport:focus {{ border-color: {theme.accent}; }}
    QToolButton#transport:disabled {{ background: {theme.panel}; border-style: dashed; }}
    QToolButton#lab {{ background: {theme.raised}; color: {theme.text}; border: 1px solid {theme.line};
        border-radius: 6px; padding: 4px 9px; }}
    QToolButton#lab:hover {{ border-color: {theme.muted}; }}
    QToolButton#lab:focus {{ border-color: {theme.accent}; }}
    QToolButton#lab:checked {{ background: {theme.accent}; color: {theme.accent_text}; border-color: {theme.accent}; }}
    QToolButton#lab:checked:focus {{ border: 2px solid {theme.text}; padding: 3px 8px; }}
    QSlider {{ border: 1px solid transparent; border-radius: 4px; }}
    QSlider:focus {{ border-color: {theme.accent}; }}
    QSplitter::handle {{ background: transparent; }}
    """
