"""The frozen program can be built from packages that another environment has."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parent.parent / "packaging"
sys.path.insert(0, str(PACKAGING))
try:
    from release.borrow import borrow
finally:
    sys.path.remove(str(PACKAGING))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """An environment with three packages, of which one asks for another and one has a program outside."""
    folder = tmp_path / "source"
    _package(
        folder, "Wave_Lib", ("wave_lib/__init__.py", "wave_lib.libs/libwave.so.1", "../../bin/wave"), ["helper>=1"]
    )
    _package(folder, "helper", ("helper.py",), ["nowhere; sys_platform == 'win32'", "pytest; extra == 'dev'"])
    _package(folder, "other", ("other.py",), [])
    return folder


def _package(folder: Path, name: str, files: tuple[str, ...], requires: list[str]) -> None:
    info = folder / f"{name}-1.0.dist-info"
    info.mkdir(parents=True)
    lines = ["Metadata-Version: 2.1", f"Name: {name}", "Version: 1.0", *(f"Requires-Dist: {one}" for one in requires)]
    (info / "METADATA").write_text("\n".join(lines) + "\n", encoding="utf-8")
    own = (f"{info.name}/METADATA", f"{info.name}/RECORD")
    (info / "RECORD").write_text("".join(f"{file},,\n" for file in (*files, *own)), encoding="utf-8")
    for file in files:
        target = (folder / file).resolve()
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(file, encoding="utf-8")


def test_a_package_comes_with_what_it_asks_for_and_nothing_else(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "place" / "deep" / "target"
    assert borrow(["wave-lib", "missing"], source, target) == ["helper", "wave-lib"]
    assert (target / "wave_lib.libs" / "libwave.so.1").read_text(encoding="utf-8") == "wave_lib.libs/libwave.so.1"
    assert (target / "helper.py").exists()
    assert (target / "Wave_Lib-1.0.dist-info" / "METADATA").exists()
    assert not (target / "other.py").exists()
    assert not (tmp_path / "place" / "bin").exists()


def test_what_is_there_already_stays(source: Path, tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.mkdir()
    (target / "helper.py").write_text("mine", encoding="utf-8")
    borrow(["helper"], source, target)
    assert (target / "helper.py").read_text(encoding="utf-8") == "mine"


def test_another_disk_gets_copies(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_paths: object) -> None:
        raise OSError("Invalid cross-device link")

    monkeypatch.setattr("os.link", refuse)
    borrow(["helper"], source, tmp_path / "target")
    assert (tmp_path / "target" / "helper.py").stat().st_nlink == 1
