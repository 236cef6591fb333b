"""Writes a made-up book as a Hugo site: the templates in `hugo/`, and the entries with Hugo's front matter and links.

What Hugo cannot read is turned into what it can, before any time is measured: the bibliography into a data file, and for each
entry the list of its sources and of the entries that its text mentions into front matter, where an author would keep them.
"""

import json
import re
import shutil
from pathlib import Path

from book import RELATIONS, path_of

TEMPLATES = Path(__file__).parent / "hugo"

# Title, words under the title, and what else the front matter says, by folder.
SECTIONS = {
    "conditions": ("Conditions", "What can be wrong, how it feels, and what helps.", {}),
    "symptoms": ("Symptoms", "What you may notice.", {}),
    "treatments": ("Treatments", "What helps.", {}),
    "faqs": ("Questions", "Short answers to questions that people ask.", {}),
    "causes": ("Causes and risk factors", "Why it happens.", {}),
    "tests": ("Tests", "How it is checked.", {}),
    "anatomy": ("Parts of the body", "What is where.", {}),
    "guides": ("Guides", "Longer reads.", {}),
    "a-z": ("A to Z", "Every name on this site, plain or medical.", {"letter": "a"}),
    "glossary": ("Glossary", "Medical words in plain ones.", {}),
    "search": ("Search", "", {"layout": "plain"}),
    "symptom-finder": ("Symptom finder", "Which conditions name which symptoms.", {"outputs": ["html", "finder"]}),
    "indexes": ("Indexes", "", {"layout": "plain"}),
    "indexes/symptoms": (
        "Symptoms and what may cause them",
        "This is not a diagnosis.",
        {"layout": "linked", "kind": "symptoms", "how": "typical"},
    ),
    "indexes/treatments": (
        "Treatments and what they help",
        "Which conditions each treatment is used for.",
        {"layout": "linked", "kind": "treatments", "how": "role"},
    ),
    "indexes/matrix": ("Conditions and symptoms side by side", "How typical each is.", {"layout": "matrix"}),
    "indexes/reviews": ("Reviews and changes", "What was reviewed, by date.", {"layout": "plain"}),
    "sources": ("Sources", "Everything that this site rests on or points to.", {}),
    "body_sites": ("Where does it hurt?", "", {}),
}


def write(book, folder, assets):
    """Writes the site into an empty folder; `assets` is the folder of style sheets and scripts that every site carries."""
    folder = Path(folder)
    shutil.copytree(TEMPLATES, folder)
    shutil.copytree(assets, folder / "static" / "assets")
    content = folder / "content"
    for path, (title, summary, more) in SECTIONS.items():
        write_page(content / path / "_index.md", {"title": title, "summary": summary, **more})
    write_page(content / "_index.md", {"title": "Home", "summary": ""})
    write_page(content / "search-data.md", {"layout": "search-data", "url": "/search.json", "build": {"list": "never"}})
    for letter in letters(book):
        front = {"title": f"A to Z: {letter.upper()}", "summary": SECTIONS["a-z"][1], "letter": letter}
        write_page(content / "a-z" / letter / "_index.md", front)
    for entry in book.entries:
        write_page(content / entry.folder / f"{entry.id}.md", front_matter(entry), body(entry.body))
    for key, work in book.sources.items():
        write_page(content / "sources" / key / "_index.md", {"title": work["title"], "summary": "Where to find this source."})
    for site in all_body_sites(book):
        write_page(content / "body_sites" / site["id"] / "_index.md", {"title": site["name"], "summary": ""})
    write_data(book, folder / "data")


def write_page(file, front, text=""):
    """Writes a page; values are written in YAML's flow style, which JSON is."""
    file.parent.mkdir(parents=True, exist_ok=True)
    fields = "".join(f"{field}: {json.dumps(value)}\n" for field, value in front.items())
    file.write_text(f"---\n{fields}---\n{text}")


def write_data(book, folder):
    """Writes the data files."""
    folder.mkdir()
    terms = [{"id": f"term-{n}", **term} for n, term in enumerate(book.glossary)]
    children = {site["id"]: [child["id"] for child in site["children"]] for site in book.body_sites}
    for name, data in {
        "sources": book.sources,
        "glossary": terms,
        "children": children,
        "people": {"somebody": "Some Body"},
    }.items():
        (folder / f"{name}.json").write_text(json.dumps(data))


def front_matter(entry):
    """The front matter of an entry. `aliases` and `summary` mean something else to Hugo, or the same."""
    front = dict(entry.front)
    if "aliases" in front:
        front["other_names"] = front.pop("aliases")
    for field in RELATIONS:
        if field in front:
            front[field] = [related(item) for item in front[field]]
    front["sources"] = entry.cited()
    front["mentions"] = [f"/{path_of(entry_id)}" for entry_id in entry.mentioned()]
    return front


def related(item):
    """A relation with the path of the other entry."""
    if isinstance(item, str):
        return {"page": f"/{path_of(item)}"}
    return {"page": f"/{path_of(item['id'])}", **{key: value for key, value in item.items() if key != "id"}}


def body(text):
    """The body with links by path and citations as shortcodes."""
    text = re.sub(r"\[\[([\w-]+)(?:\|([^\]]*))?\]\]", lambda found: f"[{found[2] or ''}](/{path_of(found[1])})", text)
    return re.sub(r"\[(@[^\]]+)\]", lambda found: f'{{{{< cite "{citation(found[1])}" >}}}}', text)


def citation(text):
    """`@a, p. 3; @b` as `a,3;b`."""
    return text.replace("@", "").replace(", p. ", ",").replace("; ", ";")


def letters(book):
    """The letters that names start with."""
    names = [name for entry in book.entries for name in [entry.front["title"], *entry.front.get("aliases", [])]]
    return sorted({name[0].lower() for name in names})


def all_body_sites(book):
    """Every place of the body."""
    return [site for parent in book.body_sites for site in [parent, *parent["children"]]]
