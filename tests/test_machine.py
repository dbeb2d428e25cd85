"""What the desk says of its machine."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

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
@pytest.mark.parametrize(("how", "size"), [("limit_fragmentation", 700_000), ("keep_freed_memory", 6_000_000)])
def test_what_each_frame_allocates_stays_with_the_process(how: str, size: int) -> None:
    code = """
import ctypes, resource, sys
from emotion_desk import machine
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.malloc.argtypes = [ctypes.c_size_t]
libc.free.argtypes = [ctypes.c_void_p]
getattr(machine, sys.argv[1])()
size = int(sys.argv[2])
def frame():
    block = libc.malloc(size)
    ctypes.memset(block, 1, size)
    libc.free(block)
frame()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(100):
    frame()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""
    command = [sys.executable, "-c", code, how, str(size)]
    faults = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert int(faults) < 1_000  # 17,000 where the end of the heap is given back each time
