"""Pictures of sound that grow: each column of spectrogram, mel picture and MFCC is computed once.

Live, twenty redraws a second would otherwise transform the same ten seconds twenty times.  Columns fed piece by piece
equal those of the whole sound at once.
"""

from __future__ import annotations

import numpy as np

from emotion_desk.messages import Mel, Samples
from emotion_desk.sound.filterbank import MelSettings, mel_power
from emotion_desk.sound.mfcc import COEFFICIENTS, mfcc
from emotion_desk.sound.stft import Floats, StftSettings, decibels, full_scale, power, stft


class Strip:
    """The newest ``seconds`` of pictures, or all where that is ``None``.

    Args:
        cut: how sound is cut and transformed; never centred.
        bank: the filter bank.
        coefficients: of the cepstrum.
        seconds: how long a strip is kept.

    Attributes:
        spectrogram: decibels, float32 (bins, columns).
        mel: decibels, float32 (bands, columns).
        mfcc: float32 (coefficients, columns).
        first: number of the first sample that the first kept column sees, counted from the first that was fed.
        fed: how many samples were fed in all.
    """

    def __init__(
        self,
        cut: StftSettings,
        bank: MelSettings,
        coefficients: int = COEFFICIENTS,
        seconds: float | None = None,
    ) -> None:
        self.cut, self.bank, self.coefficients = cut, bank, coefficients
        self._most = None if seconds is None else max(1, round(seconds * cut.sample_rate / cut.hop))
        self.spectrogram: Floats = np.empty((cut.bins, 0), np.float32)
        self.mel: Mel = np.empty((bank.bands, 0), np.float32)
        self.mfcc: Floats = np.empty((coefficients, 0), np.float32)
        self.first = self.fed = 0
        self._rest: Samples = np.empty(0, np.float32)

    def feed(self, samples: Samples) -> int:
        """Take in samples that follow the ones before; return how many columns they completed."""
        self.fed += len(samples)
        joined = np.concatenate((self._rest, samples))
        count = self.cut.columns_in(len(joined))
        if not count:
            self._rest = joined
            return 0
        if self._most is not None and count > self._most:
            skipped = (count - self._most) * self.cut.hop
            joined, self.first, count = joined[skipped:], self.first + skipped, self._most
        powers = power(stft(joined, self.cut))
        reference = full_scale(self.cut)
        mel = decibels(mel_power(powers, self.cut, self.bank), reference)
        self._rest = joined[count * self.cut.hop :]
        self.spectrogram = self._join(self.spectrogram, decibels(powers, reference))
        self.mfcc = self._join(self.mfcc, mfcc(mel, self.coefficients))
        before = self.mel.shape[1] + count
        self.mel = self._join(self.mel, mel)
        self.first += (before - self.mel.shape[1]) * self.cut.hop
        return count

    def _join(self, older: Floats, newer: Floats) -> Floats:
        joined = np.concatenate((older, newer), axis=1)
        return joined if self._most is None else joined[:, -self._most :]
