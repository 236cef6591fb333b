#!/usr/bin/env python3
"""Compares Carebook with Hugo and mdBook on the same made-up book; `benches/README.md` says how and why.

    python3 benches/peers/compare.py --carebook target/release/carebook --hugo hugo --mdbook mdbook 1000 10000
"""

import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path

sys.dont_write_bytecode = True

import agree
import book as books
import carebook
import hugo_site
import mdbook_site
from measure import empty, floor, run, spread, written

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
    too_slow: bool = False


def main():
    options = arguments()
    for size in options.sizes:
        folder = options.folder / f"carebook-peers-{size}"
        empty(folder)
        folder.mkdir()
        carebook.write_book(folder / "book", size, options)
        programs = projects(folder, options)
        floors = measure(programs, folder, options)
        print(table(size, programs, floors, options))
        print(agreement(folder, programs), flush=True)
        if not options.keep:
            empty(folder)


def arguments():
    """What the command line says."""
    parser = carebook.options(__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10000], help="numbers of entries")
    parser.add_argument("--hugo", type=carebook.program, help="the program itself, no wrapper around it; left out without it")
    parser.add_argument("--mdbook", type=carebook.program, help="the program; left out without it")
    parser.add_argument("--limit", type=float, default=600, help="seconds after which a program is stopped and left out")
    parser.add_argument("--keep", action="store_true", help="leave projects and sites for a look")
    return parser.parse_args()


def projects(folder, options):
    """Writes the book once more for every program."""
    book = books.read(folder / "book")
    same = carebook.BOOK + carebook.PAGES + carebook.silent(options.carebook)
    programs = [
        project(folder / "carebook-same", folder / "book", SAME, same, options),
        project(folder / "carebook-all", folder / "book", ALL, carebook.BOOK + carebook.PUBLISHED, options),
    ]
    if options.hugo:
        hugo_site.write(book, folder / "hugo", assets(programs[0]))
        programs.append(Program("Hugo", [options.hugo, "--quiet"], folder / "hugo", folder / "hugo/public"))
    if options.mdbook:
        mdbook_site.write(book, folder / "mdbook")
        programs.append(Program("mdBook", [options.mdbook, "build"], folder / "mdbook", folder / "mdbook/book"))
    return programs


def project(folder, book, name, settings, options):
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


def measure(programs, folder, options):
    """Runs the programs in turn, so that all meet the same machine; each full build starts without an output folder."""
    floors = {program.name: {1: [], 2: []} for program in programs if program.name in (SAME, ALL)}
    for _ in range(options.rounds):
        for program in (program for program in programs if not program.too_slow):
            empty(program.out)
            try:
                program.full.append(run(program.command, program.folder, options.limit))
                program.made = written(program.out)
                program.unchanged.append(run(program.command, program.folder, options.limit))
            except TimeoutError:
                program.too_slow = True
                continue
            for threads, times in floors.get(program.name, {}).items():
                times.append(floor(program.out, folder / "floor", threads))
    return floors


def agreement(folder, programs):
    """Whether Carebook and Hugo made the same of every entry."""
    sites = {program.name: program.out for program in programs}
    if "Hugo" not in sites or any(program.too_slow for program in programs if program.name in (SAME, "Hugo")):
        return ""
    book = books.read(folder / "book")
    differences = agree.differences(book, sites[SAME], sites["Hugo"])
    if differences:
        return f"NOT THE SAME WORK: {len(differences)} differences, such as {'; '.join(differences[:5])}\n"
    pages = f"{len(book.entries):,} pages of entries"
    return f"All {pages} link to the same entries and list the same sources in the same order in both.\n"


def table(size, programs, floors, options):
    """What was measured, as Markdown: medians, in brackets the least and the most."""
    lines = [
        f"**{size:,} entries**, {options.rounds} rounds in turn; medians, with the least and the most\n",
        "| | full build | processor | peak memory | files | MB | unchanged | time against Carebook | processor against |",
        "|---|---:|---:|---:|---:|---:|---:|---:|---:|",
    ]
    same = programs[0]
    for program in programs:
        if program.too_slow:
            lines.append(f"| {program.name} | stopped after {options.limit:.0f} s | | | | | | | |")
            continue
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
        walls = [one.wall for program in programs if program.name == name for one in program.full]
        for threads, times in by_threads.items():
            if not times:
                continue
            ratio = f"the build takes {middle(walls) / middle(times):.1f} times as long"
            label = f"Floor of “{name}”, {threads} thread{'s'[: threads - 1]}"
            lines.append(f"| {label} | {seconds(times)} | | | | | | {ratio} | |")
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
