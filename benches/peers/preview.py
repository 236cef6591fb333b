"""Measures the preview from outside, as a browser sees it: from the start of the program to the first page; from the end of a
save to the message that something changed; and from there to the last byte of the changed page."""

import http.client
import json
import queue
import re
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

RUNS = 15
# Seconds between two saves, so that the preview has told its findings about the one before and is at rest.
PAUSE = 1


@dataclass
class Preview:
    """What was measured: seconds of each save by what it changed, and the peak memory of the program."""

    first: float = 0.0
    told: dict = field(default_factory=dict)
    shown: dict = field(default_factory=dict)
    peak: int = 0


def edits(text, nth):
    """Other texts of an entry, by what is other."""
    return {
        "a text": f"{text}\nEdit {nth}.\n",
        "a summary": re.sub(r"^summary:.*$", f"summary: Edited {nth} times.", text, flags=re.M),
        "a title": re.sub(r"^title:.*$", f"title: Edited {nth} times", text, flags=re.M),
    }


def measure(program, folder):
    """Serves the book of a folder and saves one of its conditions again and again."""
    found = Preview()
    started = time.perf_counter()
    served = subprocess.Popen(
        [program, "serve", "--port", "0"], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    try:
        address = re.search(r"http://([^/\s]+)", served.stdout.readline())[1]
        get(address, "/index.html")
        found.first = time.perf_counter() - started
        events = Events(address)
        saves(found, address, events, some_condition(folder))
        status = Path(f"/proc/{served.pid}/status").read_text()
        found.peak = int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024
    finally:
        served.terminate()
        served.wait()
        served.stdout.close()
    return found


def saves(found, address, events, file):
    """Saves every kind of edit, one after the other, and puts the file back as it was."""
    text = file.read_text()
    page = f"/conditions/{file.stem}.html"
    for what in edits(text, 0):
        found.told[what], found.shown[what] = [], []
        for nth in range(RUNS):
            time.sleep(PAUSE)
            before = events.version
            file.write_text(edits(text, nth)[what])
            saved = time.perf_counter()
            told = events.wait_for_change(before)
            get(address, page)
            found.told[what].append(told - saved)
            found.shown[what].append(time.perf_counter() - told)
    file.write_text(text)


def some_condition(folder):
    """The same entry every time, from the middle."""
    files = sorted((Path(folder) / "content/conditions").glob("*.md"))
    return files[len(files) // 2]


def get(address, path):
    """Asks for a page and reads all of it."""
    connection = http.client.HTTPConnection(address)
    connection.request("GET", path)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{path}: {answer.status}")


class Events:
    """The stream of events, read all the time: a save that the preview sees in two steps brings two messages. A message tells the
    version of the book; findings come later, under the same version."""

    def __init__(self, address):
        connection = http.client.HTTPConnection(address)
        connection.request("GET", "/_carebook/events")
        self.stream = connection.getresponse()
        self.version = 0
        self.messages = queue.SimpleQueue()
        threading.Thread(target=self.read, daemon=True).start()
        self.wait_for_change(0)

    def read(self):
        """Notes every message of a newer version, with its time."""
        for line in self.stream:
            if line.startswith(b"data:"):
                version = json.loads(line[5:])["version"]
                if version > self.version:
                    self.version = version
                    self.messages.put((version, time.perf_counter()))

    def wait_for_change(self, version):
        """The time of the first message of a version newer than the one that is given."""
        while True:
            newer, told = self.messages.get(timeout=60)
            if newer > version:
                return told
