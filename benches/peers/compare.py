#!/usr/bin/env python3
"""Compares Carebook with Hugo and mdBook on the same made-up book; `benches/README.md` says how and why.

    python3 benches/peers/compare.py --carebook target/release/carebook --hugo hugo --mdbook mdbook 1000 10000
"""

import argparse
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

sys.dont_write_bytecode = True

import book as books
import hugo_site
import mdbook_site
from measure import empty, fast_folder, floor, run, spread, written

ROOT = Path(__file__).resolve().parents[2]
BOOK = '[book]\ntitle = "A made-up book"\nlanguage = "en-GB"\n'
PLAIN = "[output]\nembeds = false\ndata = false\nlink_pictures = false\n"
PUBLISHED = 'base_url = "https://example.org/"\n'

SAME = "Carebook, the same work"
ALL = "Carebook, all that it makes"


@dataclass
class Program:
    """A program with its project, and what was measured of it."""

    name: str
    command: list
    folder: Path
    out: Path
    full: list = field(default_factory=list)
    unchanged: list = field(default_factory=list)
    made: object = None


def main():
    options = arguments()
    for size in options.sizes:
        folder = fast_folder() / f"carebook-peers-{size}"
        empty(folder)
        folder.mkdir()
        write_book(folder / "book", size, options)
        programs = projects(folder, options)
        floors = measure(programs, folder, options.rounds)
        print(table(size, programs, floors, options.rounds), flush=True)
        if not options.keep:
            empty(folder)


def arguments():
    """What the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10000], help="numbers of entries")
    parser.add_argument("--carebook", type=absolute, default=ROOT / "target/release/carebook", help="the program")
    parser.add_argument("--hugo", type=absolute, help="the program itself, no wrapper around it; left out without it")
    parser.add_argument("--mdbook", type=absolute, help="the program; left out without it")
    parser.add_argument("--writer", type=absolute, help="the compiled bench `build`, if cargo should not make it")
    parser.add_argument("--rounds", type=int, default=5, help="how often each program runs")
    parser.add_argument("--keep", action="store_true", help="leave projects and sites for a look")
    return parser.parse_args()


def absolute(program):
    """The path of a program, also of one that is found by its name."""
    found = shutil.which(program)
    if not found:
        raise argparse.ArgumentTypeError(f"no program {program}")
    return Path(found).resolve()


def write_book(folder, size, options):
    """Has the bench write its book, which is the same every time."""
    writer = [options.writer] if options.writer else ["cargo", "bench", "--bench", "build", "--"]
    subprocess.run([*writer, "--write", folder, str(size)], cwd=ROOT, check=True)


def projects(folder, options):
    """Writes the book once more for every program."""
    book = books.read(folder / "book")
    off = "[rules]\n" + "".join(f'{rule} = "off"\n' for rule in judgements(options.carebook))
    programs = [
        carebook(folder / "carebook-same", folder / "book", SAME, BOOK + PLAIN + off, options),
        carebook(folder / "carebook-all", folder / "book", ALL, BOOK + PUBLISHED, options),
    ]
    if options.hugo:
        hugo_site.write(book, folder / "hugo", assets(programs[0]))
        programs.append(Program("Hugo", [options.hugo, "--quiet"], folder / "hugo", folder / "hugo/public"))
    if options.mdbook:
        mdbook_site.write(book, folder / "mdbook")
        programs.append(Program("mdBook", [options.mdbook, "build"], folder / "mdbook", folder / "mdbook/book"))
    return programs


def judgements(program):
    """The names of the rules by which Carebook reads like an editor. No other program does that. Errors stay errors."""
    said = subprocess.run([program, "explain"], capture_output=True, text=True, check=True).stdout
    rules = [line.split() for line in said.splitlines()]
    return [rule[0] for rule in rules if rule[1:2] in (["warning"], ["note"])]


def carebook(folder, book, name, settings, options):
    """A copy of the book with settings of its own."""
    shutil.copytree(book, folder)
    (folder / "book.toml").write_text(settings)
    return Program(name, [options.carebook, "build"], folder, folder / "site")


def assets(program):
    """Style sheets and scripts as Carebook writes them, under names without their hash, so that every site carries the same."""
    run(program.command, program.folder)
    folder = program.folder / "assets"
    folder.mkdir()
    for file in (program.out / "assets").iterdir():
        shutil.copy(file, folder / f"{file.name.split('.')[0]}{file.suffix}")
    return folder


def measure(programs, folder, rounds):
    """Runs the programs in turn, so that all meet the same machine; each full build starts without an output folder."""
    floors = {program.name: {1: [], 2: []} for program in programs if program.name in (SAME, ALL)}
    for _ in range(rounds):
        for program in programs:
            empty(program.out)
            program.full.append(run(program.command, program.folder))
            program.made = written(program.out)
            program.unchanged.append(run(program.command, program.folder))
            for threads, times in floors.get(program.name, {}).items():
                times.append(floor(program.out, folder / "floor", threads))
    return floors


def table(size, programs, floors, rounds):
    """What was measured, as Markdown: medians, in brackets the least and the most."""
    lines = [
        f"**{size:,} entries**, {rounds} rounds in turn; medians, with the least and the most\n",
        "| | full build | processor | peak memory | files | MB | unchanged | time against Carebook | processor against |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    same = programs[0]
    for program in programs:
        walls = [one.wall for one in program.full]
        time, cpu = middle(walls), middle([one.cpu for one in program.full])
        cells = [
            seconds(walls),
            seconds([one.cpu for one in program.full]),
            f"{middle([one.peak for one in program.full]) / 1e6:,.0f} MB",
            f"{program.made.files:,}",
            f"{program.made.size / 1e6:,.1f}",
            seconds([one.wall for one in program.unchanged]),
            f"{time / middle([one.wall for one in same.full]):.2f}",
            f"{cpu / middle([one.cpu for one in same.full]):.2f}",
        ]
        lines.append(f"| {program.name} | {' | '.join(cells)} |")
    for name, by_threads in floors.items():
        full = middle([one.wall for program in programs if program.name == name for one in program.full])
        for threads, times in by_threads.items():
            ratio = f"the build takes {full / middle(times):.1f} times as long"
            lines.append(f"| Floor of “{name}”, {threads} thread{'s'[: threads - 1]} | {seconds(times)} | | | | | | {ratio} | |")
    return "\n".join(lines) + "\n"


def middle(values):
    """The median."""
    return spread(values)[0]


def seconds(values):
    """The median with the least and the most."""
    median, least, most = spread(values)
    return f"{median:.2f} s ({least:.2f}–{most:.2f})"


if __name__ == "__main__":
    main()
