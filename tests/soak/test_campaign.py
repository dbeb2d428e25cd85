"""The campaign itself runs, counts its cases, and notices what goes wrong."""

from __future__ import annotations

import pytest

from tests.soak import campaign
from tests.soak.__main__ import main


def test_a_small_campaign_loses_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--classes", "BDFG", "--scale", "0.05"]) == 0
    table = capsys.readouterr().out
    assert table.splitlines()[0].split() == ["class", "tried", "handled", "lost", "unexpected"]
    assert int(table.splitlines()[-1].split()[1]) >= 60


def test_an_unexpected_outcome_fails_the_campaign(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(campaign.CLASSES, "F", ("devices", lambda *_: iter(["TypeError: x", campaign.LOST])))
    assert main(["--classes", "F"]) == 1
