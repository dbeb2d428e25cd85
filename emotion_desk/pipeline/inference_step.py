"""What is asked of the network at one tick, and what is said afterwards: no thread, no lock, no clock.

The inference worker ticks live by the clock, the analysis of files by the file's own time; one code, so that both say
the same of the same pictures and sound.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from emotion_desk.clock import NS_PER_S
from emotion_desk.inference.protocols import Reader, SecondAnswer
from emotion_desk.messages import (
    Compared,
    DeskReading,
    FaceReading,
    FramePacket,
    Mel,
    MelWindow,
    Picture,
    VoiceReading,
)
from emotion_desk.people.recogniser import Recogniser
from emotion_desk.pipeline.reading_assembler import Answers, Stand

#: The network hears a new stretch of sound at most this often; its 2.3 s change little in between.
VOICE_EVERY_S: Final = 0.19
#: Readings that needed no network (nobody there) come at most this often.
LIGHT_EVERY_S: Final = 0.1
#: A frame is expected for so long after the last; sound then waits for it, so that both share one call.
PICTURE_LIVE_S: Final = 0.15
SHARE_WAIT_S: Final = 0.06

#: What a network answers: the faces in the order they were asked, and the voice if it was.
Answer = tuple[tuple[FaceReading, ...], VoiceReading | None]


@dataclass(frozen=True, slots=True)
class News:
    """What came since the last tick; ``*_gone`` when that side's source was closed."""

    packet: FramePacket | None = None
    picture_gone: bool = False
    window: MelWindow | None = None
    sound_gone: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Question:
    """One call of the network: the crops of the faces (uint8 BGR, any size) and the sound, if it should be heard."""

    crops: list[Picture]
    mel: Mel | None


class Ticks:
    """Goes from tick to tick; used by one thread.  At each: :meth:`question`, :meth:`take_in`, :meth:`reading`.

    Args:
        people: puts names to faces and voices; without it everybody is unknown.
    """

    def __init__(self, people: Recogniser | None = None) -> None:
        self._people = people
        self._answers = Answers(people)
        self._index = 0
        self._asked_voice_ns: int | None = None
        self._light_ns: int | None = None
        self._published = Stand()
        self._others: Answers | None = None
        self._second: SecondAnswer | None = None

    def new_network(self, reader: Reader | None = None) -> None:
        """Forget the answers of the network before; ``reader`` is the new one."""
        self._answers.new_network(reader)
        self._asked_voice_ns = None
        self._others = self._second = None

    def question(self, news: News) -> Question | None:
        """Return what the network should be asked about the news, ``None`` if it may rest; notes that it was asked."""
        crops = [face.crop for face in news.packet.faces] if news.packet is not None else []
        mel = news.window.mel if news.window is not None and self._wants_voice(news.window) else None
        return Question(crops, mel) if crops or mel is not None else None

    def take_in(self, news: News, answer: Answer | None, second: SecondAnswer | None = None) -> None:
        """Smooth and join the answer to :meth:`question`; ``None`` if there was no question or no answer.

        Args:
            news: what the answer speaks of.
            answer: of the network.
            second: what a second mode answered to the same question; treated just alike, for itself.
        """
        if second is not None:
            self._second = second
            self._others = self._others or Answers(self._people.beside(second.mode) if self._people else None)
        if self._others is not None:
            _take_in(self._others, news, None if second is None else (second.faces, second.voice))
        _take_in(self._answers, news, answer)
        if news.sound_gone:
            self._asked_voice_ns = None

    def reading(self, reader: Reader | None, now_ns: int, inference_ms: float, *, asked: bool) -> DeskReading | None:
        """Return what the desk says now; without an answer of the network only now and then, or when somebody left."""
        stand = self._answers.stand
        if not asked:
            is_change = bool(self._published.people) and not stand.people
            is_soon = self._light_ns is not None and now_ns - self._light_ns < LIGHT_EVERY_S * NS_PER_S
            if is_soon and not is_change:
                return None
            self._light_ns = now_ns
        self._published = stand
        self._index += 1
        return DeskReading(
            index=self._index,
            mode=reader.mode if reader is not None else "",
            engine=reader.engine if reader is not None else "",
            published_ns=now_ns,
            inference_ms=inference_ms if asked else 0.0,
            frame_index=stand.frame_index,
            frame_stamp_ns=stand.frame_stamp_ns,
            sound_stamp_ns=stand.sound_stamp_ns,
            people=stand.people,
            voice=stand.voice,
            compared=self._compared(asked=asked),
        )

    def _compared(self, *, asked: bool) -> Compared | None:
        """Return what the second mode says now, ``None`` where there is none."""
        if self._others is None or self._second is None:
            return None
        second, stand = self._second, self._others.stand
        return Compared(
            mode=second.mode,
            engine=second.engine,
            own_ms=second.own_ms if asked else 0.0,
            other_ms=second.other_ms if asked else 0.0,
            faces=len(second.faces) if asked else 0,
            sound=asked and second.voice is not None,
            people=stand.people,
            voice=stand.voice,
            facts=second.facts,
        )

    def _wants_voice(self, window: MelWindow) -> bool:
        """Tell whether the network should hear this sound, and note that it does."""
        if not window.speaking:
            return False
        since = None if self._asked_voice_ns is None else window.stamp_ns - self._asked_voice_ns
        if since is not None and 0 <= since < VOICE_EVERY_S * NS_PER_S:
            return False
        self._asked_voice_ns = window.stamp_ns
        return True


def _take_in(answers: Answers, news: News, answer: Answer | None) -> None:
    readings, voice = answer if answer is not None else ((), None)
    if news.picture_gone:
        answers.picture_gone()
    elif news.packet is not None:
        answers.picture(news.packet, readings)
    if news.sound_gone:
        answers.sound_gone()
    elif news.window is not None:
        answers.sound(news.window, voice)
