"""Predictions of a network on a test, per sample, and the CSV files (plain or compressed) that store them.

Metrics are computed from these files alone, so they can be checked without weights, data or a fast machine.  Networks
that are not released (those of the folds) have stored predictions as well.
"""

from __future__ import annotations

import bz2
import csv
import gzip
import io
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from emotion_desk.atomic_file import write_atomically
from emotion_desk.errors import DataError

#: Stored digits of a logit, which change a probability by less than 1e-3, and of a score.
_DIGITS: Final = 3
_SCORE_DIGITS: Final = 4
#: Compression and decompression by file extension; for these numbers, bzip2 is a fifth smaller than gzip.
PACKED: Final[Mapping[str, tuple[Callable[[bytes], bytes], Callable[[bytes], bytes]]]] = {
    ".bz2": (bz2.compress, bz2.decompress),
    ".gz": (partial(gzip.compress, mtime=0), gzip.decompress),
}
_LABELLED: Final = ("name", "fold", "truth")
_TRIALS: Final = ("first", "second", "fold", "same", "score")

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Labelled:
    """Class predictions.  A face has one row of logits, a voice one for each window.

    Attributes:
        classes: names of the classes, (k,).
        names: names of the samples, (n,).
        folds: fold that each sample belongs to, 0 without folds, (n,).
        truth: index of the true class, (n,).
        sample: index of the sample of each row, ascending, (rows,).
        logits: logits before temperature scaling, (rows, k).
    """

    classes: tuple[str, ...]
    names: tuple[str, ...]
    folds: Ints
    truth: Ints
    sample: Ints
    logits: Floats

    def __len__(self) -> int:
        return len(self.names)

    def probabilities(self, temperature: float | Floats = 1.0) -> Floats:
        """Return the probabilities of each sample, averaged over its windows as in ``read_voice``, (n, k).

        Args:
            temperature: temperature of all samples, or one per sample, (n,).
        """
        divisor = np.broadcast_to(np.asarray(temperature, np.float64), (len(self),))[self.sample, None]
        scaled = self.logits / divisor
        shares = np.exp(scaled - scaled.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        starts = np.searchsorted(self.sample, np.arange(len(self)))
        return np.asarray(np.add.reduceat(shares, starts) / np.bincount(self.sample)[:, None], np.float64)

    def given(self, temperature: float = 1.0) -> Ints:
        """Return the most probable class of each sample, (n,)."""
        return np.asarray(self.probabilities(temperature).argmax(axis=1), np.int64)

    def among(self, classes: Sequence[str]) -> Labelled:
        """Return the predictions reduced to some classes; the logits of the others are removed.

        Raises:
            DataError: the predictions lack a class, or the true class of a sample is not among them.
        """
        if set(classes) - set(self.classes):
            raise DataError(f"The predictions lack {', '.join(sorted(set(classes) - set(self.classes)))}.")
        kept = [self.classes.index(name) for name in classes]
        place = {old: new for new, old in enumerate(kept)}
        if not set(self.truth.tolist()) <= set(kept):
            raise DataError(f"Some samples are of none of the classes {', '.join(classes)}.")
        truth = np.array([place[int(label)] for label in self.truth], np.int64)
        return replace(self, classes=tuple(classes), truth=truth, logits=self.logits[:, kept])

    def joined(self, other: Labelled) -> Labelled:
        """Return these predictions followed by those of another network for the same classes."""
        return Labelled(
            self.classes,
            self.names + other.names,
            np.concatenate([self.folds, other.folds]),
            np.concatenate([self.truth, other.truth]),
            np.concatenate([self.sample, other.sample + len(self)]),
            np.concatenate([self.logits, other.logits]),
        )


@dataclass(frozen=True)
class Trials:
    """Scores of pairs of samples, which are of the same person or not.

    Attributes:
        first: names of the first samples, (n,).
        second: names of the second samples, (n,).
        folds: part of the test that each pair belongs to, (n,).
        same: whether both are of the same person, (n,).
        scores: cosine of the two embeddings, (n,).
    """

    first: tuple[str, ...]
    second: tuple[str, ...]
    folds: Ints
    same: NDArray[np.bool_]
    scores: Floats

    def __len__(self) -> int:
        return len(self.first)


Answers = Labelled | Trials


def write(file: Path, answers: Answers) -> None:
    """Write predictions as CSV, compressed if the extension says so (:data:`PACKED`); the file is replaced atomically.

    The same predictions give the same bytes.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(
        _labelled_rows(answers) if isinstance(answers, Labelled) else _trial_rows(answers)
    )
    content = text.getvalue().encode()
    write_atomically(file, PACKED[file.suffix][0](content) if file.suffix in PACKED else content, private=False)


def _labelled_rows(answers: Labelled) -> Iterator[Sequence[Any]]:
    yield (*_LABELLED, *answers.classes)
    for sample, logits in zip(answers.sample, answers.logits, strict=True):
        truth = answers.classes[answers.truth[sample]]
        yield (answers.names[sample], int(answers.folds[sample]), truth, *(f"{value:.{_DIGITS}f}" for value in logits))


def _trial_rows(answers: Trials) -> Iterator[Sequence[Any]]:
    yield _TRIALS
    for row in zip(answers.first, answers.second, answers.folds, answers.same, answers.scores, strict=True):
        yield (*row[:2], int(row[2]), int(row[3]), f"{row[4]:.{_SCORE_DIGITS}f}")


def read(file: Path) -> Answers:
    """Read predictions from a file.

    Raises:
        DataError: the file is missing, damaged or empty.
    """
    try:
        content = file.read_bytes()
        if file.suffix in PACKED:
            content = PACKED[file.suffix][1](content)
        header, *rows = list(csv.reader(io.StringIO(content.decode(), newline="")))
        return _read_trials(rows) if tuple(header) == _TRIALS else _read_labelled(tuple(header), rows)
    except FileNotFoundError as error:
        raise DataError(f"The predictions '{file}' are missing.") from error
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, csv.Error, ValueError, IndexError) as error:
        raise DataError(f"The predictions '{file}' are damaged.") from error


def _read_labelled(header: tuple[str, ...], rows: Sequence[Sequence[str]]) -> Labelled:
    if header[:3] != _LABELLED or len(header) < 5 or not rows or any(len(row) != len(header) for row in rows):
        raise ValueError("no such table")
    logits = np.array([row[3:] for row in rows], np.float64)
    if not np.isfinite(logits).all():
        raise ValueError("a logit is not finite")
    return gather(header[3:], [(row[0], int(row[1]), header.index(row[2]) - 3) for row in rows], logits)


def gather(classes: Sequence[str], labels: Sequence[tuple[str, int, int]], logits: NDArray[Any]) -> Labelled:
    """Return class predictions from rows in the order of the samples.

    Args:
        classes: names of the classes, (k,).
        labels: name, fold and index of the true class of each row's sample.
        logits: logits, (rows, k).
    """
    firsts = [at for at, label in enumerate(labels) if at == 0 or label[0] != labels[at - 1][0]]
    starts = np.zeros(len(labels), np.int64)
    starts[firsts] = 1
    return Labelled(
        tuple(classes),
        tuple(labels[at][0] for at in firsts),
        np.array([labels[at][1] for at in firsts], np.int64),
        np.array([labels[at][2] for at in firsts], np.int64),
        np.cumsum(starts) - 1,
        np.asarray(logits, np.float64),
    )


def _read_trials(rows: Sequence[Sequence[str]]) -> Trials:
    if not rows or any(len(row) != len(_TRIALS) for row in rows):
        raise ValueError("no such table")
    column: Callable[[int], list[str]] = lambda at: [row[at] for row in rows]  # noqa: E731 - one line, used five times
    return Trials(
        tuple(column(0)),
        tuple(column(1)),
        np.array(column(2), np.int64),
        np.array(column(3), np.int64).astype(bool),
        np.array(column(4), np.float64),
    )
