"""Sessions and files that were opened last: remembered in the settings, offered by every open dialog and button."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QFileDialog, QMenu

from emotion_desk.sessions.format import INFO_FILE
from emotion_desk.settings import SettingsFile
from emotion_desk.ui.language import tr
from emotion_desk.ui.widgets.plain_label import plain_tip

#: How many are remembered.
MOST = 12


def remember(settings_file: SettingsFile, path: Path) -> None:
    """Put a session or file first among the recent ones."""
    path = path.absolute()
    if path.name == INFO_FILE:
        path = path.parent
    others = [each for each in settings_file.values.recent if each != str(path)]
    settings_file.change(recent=(str(path), *others)[:MOST])


def replace(settings_file: SettingsFile, old: Path, new: Path | None) -> None:
    """Follow a session that was renamed, or forget one that was removed (``None``)."""
    recent = settings_file.values.recent
    followed = tuple(str(new) if each == str(old) else each for each in recent if new is not None or each != str(old))
    settings_file.change(recent=followed)


def recent_paths(settings_file: SettingsFile) -> list[Path]:
    """Return the recent sessions and files, newest first; those that are gone are left out."""
    found = []
    for text in settings_file.values.recent:
        try:
            if Path(text).exists():
                found.append(Path(text))
        except (OSError, ValueError):
            continue
    return found


def recent_sessions(settings_file: SettingsFile) -> list[Path]:
    """Return the recent session folders."""
    return [path for path in recent_paths(settings_file) if (path / INFO_FILE).is_file()]


def offer_recents(dialog: QFileDialog, settings_file: SettingsFile) -> None:
    """Show the folders of recent sessions and files at the side of an open dialog."""
    folders = list(dict.fromkeys(path.parent for path in recent_paths(settings_file)))
    dialog.setSidebarUrls([*dialog.sidebarUrls(), *(QUrl.fromLocalFile(str(folder)) for folder in folders[:8])])
    dialog.setHistory([str(folder) for folder in reversed(folders)])


def recents_menu(
    menu: QMenu, settings_file: SettingsFile, take: Callable[[Path], object], *, sessions: bool | None = None
) -> QMenu:
    """Fill a menu with the recent ones each time it is shown.

    Args:
        menu: the menu.
        settings_file: remembers them.
        take: called with the one that was chosen.
        sessions: sessions only, files only, or both (``None``).
    """

    def fill() -> None:
        menu.clear()
        paths = [p for p in recent_paths(settings_file) if sessions is None or p.is_dir() == sessions]
        for number, path in enumerate(paths, 1):
            key = f"&{number} " if number < 10 else ""
            action = menu.addAction(key + path.name.replace("&", "&&"))
            action.setToolTip(plain_tip(str(path)))
            action.setStatusTip(str(path))
            action.triggered.connect(lambda _on=False, chosen=path: take(chosen))
        if not paths:
            menu.addAction(tr("Nothing was opened yet")).setEnabled(False)

    menu.setToolTipsVisible(True)
    menu.aboutToShow.connect(fill)
    return menu
