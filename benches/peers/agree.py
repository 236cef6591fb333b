"""Whether two sites of one book say the same: on the page of every entry the same other entries, and the same sources under the
same numbers. Programs that do not do the same work must not be compared."""

import re
from pathlib import Path

SOURCE = re.compile(r'<li id="source-(\d+)"[^>]*><span class="reference">(.*?)</span>', re.S)


def differences(book, one, other):
    """The pages that differ, each with how."""
    found = []
    for entry in book.entries:
        pages = [(Path(site) / entry.folder / f"{entry.id}.html").read_text() for site in (one, other)]
        links, sources = [linked(page, entry.folder) for page in pages], [SOURCE.findall(page) for page in pages]
        if links[0] != links[1]:
            found.append(f"{entry.id}: links {sorted(links[0] ^ links[1])[:5]}")
        if sources[0] != sources[1]:
            found.append(f"{entry.id}: sources {len(sources[0])}, {len(sources[1])}")
    return found


def linked(page, folder):
    """The entries that the main part of a page links to, those before and after it aside."""
    main = page[page.index("<main") : page.index("</main>")]
    main = re.sub(r'<nav class="neighbours".*?</nav>', "", main, flags=re.S)
    return set(re.findall(r'href="[^"#]*?/((?!source|site|page)[a-z]+-\d+)\.html', main))
