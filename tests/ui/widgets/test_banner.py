"""The banner shows one topic at a time."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from emotion_desk.ui.widgets.banner import Banner
from emotion_desk.ui.widgets.theme import Theme


def test_the_banner_keeps_topics_apart(theme: Theme, qtbot: QtBot) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    done: list[str] = []
    banner.show_topic("note", "First.")
    banner.show_topic("picture", "Second.", ("&Open again", lambda: done.append("opened")))
    assert banner.text.text() == "Second."
    banner.clear_topic("nothing")
    banner.button.click()
    assert done == ["opened"]
    assert banner.text.text() == "First."
    assert not banner.button.isVisibleTo(banner)
    banner.dismiss()
    assert banner.topic is None
    assert banner.isHidden()
