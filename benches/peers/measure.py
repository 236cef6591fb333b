"""Runs programs and measures them: wall time, processor time, peak memory, and what they wrote."""

import json
import os
import shutil
import statistics
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

BATCH = 256 * 2**20
FOREVER = 24 * 3600


@dataclass
class Run:
    """One run of a program."""

    wall: float
    cpu: float
    peak: int


@dataclass
class Written:
    """What a folder holds."""

    files: int
    size: int


def run(command, folder, limit=FOREVER):
    """Runs a program to its end. A failure is an error, so that no time of a failed build is taken for one of a good build.

    What it prints goes nowhere. After `limit` seconds it is stopped.
    """
    one = [sys.executable, "-I", "-S", Path(__file__).parent / "one.py", str(limit), folder, *command]
    said = json.loads(subprocess.run(one, capture_output=True, check=True).stdout)
    if said["wall"] >= limit:
        raise TimeoutError(f"{command[0]} took longer than {limit} s")
    if said.pop("code"):
        raise RuntimeError(f"{' '.join(map(str, command))} in {folder} failed")
    return Run(**said)


def empty(folder):
    """Removes a folder, if it is there."""
    shutil.rmtree(folder, ignore_errors=True)


def written(folder):
    """Counts the files of a folder and their bytes."""
    sizes = [file.stat().st_size for file in files(folder)]
    return Written(len(sizes), sum(sizes))


def files(folder):
    """The files of a folder, in a fixed order."""
    return sorted(file for file in Path(folder).rglob("*") if file.is_file())


def floor(site, folder, threads=1):
    """The time that writing a site's bytes takes, file by file, from memory: folders made first, then a plain open and write.

    The bytes are read in batches, which are removed again, so that a site may be larger than the memory; neither is counted.
    """
    empty(folder)
    site, folder = Path(site), Path(folder)
    parents = sorted({folder / file.parent.relative_to(site) for file in files(site)})
    started = time.perf_counter()
    for parent in parents:
        os.makedirs(parent, exist_ok=True)
    took = time.perf_counter() - started
    for batch in batches(site, folder):
        started = time.perf_counter()
        if threads == 1:
            write_all(batch)
        else:
            workers = [threading.Thread(target=write_all, args=(batch[n::threads],)) for n in range(threads)]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()
        took += time.perf_counter() - started
        for path, _ in batch:
            os.unlink(path)
    empty(folder)
    return took


def batches(site, folder):
    """Files to write with their bytes, as many at once as fit into a batch."""
    batch, size = [], 0
    for file in files(site):
        content = file.read_bytes()
        batch.append((os.fsencode(folder / file.relative_to(site)), content))
        size += len(content)
        if size >= BATCH:
            yield batch
            batch, size = [], 0
    yield batch


def write_all(batch):
    """Writes files."""
    for path, content in batch:
        file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)
        os.write(file, content)
        os.close(file)


def spread(values):
    """The median, the least and the most."""
    return statistics.median(values), min(values), max(values)

