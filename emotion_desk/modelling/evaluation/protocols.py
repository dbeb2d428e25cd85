"""The tests: data set, protocol, head and metric of each.

Networks trained without a fold of actors (``NAME-foldK``) are tested on those actors only, those trained without a data
set (``NAME-without-SET``) on that one only, all others on the clips of the paper protocol and on the held-out parts of
the other data sets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, NamedTuple

from emotion_desk.labels import EMOTIONS
from emotion_desk.modelling.data.splits import ACTORS

#: Labels of faces in FER2013 and RAF-DB, which do not have calm.
SEVEN: Final = tuple(emotion for emotion in EMOTIONS if emotion != "calm")
ACTOR_NAMES: Final = tuple(f"actor-{number:02}" for number in ACTORS)
#: Labels of nEMO, which has neither calm nor disgust.
SIX: Final = tuple(emotion for emotion in SEVEN if emotion != "disgust")
PROTOCOLS: Final = ("paper", "actor-disjoint", "cross-corpus")


@dataclass(frozen=True)
class Test:
    """One test.

    Attributes:
        key: stem of its file of predictions.
        title: task and data set, as in tables.
        protocol: protocol in words.
        head: head of the network.
        single: name of the single-task network.
        figure: metric: ``accuracy``, ``unweighted recall`` or ``equal error rate``.
        classes: classes; empty for pairs.
        by_fold: whether the networks of the folds are tested.
        without: data set that the tested networks were trained without, all of which is the test; empty for none.
        drawn: units that are resampled for the interval.
        missing: text in place of a missing metric.
        published: published results with their protocol.
    """

    key: str
    title: str
    protocol: str
    head: str
    single: str
    figure: str
    classes: tuple[str, ...] = ()
    by_fold: bool = False
    without: str = ""
    drawn: str = "samples"
    missing: str = "not measured yet"
    published: str = ""

    @property
    def by_others(self) -> bool:
        """Return whether networks that are not released are tested: those of the folds, or without a data set."""
        return self.by_fold or bool(self.without)

    @property
    def lower_is_better(self) -> bool:
        """Return whether a lower value of the metric is better."""
        return self.figure == "equal error rate"


_SEVEN_WORDS: Final = "7 classes, answered among the seven (the logit of calm is left out)"

FER2013: Final = Test(
    "fer2013-val", "Face emotion, FER2013 val",
    f"the public test set, never trained on, by FER2013's own label; {_SEVEN_WORDS}",
    "face_emotion", "single-face-emotion", "accuracy", SEVEN,
    published="73.3 % (single network, no extra data)",
)  # fmt: skip
FERPLUS: Final = Test(
    "ferplus-val", "Face emotion, FER+ val",
    "the public test set of FER2013, never trained on, by the majority of FER+'s ten annotators; pictures without a "
    f"majority for one of the classes are left out; {_SEVEN_WORDS}",
    "face_emotion", "single-face-emotion", "accuracy", SEVEN,
    published="85 % (VGG13 trained on the votes, 8 classes; Barsoum et al. 2016)",
)  # fmt: skip
RAFDB: Final = Test(
    "rafdb-held-out", "Face emotion, RAF-DB held out",
    f"the tenth of its training faces that a hash of the name picks, never trained on; {_SEVEN_WORDS}",
    "face_emotion", "single-face-emotion", "accuracy", SEVEN,
    published="84 to 87 % (ResNet class, its own test set)",
)  # fmt: skip
VOICE_PAPER: Final = Test(
    "ravdess-paper-emotion", "Voice emotion, RAVDESS, paper protocol",
    "paper protocol: random 80:20 by clip, the same actors on both sides; 8 classes, whole clips",
    "voice_emotion", "single-voice-emotion", "accuracy", EMOTIONS,
    published="92 to 98 % (random splits)",
)  # fmt: skip
VOICE_ACTORS: Final = Test(
    "ravdess-actors-emotion", "Voice emotion, RAVDESS, actor-disjoint",
    "actor-disjoint: five folds, each by a network that never heard its actors, mean of the folds; 8 classes, whole "
    "clips",
    "voice_emotion", "single-voice-emotion", "unweighted recall", EMOTIONS, by_fold=True, drawn="actors",
    published="65 % (small CNN-LSTM) to 82 % (xlsr-wav2vec2); human listeners 67 %",
)  # fmt: skip
NEMO: Final = Test(
    "nemo-emotion", "Voice emotion, nEMO, cross-corpus",
    "cross-corpus: all 4,481 clips of nEMO (9 Polish speakers) by a network that heard none of it; 6 classes, answered "
    "among the six",
    "voice_emotion", "single-voice-emotion", "unweighted recall", SIX, without="nemo", drawn="speakers",
)  # fmt: skip
SPEAKER_PAPER: Final = Test(
    "ravdess-paper-speaker", "Speaker among 24, RAVDESS, paper protocol",
    "paper protocol: random 80:20 by clip, the same actors on both sides; 24 classes, whole clips",
    "voice_actor", "single-voice-identity", "accuracy", ACTOR_NAMES,
)  # fmt: skip
LFW: Final = Test(
    "lfw-pairs", "Face verification, LFW",
    "3,000 balanced pairs of people never trained on, ten parts that share no person, each at the threshold that is "
    "best on the other nine",
    "face_identity", "single-face-identity", "accuracy", drawn="people",
    published="99.4 % (dlib, the teacher, LFW's own pairs)",
)  # fmt: skip
SPEAKER_ACTORS: Final = Test(
    "ravdess-actors-speaker", "Speaker verification, RAVDESS, actor-disjoint",
    "actor-disjoint: five folds, each by a network that never heard its actors, mean of the folds; 1,500 pairs of "
    "clips of one actor and 1,500 of two actors a fold, emotional speech, pairs picked by a hash",
    "voice_identity", "single-voice-identity", "equal error rate", by_fold=True, drawn="actors",
)  # fmt: skip
FACE_ACTORS: Final = Test(
    "ravdess-paper-face", "Person by face among 24, RAVDESS, paper protocol",
    "paper protocol: nearest mean embedding of the actors' training clips; needs the video of all 24 actors",
    "face_identity", "single-face-identity", "accuracy", ACTOR_NAMES, missing="not measured on 24",
)  # fmt: skip

TESTS: Final = (
    FER2013,
    FERPLUS,
    RAFDB,
    VOICE_PAPER,
    VOICE_ACTORS,
    NEMO,
    SPEAKER_PAPER,
    LFW,
    SPEAKER_ACTORS,
    FACE_ACTORS,
)


class NetworkName(NamedTuple):
    """The parts of a network's name.

    Attributes:
        base: name without the others.
        fold: fold of actors that its training left out, 0 if there is none.
        without: data set that its training left out, empty if there is none.
    """

    base: str
    fold: int
    without: str


def split_name(network: str) -> NetworkName:
    """Return the parts of a network's name."""
    found = re.fullmatch(r"(.+?)(?:-fold([1-5])|-without-([a-z0-9_]+))?", network)
    return NetworkName(found[1], int(found[2] or 0), found[3] or "") if found else NetworkName(network, 0, "")
