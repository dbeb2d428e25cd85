"""The guided tour: every stop is a part of the window that can be seen, and nothing stays framed at the end."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from emotion_desk.ui.help_tour import STOPS, HelpTour, Outline
from emotion_desk.ui.language import use
from tests.ui.conftest import MakeWindow


def test_every_stop_is_framed(make_window: MakeWindow, qtbot: QtBot) -> None:
    window = make_window()
    window.open_help()
    tour = window.findChild(HelpTour)
    assert isinstance(tour, HelpTour)
    for number, stop in enumerate(STOPS):
        assert tour.number == number
        assert window.pages.shown == stop.page
        assert stop.part(window).isVisible()
        assert tour.frame is not None
        assert tour.frame.width() > 20
        assert tour.heading.text() == stop.heading
        if number == 2:
            tour.back.click()
            assert tour.number == 1
            tour.next.click()
        tour.next.click()
    assert {stop.page for stop in STOPS} == {"Live", "Library", "Review", "Sound lab", "Studies"}
    qtbot.waitUntil(lambda: not [band for band in window.findChildren(Outline) if band.isVisible()])


def test_no_button_of_the_tour_is_cut_in_any_language(make_window: MakeWindow) -> None:
    window = make_window(demo=True)
    try:
        for language in ("en", "de", "pl"):
            use(language)
            tour = HelpTour(window, window)
            tour.show()
            for number in range(len(STOPS)):
                tour.go(number)
                for button in (tour.keys, tour.back, tour.next, tour.shut):
                    assert button.width() >= button.sizeHint().width(), (language, button.text())
            tour.close()
    finally:
        use("en")


def test_the_tour_stands_beside_what_it_speaks_of(make_window: MakeWindow) -> None:
    window = make_window()
    window.resize(1366, 768)
    tour = HelpTour(window, window)
    tour.show()
    for number in (0, 2, 3):  # sources, cards, and a plot: small parts, with room beside them
        tour.go(number)
        assert tour.frame is not None
        frame = tour.frame.rect().translated(tour.frame.mapToGlobal(tour.frame.rect().topLeft()))
        assert not frame.intersects(tour.geometry()), STOPS[number].heading
    tour.close()
