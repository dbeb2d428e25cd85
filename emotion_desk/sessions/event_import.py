"""Events of another program in a session: moments become marks, spans become annotations, all in two writes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from emotion_desk.sessions.annotations import EVERYBODY, Annotation
from emotion_desk.sessions.event_files import Event
from emotion_desk.sessions.format import Mark
from emotion_desk.sessions.reader import Session


@dataclass(frozen=True, slots=True)
class ImportedEvents:
    """What an import added to a session, so that it can be undone and done again."""

    session: Session
    marks: tuple[Mark, ...]
    annotations: tuple[Annotation, ...]

    def __len__(self) -> int:
        """Return the number of events."""
        return len(self.marks) + len(self.annotations)

    def after(self, end_s: float) -> int:
        """Return how many begin after the end of the session: they may be those of another one."""
        begins = [one.time_s for one in self.marks] + [one.start_s for one in self.annotations]
        return sum(begin_s > end_s for begin_s in begins)

    def take_out(self) -> None:
        """Remove everything again.

        Raises:
            SessionError: it cannot be written.
        """
        self.session.mark_list.remove_many(one.number for one in self.marks)
        self.session.annotations.remove_many(one.number for one in self.annotations)

    def put_back(self) -> None:
        """Bring everything back after it was taken out.

        Raises:
            SessionError: it cannot be written.
        """
        self.session.mark_list.restore_many(self.marks)
        self.session.annotations.put_many(self.annotations)


def import_events(session: Session, events: Sequence[Event], coder: str) -> ImportedEvents:
    """Add events to a session.

    Args:
        session: the session.
        events: moments and spans; a subject is named as in annotations.
        coder: who is said to have made the annotations.

    Raises:
        SessionError: they cannot be written.
    """
    marks = session.mark_list.add_many((event.start_s, event.label) for event in events if event.end_s is None)
    spans = [
        (event.subject or EVERYBODY, event.start_s, event.end_s, event.label)
        for event in events
        if event.end_s is not None
    ]
    return ImportedEvents(session, tuple(marks), tuple(session.annotations.add_many(spans, coder)))
