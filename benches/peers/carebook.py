"""Carebook's side: the settings of a made-up book, and the programs that write and build it."""

import argparse
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

BOOK = '[book]\ntitle = "A made-up book"\nlanguage = "en-GB"\n'
# With an address, every page also gets a QR code, a canonical address and a card for links, and every entry a picture.
PUBLISHED = 'base_url = "https://example.org/"\n'
# Pages and the search; no pages for frames, no data and no Markdown copies of entries.
PAGES = "[output]\nembeds = false\ndata = false\nlink_pictures = false\n"


def options(description):
    """The options that the scripts share."""
    parser = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--carebook", type=program, default=ROOT / "target/release/carebook", help="the program")
    parser.add_argument("--writer", type=program, help="the compiled bench `build`, if cargo should not make it")
    parser.add_argument("--rounds", type=int, default=5, help="how often each program runs")
    parser.add_argument("--folder", type=Path, default=fast_folder(), help="where books and sites are written")
    return parser


def program(name):
    """The path of a program, also of one that is found by its name."""
    found = shutil.which(name)
    if not found:
        raise argparse.ArgumentTypeError(f"no program {name}")
    return Path(found).resolve()


def fast_folder():
    """A folder in memory, if there is one."""
    memory = Path("/dev/shm")
    return memory if memory.is_dir() else Path("/tmp")


def write_book(folder, size, given):
    """Has the bench write its book, which is the same every time."""
    writer = [given.writer] if given.writer else ["cargo", "bench", "--bench", "build", "--"]
    subprocess.run([*writer, "--write", folder, str(size)], cwd=ROOT, check=True)


def silent(carebook):
    """Settings without the rules by which Carebook reads like an editor; errors stay errors."""
    said = subprocess.run([carebook, "explain"], capture_output=True, text=True, check=True).stdout
    rules = [line.split() for line in said.splitlines()]
    return "[rules]\n" + "".join(f'{rule[0]} = "off"\n' for rule in rules if rule[1:2] in (["warning"], ["note"]))
