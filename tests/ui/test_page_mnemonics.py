"""No two buttons of a page answer to the same key, in any language, also while a banner with buttons is shown."""

from __future__ import annotations

from collections import defaultdict

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from emotion_desk.ui.language import mark, tr, use
from emotion_desk.ui.widgets.banner import Banner
from tests.ui.conftest import MakeWindow

#: The buttons of the banners of a page.
BANNERS = {
    "Live": (mark("Re&view"), mark("Show &folder"), mark("Re&name…")),
    "Studies": (mark("&Show report"), mark("Show &folder")),
    "Library": (),
    "Review": (),
}


def clashes(top: QWidget) -> dict[str, set[str]]:
    """Return the keys that more than one visible button or label of a window answers to."""
    found = defaultdict(set)
    for widget in top.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not top:
            continue
        is_named = isinstance(widget, QAbstractButton) or (isinstance(widget, QLabel) and widget.buddy() is not None)
        text = widget.text() if is_named else ""  # type: ignore[attr-defined]
        key = QKeySequence.mnemonic(text).toString()
        if key:
            found[key].add(text)
    return {key: texts for key, texts in found.items() if len(texts) > 1}


@pytest.mark.parametrize("page", sorted(BANNERS))
@pytest.mark.parametrize("code", ["en", "de", "pl"])
def test_keys_of_a_page_are_unique(
    make_window: MakeWindow, page: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EMOTION_DESK_LANGUAGE", raising=False)
    use(code)
    try:
        window = make_window()
        window.resize(1366, 768)
        shown = window.pages.show_page(page)
        banner = getattr(shown, "banner", None)
        assert isinstance(banner, Banner)
        banner.show_topic("note", "Something.", *[(tr(text), lambda: None) for text in BANNERS[page]])
        assert clashes(window) == {}
    finally:
        use("en")
