"""What is left out of the frozen program to make it smaller, and what must stay as it was."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGING = Path(__file__).resolve().parent.parent / "packaging"
sys.path.insert(0, str(PACKAGING))
try:
    from freeze import elf, icu, slim, stand_ins
    from freeze.openblas import share_openblas
finally:
    sys.path.remove(str(PACKAGING))

has_tools = bool(shutil.which("cc") and shutil.which("readelf"))


def made(file: Path, content: bytes = b"library") -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return file


@pytest.mark.skipif(sys.platform != "linux", reason="folders are slimmed on Linux only")
class TestSlim:
    """A frozen folder loses what it has twice."""

    def test_one_ffmpeg_of_the_same_version_is_enough(self, tmp_path: Path) -> None:
        ours = made(tmp_path / "av.libs" / "libavcodec-1a.so.62.28.102", b"ours")
        theirs = made(tmp_path / "opencv_python_headless.libs" / "libavcodec-2b.so.62.28.102", b"theirs")
        older = made(tmp_path / "opencv_python_headless.libs" / "libavutil-2b.so.59.1.100")
        made(tmp_path / "av.libs" / "libavutil-1a.so.60.26.102")
        assert slim.share_ffmpeg(tmp_path) == 1
        assert theirs.is_symlink()
        assert theirs.read_bytes() == b"ours"
        assert theirs.resolve() == ours
        assert not older.is_symlink()  # another version has other functions

    def test_copies_of_one_library_become_links(self, tmp_path: Path) -> None:
        files = [made(tmp_path / name) for name in ("libggml.so.0.9.4", "libggml.so.0", "libother.so.0")]
        made(tmp_path / "libother.so.0.1", b"another")
        slim.link_versions(tmp_path)
        assert [file.is_symlink() for file in files] == [False, True, False]
        assert files[1].read_bytes() == b"library"

    def test_links_to_what_is_gone_go_too(self, tmp_path: Path) -> None:
        made(tmp_path / "a.so")
        for name in ("a", "b"):
            (tmp_path / f"lib{name}").symlink_to(f"{name}.so")
        slim.drop_dead_links(tmp_path)
        assert sorted(file.name for file in tmp_path.iterdir()) == ["a.so", "liba"]

    @pytest.mark.skipif(not has_tools, reason="no compiler")
    def test_a_library_without_an_encoder_stands_in_for_x265(self, tmp_path: Path) -> None:
        import ctypes

        encoder, user = tmp_path / "libx265-f5.so.216", tmp_path / "libuser.so"
        code = made(
            tmp_path / "x265.c", b"int x265_api_get_216(int d) { return d + 1; } int x265_other(void) { return 5; }"
        )
        asking = made(tmp_path / "user.c", b"int x265_api_get_216(int); int user(void) { return x265_api_get_216(8); }")
        subprocess.run(["cc", "-shared", f"-Wl,-soname,{encoder.name}", "-o", str(encoder), str(code)], check=True)
        subprocess.run(["cc", "-shared", "-fPIC", "-o", str(user), str(asking), str(encoder)], check=True)
        stand_ins.stand_in(tmp_path, stand_ins.ENCODERS)
        library = ctypes.CDLL(str(encoder))
        assert library.x265_api_get_216(8) == 0
        assert not hasattr(library, "x265_other")  # nobody asked for it

    @pytest.mark.skipif(not has_tools, reason="no compiler")
    def test_opencv_calculates_with_the_openblas_of_numpy(self, tmp_path: Path) -> None:
        import ctypes

        import numpy as np

        numpy_libraries = Path(np.__file__).resolve().parents[1] / "numpy.libs"
        if not list(numpy_libraries.glob("libscipy_openblas64_*")):
            pytest.skip("this NumPy brings no OpenBLAS")
        own, user = tmp_path / "opencv.libs" / "libopenblas-1.so", tmp_path / "user.so"
        own.parent.mkdir()
        (tmp_path / "numpy.libs").symlink_to(numpy_libraries)
        assert elf.build(own, own.name, "void dgesv_(void) {} void sgesdd_(void) {}")
        asking = "void dgesv_(void); void sgesdd_(void); void user(void) { dgesv_(); sgesdd_(); }"
        assert elf.build(user, user.name, asking, str(own))
        assert share_openblas(tmp_path / "numpy.libs", own.parent, user)
        random = np.random.default_rng(1)
        matrix, right = random.normal(size=(40, 40)), random.normal(size=40)
        columns, solved = np.asfortranarray(matrix), right.copy()
        pivots, status = np.zeros(40, np.int32), ctypes.c_int(9)
        size, one = ctypes.c_int(40), ctypes.c_int(1)
        library = ctypes.CDLL(str(own))
        library.dgesv_(
            *(ctypes.byref(size), ctypes.byref(one), columns.ctypes.data_as(ctypes.c_void_p), ctypes.byref(size)),
            *(pivots.ctypes.data_as(ctypes.c_void_p), solved.ctypes.data_as(ctypes.c_void_p)),
            *(ctypes.byref(size), ctypes.byref(status)),
        )
        assert status.value == 0
        np.testing.assert_allclose(solved, np.linalg.solve(matrix, right), rtol=1e-9)
        assert pivots.min() >= 1
        assert pivots.max() <= 40

    @pytest.mark.skipif(not has_tools, reason="no compiler")
    def test_opencvs_openblas_stays_where_a_function_would_be_missing(self, tmp_path: Path) -> None:
        own, user = tmp_path / "opencv.libs" / "libopenblas-1.so", tmp_path / "user.so"
        other = made(tmp_path / "numpy.libs" / "libscipy_openblas64_-1.so")
        own.parent.mkdir()
        assert elf.build(own, own.name, "void dgetri_(void) {}")
        assert elf.build(other, other.name, "void nothing(void) {}")
        assert elf.build(user, user.name, "void dgetri_(void); void user(void) { dgetri_(); }", str(own))
        before = own.read_bytes()
        assert not share_openblas(other.parent, own.parent, user)
        assert own.read_bytes() == before

    @pytest.mark.skipif(not has_tools, reason="no compiler")
    def test_the_newest_c_library_that_is_asked_for(self, tmp_path: Path) -> None:
        library = tmp_path / "liba.so"
        assert elf.build(library, library.name, "#include <stdlib.h>\nvoid *a(void) { return malloc(1); }")
        assert elf.newest_glibc([library]) >= (2, 2)
        assert elf.newest_glibc([made(tmp_path / "text.so", b"none")]) == (0, 0)

    @pytest.mark.skipif(not has_tools, reason="no compiler")
    def test_a_library_that_strip_would_break_is_recognised(self, tmp_path: Path) -> None:
        library = tmp_path / "liba.so"
        assert elf.build(library, library.name, "int a(void) { return 1; }")
        assert elf.is_loadable(library)
        content = bytearray(library.read_bytes())
        headers = int.from_bytes(content[32:40], "little")
        segments = [headers + 56 * index for index in range(content[56])]
        second = [at for at in segments if content[at] == 1][1]  # of type LOAD
        content[second + 8] ^= 0x10  # its offset no longer fits its address
        library.write_bytes(content)
        assert not elf.is_loadable(library)


class TestIcu:
    """Of ICU's data stays what Qt asks for."""

    ITEMS = (
        "icudt73l/coll/root.res",
        "icudt73l/curr/de.res",
        "icudt73l/de.res",
        "icudt73l/ibm-1.cnv",
        "icudt73l/res_index.res",
    )

    def package(self) -> bytes:
        """Return a small data file of ICU's layout, as `icupkg` makes it."""
        header = struct.pack("<HBBHHBBBB4s", 32, 0xDA, 0x27, 20, 0, 0, 0, 2, 0, b"CmnD").ljust(32, b"\0")
        names = b"".join(name.encode() + b"\0" for name in self.ITEMS)
        at_name, at = 4 + 8 * len(self.ITEMS), -(-(4 + 8 * len(self.ITEMS) + len(names)) // 16) * 16
        table, body = struct.pack("<I", len(self.ITEMS)), b""
        first = at
        for name in self.ITEMS:
            table += struct.pack("<II", at_name, at + len(body))
            at_name += len(name) + 1
            body += name.upper().encode().ljust(32, b"\0")
        return header + (table + names).ljust(first, b"\0") + body

    def items(self, data: bytes) -> dict[str, bytes]:
        """Return the items of a data file."""
        (start,) = struct.unpack_from("<H", data)
        (count,) = struct.unpack_from("<I", data, start)
        found = {}
        for index in range(count):
            name, at = struct.unpack_from("<II", data, start + 4 + 8 * index)
            assert at % 16 == 0
            text = data[start + name : data.index(b"\0", start + name)].decode()
            found[text] = data[start + at : start + at + 32].rstrip(b"\0")
        return found

    def test_what_is_kept_is_as_it_was(self) -> None:
        data = self.package()
        assert list(self.items(data)) == list(self.ITEMS)
        kept = self.items(icu.trim_data(data))
        assert kept == {name: name.upper().encode() for name in (self.ITEMS[0], self.ITEMS[4])}

    @pytest.mark.parametrize("length", [0, 8, 30, 40, 70])
    def test_damaged_data_are_refused(self, length: int) -> None:
        with pytest.raises(icu.IcuError):
            icu.trim_data(self.package()[:length])

    @pytest.mark.skipif(not has_tools or sys.platform != "linux", reason="no compiler")
    def test_qt_compares_texts_with_the_trimmed_data(self, tmp_path: Path) -> None:
        import PySide6

        original = next((Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*"), None)
        if original is None:
            pytest.skip("this Qt brings no ICU")
        trimmed = tmp_path / original.name
        shutil.copyfile(original, trimmed)
        assert icu.trim_library(trimmed)
        assert trimmed.stat().st_size < original.stat().st_size / 4
        asked = (
            "from PySide6.QtCore import QCollator, QLocale, QTimeZone;"
            "order = lambda name, words: sorted(words, key=QCollator(QLocale(name)).sortKey);"
            "print(order('de', 'zeälao'), order('sv', 'zeälao'), order('pl', ['łz', 'mb', 'lz', 'la']));"
            "print(QCollator(QLocale('de')).compare('straße', 'STRASSE'), QLocale('tr').toUpper('i'));"
            "print(QTimeZone(b'Europe/Berlin').isValid(), QLocale('pl').monthName(3))"
        )
        answers = [
            subprocess.run(
                [sys.executable, "-X", "utf8", "-c", asked],
                env=os.environ | {"LD_PRELOAD": str(data)},
                capture_output=True,
                text=True,
                check=True,
            )
            for data in (original, trimmed)
        ]
        assert answers[0].stdout == answers[1].stdout
        assert (
            "['a', 'ä', 'e', 'l', 'o', 'z'] ['a', 'e', 'l', 'o', 'z', 'ä'] ['la', 'lz', 'łz', 'mb']"
            in answers[1].stdout
        )
        assert answers[1].stderr == ""
