"""What the desk says of its machine."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from emotion_desk import machine
from emotion_desk.machine import usable_cores


def test_at_least_one_core_may_be_used_and_no_more_than_there_are() -> None:
    assert 1 <= usable_cores() <= (os.cpu_count() or 1)


@pytest.mark.skipif(sys.platform != "linux", reason="cores are taken away by what only Linux has")
def test_cores_that_were_taken_away_do_not_count() -> None:
    code = (
        "import os; os.sched_setaffinity(0, [0]); from emotion_desk.machine import usable_cores; print(usable_cores())"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "1\n"


@pytest.mark.skipif(sys.platform != "linux", reason="what the C library of Linux does")
def test_large_blocks_get_pages_of_their_own_also_after_larger_ones() -> None:
    code = """
import ctypes, sys
from emotion_desk.machine import limit_fragmentation
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.malloc.argtypes = [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]
class Info(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in ("arena", "o", "s", "h", "mapped", "u", "f", "used", "free", "k")]
libc.mallinfo2.restype = Info
if sys.argv[1] == "limited":
    limit_fragmentation()
libc.free(libc.malloc(8 << 20))  # from here on glibc would keep blocks of up to 8 MB in its arenas
before = libc.mallinfo2().mapped
kept = libc.malloc(4 << 20)
print(libc.mallinfo2().mapped - before >= 4 << 20)
"""
    said = [
        subprocess.run([sys.executable, "-c", code, how], capture_output=True, text=True, check=True).stdout.strip()
        for how in ("as it is", "limited")
    ]
    assert said[1] == "True"
    if said[0] == "True":
        pytest.skip("this C library gives large blocks pages of their own anyway")


@pytest.mark.skipif(sys.platform != "linux", reason="what the C library of Linux does")
def test_what_each_frame_allocates_stays_with_the_process() -> None:
    code = """
import ctypes, resource
from emotion_desk.machine import limit_fragmentation
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.malloc.argtypes = [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]
limit_fragmentation()
def frame():
    block = libc.malloc(700_000)
    ctypes.memset(block, 1, 700_000)
    libc.free(block)
frame()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(100):
    frame()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
    faults = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert int(faults) < 1_000  # 17,000 where the end of the heap is given back each time


_UNMAPPED = """
import ctypes, re
import numpy, cv2, av
from emotion_desk.machine import unmap_loading_pages

def resident(kind):
    return int(re.search(kind + r":\\s+(\\d+) kB", open("/proc/self/status").read())[1])

def answers():
    noise = numpy.random.default_rng(1).integers(0, 255, (120, 160, 3), numpy.uint8)
    grey = cv2.resize(cv2.cvtColor(noise, cv2.COLOR_BGR2GRAY), (64, 48), interpolation=cv2.INTER_AREA)
    plain = av.VideoFrame.from_ndarray(noise, format="bgr24").reformat(format="yuv420p").to_ndarray()
    return grey.tobytes() + plain.tobytes() + numpy.linalg.inv(numpy.eye(8) + 0.1).tobytes()

before = answers()
files, own = resident("RssFile"), resident("RssAnon")
unmap_loading_pages()
left, own_left = resident("RssFile"), resident("RssAnon")
print(files, left, own, own_left, answers() == before)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what only Linux does")
def test_pages_of_libraries_are_unmapped_and_the_libraries_still_work() -> None:
    said = subprocess.run([sys.executable, "-c", _UNMAPPED], capture_output=True, text=True, check=True).stdout.split()
    files, left, own, own_left = map(int, said[:4])
    assert left < 0.6 * files
    assert own_left > own - 64  # what was relocated, and all data, stays
    assert said[4] == "True"


@pytest.mark.skipif(sys.platform != "linux", reason="what only Linux does")
def test_a_library_whose_code_is_relocated_is_known() -> None:
    class Table(ctypes.Structure):
        _fields_ = (("entries", ctypes.c_int64 * 6),)

    def relocates(*entries: int) -> bool:
        table = Table((ctypes.c_int64 * 6)(*entries))
        segment = machine._Segment(kind=2, begin=0, size=ctypes.sizeof(table))
        return machine._relocates_code(ctypes.addressof(table), segment)

    assert relocates(1, 5, 22, 0, 0, 0)
    assert relocates(30, 4, 0, 0, 0, 0)
    assert not relocates(30, 8, 0, 0, 22, 0)
    assert not machine._relocates_code(0, machine._Segment(kind=1))


_BESIDE_OTHERS = """
import _ctypes, ctypes, importlib, shutil, sys, threading
import numpy
from emotion_desk.machine import unmap_loading_pages

sys.setswitchinterval(1e-5)
own = shutil.copy(importlib.import_module("_bz2").__file__, sys.argv[1])
done = threading.Event()

def load_and_unload():
    while not done.is_set():
        _ctypes.dlclose(ctypes.PyDLL(own)._handle)

def compute():
    values = numpy.arange(4096.0)
    while not done.is_set():
        assert numpy.sort(numpy.sin(values)).size == 4096

threads = [threading.Thread(target=target) for target in (load_and_unload, compute)]
for thread in threads:
    thread.start()
for _ in range(20):
    unmap_loading_pages()
done.set()
for thread in threads:
    thread.join()
print("ended")
"""


@pytest.mark.skipif(sys.platform != "linux", reason="what only Linux does")
def test_pages_are_unmapped_while_other_threads_load_unload_and_use_libraries(tmp_path: Path) -> None:
    command = [sys.executable, "-c", _BESIDE_OTHERS, str(tmp_path / "own.so")]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=120).stdout
    assert said == "ended\n"
