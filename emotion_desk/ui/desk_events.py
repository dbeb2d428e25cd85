"""Shows what happens to sources and networks: in the status bar, and in the banner where the user can act."""

from __future__ import annotations

from collections.abc import Callable

from emotion_desk.messages import DeskEvent, Side, State
from emotion_desk.ui.language import tr
from emotion_desk.ui.live.desk_poller import DeskPoller
from emotion_desk.ui.live.status_bar import StatusBar
from emotion_desk.ui.source_actions import SourceActions
from emotion_desk.ui.source_controller import SourceController
from emotion_desk.ui.widgets.banner import Banner


class DeskEvents:
    """Handles the events of the desk.

    Args:
        sources: follows the state of the sources.
        actions: opens a source again.
        load_again: loads the network again.
        banner, status, poller: show the event.
    """

    def __init__(
        self,
        sources: SourceController,
        actions: SourceActions,
        load_again: Callable[[], None],
        banner: Banner,
        status: StatusBar,
        poller: DeskPoller,
    ) -> None:
        self._sources, self._actions, self._load_again = sources, actions, load_again
        self._banner, self._status, self._poller = banner, status, poller

    def handle(self, event: DeskEvent) -> None:
        """Show a state change of a source or of the network."""
        self._status.show_message(event.text)
        topic = self._topic(event.side)
        self._sources.handle_event(event)
        if event.state is State.RUNNING:
            self._banner.clear_topic(topic)
        elif event.state in (State.LOST, State.FAILED, State.ENDED):
            if event.side is Side.NETWORK:
                self._banner.show_topic(topic, event.text, (tr("&Try again"), self._load_again))
            else:
                self._banner.show_topic(
                    topic, event.text, (tr("&Open again"), lambda: self._actions.reopen(event.side))
                )
        if event.side in (Side.PICTURE, Side.SOUND):
            self._poller.show_activity(event.text)
        self._actions.follow()

    def _topic(self, side: Side) -> str:
        """Return the banner topic of a side; a clip ends on both sides at once and is reported once."""
        wanted = self._sources.wanted
        if side in wanted and wanted[side].is_clip and wanted[Side.PICTURE] == wanted[Side.SOUND]:
            return "clip"
        return side.value
