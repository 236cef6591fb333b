#!/usr/bin/env python3
"""Measures Carebook alone, as a whole program: builds, checks, the search and the preview; `benches/README.md` says how.

    python3 benches/peers/alone.py 100 1000 10000
    python3 benches/peers/alone.py --pages 100000
"""

import sys

sys.dont_write_bytecode = True

import carebook
import preview
from measure import empty, floor, run, spread, written


def main():
    parser = carebook.options(__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[100, 1000, 10000], help="numbers of entries")
    parser.add_argument("--pages", action="store_true", help="only pages and search: no frames, data and Markdown copies")
    options = parser.parse_args()
    settings = carebook.BOOK + (carebook.PAGES if options.pages else "[output]\n")
    builds, saves = [], []
    for size in options.sizes:
        folder = options.folder / f"carebook-alone-{size}"
        empty(folder)
        carebook.write_book(folder, size, options)
        builds.append(measure(folder, size, settings, options))
        saves += [f"| {size:,} {row}" for row in measure_preview(folder, options)]
        print(f"{size:,} entries are measured", file=sys.stderr)
        empty(folder)
    print(f"{options.rounds} rounds; medians, with the least and the most\n")
    print(
        "| entries | full build | processor | peak memory | files | MB | floor | floor, 2 threads "
        "| unchanged | check | peak of check |"
    )
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    print("\n".join(builds))
    print(f"\n{preview.RUNS} saves of each kind; medians and the worst\n")
    print("| entries | first page | edit of | save to message | worst | page after it | worst | peak memory |")
    print("|---:|---:|---|---:|---:|---:|---:|---:|")
    print("\n".join(saves))


def measure(folder, size, settings, options):
    """Builds and checks in turn; a full build starts without an output folder."""
    site = folder / "site"
    build, check = [options.carebook, "build"], [options.carebook, "check"]
    full, unchanged, checked, floors = [], [], [], {1: [], 2: []}
    (folder / "book.toml").write_text(settings)
    for _ in range(options.rounds):
        empty(site)
        full.append(run(build, folder))
        made = written(site)
        unchanged.append(run(build, folder))
        checked.append(run(check, folder))
        for threads, times in floors.items():
            times.append(floor(site, folder / "floor", threads))
    cells = [
        f"{size:,}",
        seconds([one.wall for one in full]),
        seconds([one.cpu for one in full]),
        megabytes(full),
        f"{made.files:,}",
        f"{made.size / 1e6:,.1f}",
        seconds(floors[1]),
        seconds(floors[2]),
        seconds([one.wall for one in unchanged]),
        seconds([one.wall for one in checked]),
        megabytes(checked),
    ]
    return f"| {' | '.join(cells)} |"


def measure_preview(folder, options):
    """Rows for every kind of edit."""
    found = preview.measure(options.carebook, folder)
    for what in found.told:
        times = [found.told[what], found.shown[what]]
        cells = [f"{value * 1000:.1f} ms" for one in times for value in (spread(one)[0], max(one))]
        yield f"| {found.first:.2f} s | {what} | {' | '.join(cells)} | {found.peak / 1e6:,.0f} MB |"


def seconds(values):
    """The median with the least and the most."""
    median, least, most = spread(values)
    return f"{median:.3f} s ({least:.3f}–{most:.3f})"


def megabytes(runs):
    """The median of the peak memory."""
    return f"{spread([one.peak for one in runs])[0] / 1e6:,.0f} MB"


if __name__ == "__main__":
    main()
