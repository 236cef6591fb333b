"""Reads a made-up book as `cargo bench --bench build -- --write FOLDER N` writes it.

Only the little of YAML and BibLaTeX that such a book has is understood; anything else is an error, so that no program is
measured on half a book.
"""

import re
from dataclasses import dataclass
from pathlib import Path

FOLDERS = {
    "condition": "conditions",
    "symptom": "symptoms",
    "treatment": "treatments",
    "faq": "faqs",
    "cause": "causes",
    "test": "tests",
    "anatomy": "anatomy",
    "guide": "guides",
}
RELATIONS = ("symptoms", "treatments", "causes", "tests", "anatomy", "about")


@dataclass
class Entry:
    """An entry: its id, its folder, its front matter, and its body in Markdown."""

    id: str
    folder: str
    front: dict
    body: str

    def related(self):
        """Every relation of the front matter: its field, the id of the other entry, and what is said about it."""
        for field in RELATIONS:
            for item in self.front.get(field, []):
                yield field, *((item["id"], item) if isinstance(item, dict) else (item, {}))

    def mentioned(self):
        """The ids that the body links to, each once, in order."""
        return list(dict.fromkeys(re.findall(r"\[\[([\w-]+)", self.body)))

    def cited(self):
        """The keys of all sources, each once, in order."""
        cited = [key for item in facts(self.front) for key in item.get("cite", [])]
        return list(dict.fromkeys(cited + re.findall(r"@([\w-]+)", self.body)))


@dataclass
class Book:
    """Everything in the folder of a book."""

    entries: list
    sources: dict
    glossary: list
    body_sites: list


def facts(front):
    """The items of a front matter that say something with a source."""
    lists = (value for value in front.values() if isinstance(value, list))
    return [item for value in lists for item in value if isinstance(item, dict)]


def path_of(entry_id):
    """The folder and the id of an entry, as in its address."""
    return f"{FOLDERS[entry_id.rsplit('-', 1)[0]]}/{entry_id}"


def read(folder):
    """Reads the book in a folder."""
    content = Path(folder) / "content"
    entries = [read_entry(file) for name in FOLDERS.values() for file in sorted((content / name).glob("*.md"))]
    return Book(
        entries=entries,
        sources=read_sources((content / "references.bib").read_text()),
        glossary=[flow(line[2:]) for line in (content / "glossary.yaml").read_text().splitlines()],
        body_sites=read_body_sites((content / "body-sites.yaml").read_text()),
    )


def read_entry(file):
    """Reads an entry."""
    _, front, body = file.read_text().split("---\n", 2)
    fields = {}
    field = None
    for line in front.splitlines():
        if line.startswith("  - "):
            fields[field].append(flow(line[4:]))
            continue
        field, value = line.split(":", 1)
        fields[field] = flow(value.strip()) if value.strip() else []
    return Entry(id=file.stem, folder=file.parent.name, front=fields, body=body)


def read_sources(text):
    """The works of a bibliography by key, in the names of CSL."""
    works = {}
    for key, fields in re.findall(r"@article\{(\w+),\n(.*?)\n\}", text, re.S):
        field = dict(re.findall(r"  (\w+) = \{(.*)\},", fields))
        names = [name.split(", ") for name in field["author"].split(" and ")]
        works[key] = {
            "author": [{"family": family, "given": given} for family, given in names],
            "title": field["title"],
            "journal": field["journaltitle"],
            "year": field["date"],
            "volume": field["volume"],
            "pages": field["pages"].replace("--", "-"),
            "doi": field["doi"],
        }
    return works


def read_body_sites(text):
    """The tree of places of the body: each with its children."""
    sites = []
    for line in text.splitlines():
        key, value = line.strip().removeprefix("- ").split(":", 1)
        if key == "id":
            sites.append({"id": value.strip(), "children": []})
        elif key == "name":
            sites[-1]["name"] = value.strip()
        elif key.startswith("{"):
            sites[-1]["children"].append(flow(line.strip().removeprefix("- ")))
    return sites


def flow(text):
    """A value in YAML's flow style."""
    value, rest = flow_value(text, at_top=True)
    if rest.strip():
        raise ValueError(f"not understood: {rest!r} in {text!r}")
    return value


def flow_value(text, at_top=False):
    """The first value of a text, and what follows it."""
    text = text.lstrip()
    if text.startswith("["):
        return flow_items(text[1:], "]", lambda rest: flow_value(rest), list)
    if text.startswith("{"):
        return flow_items(text[1:], "}", flow_pair, dict)
    if text.startswith('"'):
        end = text.index('"', 1)
        return text[1:end], text[end + 1 :]
    end = re.search(r"$" if at_top else r"[,\]}]|$", text).start()
    return text[:end].strip(), text[end:]


def flow_items(rest, closing, item, kind):
    """The items of a list or a map up to the bracket that closes it."""
    items = []
    while not rest.lstrip().startswith(closing):
        value, rest = item(rest)
        items.append(value)
        rest = rest.lstrip().removeprefix(",")
    return kind(items), rest.lstrip()[1:]


def flow_pair(text):
    """A key and its value."""
    key, rest = text.split(":", 1)
    value, rest = flow_value(rest)
    return (key.strip(), value), rest
