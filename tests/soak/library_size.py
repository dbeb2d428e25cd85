"""How fast a library of many sessions opens and searches.

python -m tests.soak.library_size --sessions 2000

Writes so many sessions, reads them once into the index, and then measures what a user waits for: the page opened anew
(until the rows are in the table) and single searches (from the key to the rows).
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
import tempfile
from pathlib import Path
from time import perf_counter, process_time


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; the status is 1 if opening takes over a second or a search over a tenth."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak.library_size", description=__doc__)
    parser.add_argument("--sessions", type=int, default=2000)
    options = parser.parse_args(arguments)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["EMOTION_DESK_DATA"] = str(Path(folder) / "data")
        opened_s, searches_s, first_s = measure(Path(folder), options.sessions)
    _print(f"sessions: {options.sessions}")
    _print(f"first reading of all folders: {first_s:.2f} s")
    _print(f"opened: {opened_s:.3f} s (limit 1 s)")
    _print(f"searches: median {statistics.median(searches_s):.3f} s, slowest {max(searches_s):.3f} s (limit 0.1 s)")
    return int(opened_s > 1.0 or max(searches_s) > 0.1)


def measure(folder: Path, count: int) -> tuple[float, list[float], float]:
    """Return the seconds to open the page, of each search, and of the first reading."""
    from PySide6.QtWidgets import QApplication

    from emotion_desk.pipeline.desk import Desk
    from emotion_desk.sessions.library_index import LibraryIndex
    from emotion_desk.settings import SettingsFile
    from emotion_desk.ui.library.page import LibraryPage
    from emotion_desk.ui.pages import PageContext
    from emotion_desk.ui.widgets.theme import LIGHT, apply_theme
    from tests.sessions.made import made_session

    app = QApplication.instance() or QApplication([])
    assert isinstance(app, QApplication)
    apply_theme(app, LIGHT)
    sessions = folder / "sessions"
    one = made_session(folder / "one").folder
    for number in range(count):
        shutil.copytree(one, sessions / f"participant {number:04d} {'morning' if number % 2 else 'evening'}")
    index = LibraryIndex()
    began = perf_counter()
    index.refresh([sessions])
    first_s = perf_counter() - began
    for summary in index.without_picture():
        index.set_picture(summary.folder, b"")
    index.close()
    settings = SettingsFile(folder / "settings.json")
    settings.change(record_folder=str(sessions))

    def until(page: LibraryPage, rows: int) -> None:
        while len(page.model.summaries) != rows:
            app.processEvents()
        app.processEvents()

    began, cpu_s = perf_counter(), process_time()
    page = LibraryPage(PageContext(Desk(None, None, None), settings, LIGHT, lambda _text: None))
    page.resize(1366, 700)
    page.show()
    until(page, count)
    opened_s, opened_cpu_s = perf_counter() - began, process_time() - cpu_s
    searches_s, searches_cpu_s = [], []
    for text, rows in (("0007", 1), ("morning", count // 2), ("ana 0007 morning", 1), ("", count)):
        while page.keeper.busy:  # only the search is measured, not the reading of folders
            app.processEvents()
        began, cpu_s = perf_counter(), process_time()
        page.field.setText(text)
        until(page, rows)
        searches_s.append(perf_counter() - began)
        searches_cpu_s.append(process_time() - cpu_s)
    page.finish()
    page.close()
    _print(f"processor time: opened {opened_cpu_s:.3f} s, searches at most {max(searches_cpu_s):.3f} s")
    return opened_s, searches_s, first_s


def _print(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    sys.exit(main())
