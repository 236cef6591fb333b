"""Writes a made-up book as an mdBook.

mdBook has no front matter, no data and no relations. So everything that Carebook and Hugo work out themselves (relations both
ways, numbers of sources, lists of sources, pages of sources, lists by kind) is written into the Markdown here, before any time is
measured. What is left for mdBook: Markdown into pages with its layout and contents, and its search.
"""

import re
from collections import defaultdict
from pathlib import Path

from book import FOLDERS, facts, path_of
from hugo_site import SECTIONS

SETTINGS = """\
[book]
title = "A made-up book"
language = "en"

[build]
create-missing = false

[output.html.print]
enable = false
"""


def write(book, folder):
    """Writes the book into an empty folder."""
    source = Path(folder) / "src"
    source.mkdir(parents=True)
    (Path(folder) / "book.toml").write_text(SETTINGS)
    titles = {entry.id: entry.front["title"] for entry in book.entries}
    back = incoming(book)
    summary = ["# Summary", "", "[A made-up book](index.md)", ""]
    (source / "index.md").write_text("# A made-up book\n")
    for name in FOLDERS.values():
        entries = [entry for entry in book.entries if entry.folder == name]
        summary.append(f"- [{SECTIONS[name][0]}]({name}/index.md)")
        links = [(entry.front["title"], f"{entry.id}.md") for entry in entries]
        put(source / name / "index.md", listing(SECTIONS[name][0], links))
        for entry in entries:
            summary.append(f"  - [{entry.front['title']}]({name}/{entry.id}.md)")
            put(source / name / f"{entry.id}.md", page(entry, book, titles, back[entry.id]))
    summary.append("- [Sources](sources/index.md)")
    cited = citing(book)
    put(source / "sources" / "index.md", listing("Sources", [(work["title"], f"{key}.md") for key, work in book.sources.items()]))
    for key, work in book.sources.items():
        summary.append(f"  - [{work['title']}](sources/{key}.md)")
        links = [(titles[entry_id], f"../{path_of(entry_id)}.md") for entry_id in cited[key]]
        put(source / "sources" / f"{key}.md", f"# {work['title']}\n\n{reference(work)}\n\n## Cited by\n\n{bullets(links)}")
    (source / "SUMMARY.md").write_text("\n".join(summary) + "\n")


def put(file, text):
    """Writes a file and its folder."""
    file.parent.mkdir(exist_ok=True)
    file.write_text(text)


def listing(title, links):
    """A page with a list of links."""
    return f"# {title}\n\n{bullets(links)}"


def bullets(links):
    """A list of links: title and address."""
    return "".join(f"- [{title}]({address})\n" for title, address in links)


def incoming(book):
    """For every entry, by field, the ids of those that refer to it."""
    back = defaultdict(lambda: defaultdict(list))
    for entry in book.entries:
        for field, other, _ in entry.related():
            back[other][field].append(entry.id)
        for other in entry.mentioned():
            back[other]["mentioned on"].append(entry.id)
    return back


def citing(book):
    """For every source, the ids of the entries that cite it."""
    cited = defaultdict(list)
    for entry in book.entries:
        for key in entry.cited():
            cited[key].append(entry.id)
    return cited


def reference(work):
    """A work in a list of sources."""
    authors = ", ".join(f"{name['family']} {name['given'][0]}" for name in work["author"])
    doi = f"[{work['doi']}](https://doi.org/{work['doi']})"
    return f"{authors}. {work['title']}. *{work['journal']}*. {work['year']};{work['volume']}:{work['pages']}. doi:{doi}"


def page(entry, book, titles, back):
    """An entry with everything that belongs to it."""
    numbers = {}

    def cite(keys):
        places = [key.split(", p. ") for key in keys]
        shown = [f"{numbers.setdefault(key[0], len(numbers) + 1)}{f'(p{key[1]})' if key[1:] else ''}" for key in places]
        return f'<sup>{",".join(shown)}</sup>'

    def links(ids):
        return bullets([(titles[entry_id], f"../{path_of(entry_id)}.md") for entry_id in ids])

    front = entry.front
    parts = [f"# {front['title']}\n\n{front['summary']}\n"]
    for fact in facts(front):
        words = " ".join(value for key, value in fact.items() if key in ("sign", "text", "situation", "from", "to"))
        if words:
            parts.append(f"- {words}{cite(fact['cite']) if 'cite' in fact else ''}")
    body = re.sub(
        r"\[\[([\w-]+)(?:\|([^\]]*))?\]\]",
        lambda found: f"[{found[2] or titles[found[1]]}](../{path_of(found[1])}.md)",
        entry.body,
    )
    parts.append(re.sub(r"\[(@[^\]]+)\]", lambda found: cite(found[1].replace("@", "").split("; ")), body))
    fields = defaultdict(str)
    for field, other, said in entry.related():
        note = cite(said["cite"]) if "cite" in said else ""
        fields[field] += f"- [{titles[other]}](../{path_of(other)}.md){note}\n"
    parts += [f"## {field.capitalize()}\n\n{items}" for field, items in fields.items()]
    parts += [f"## From others: {field}\n\n{links(ids)}" for field, ids in back.items()]
    sources = "".join(f"{n}. {reference(book.sources[key])}\n" for key, n in numbers.items())
    parts.append(f"## Sources\n\n{sources}")
    return "\n".join(parts)
