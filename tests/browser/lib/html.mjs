// Reads HTML as the standard says, without a browser.

import { parse, parseFragment } from "parse5";

// Of each file the tree, and what the parser complains of.
export function readPage(text) {
  const errors = [];
  const tree = parse(text, { onParseError: (error) => errors.push(error), sourceCodeLocationInfo: true });
  return { tree, errors };
}

export function readPiece(text) {
  const errors = [];
  const tree = parseFragment(text, { onParseError: (error) => errors.push(error), sourceCodeLocationInfo: true });
  return { tree, errors };
}

// All elements below a node, in the order of the document.
export function* elements(node) {
  for (const child of (node.content ?? node).childNodes ?? []) {
    if (child.tagName) yield child;
    yield* elements(child);
  }
}

export function all(node, test) {
  return [...elements(node)].filter(test);
}

export function first(node, test) {
  for (const element of elements(node)) if (test(element)) return element;
  return undefined;
}

export function attribute(element, name) {
  return element.attrs.find((own) => (own.prefix ? `${own.prefix}:${own.name}` : own.name) === name)?.value;
}

export function hasClass(element, name) {
  return (attribute(element, "class") ?? "").split(/\s+/).includes(name);
}

// The words of an attribute such as `rel`.
export function words(element, name) {
  return (attribute(element, name) ?? "").toLowerCase().split(/\s+/).filter(Boolean);
}

// The text below a node, without elements that `skip` names.
export function textOf(node, skip = () => false) {
  if (node.nodeName === "#text") return node.value;
  if (node.tagName && (skip(node) || ["script", "style", "template"].includes(node.tagName))) return "";
  return (node.childNodes ?? []).map((child) => textOf(child, skip)).join("");
}

export function tidy(text) {
  return text.replace(/\s+/g, " ").trim();
}

// What an element leads to or loads: [name of the attribute, address].
export function addressesOf(element) {
  const found = [];
  for (const name of ["href", "xlink:href", "src", "poster", "data", "action", "formaction"]) {
    const value = attribute(element, name);
    if (value !== undefined) found.push([name, value]);
  }
  for (const name of ["srcset", "imagesrcset"]) {
    for (const part of (attribute(element, name) ?? "").split(/,\s+/).filter(Boolean)) found.push([name, part.trim().split(/\s+/)[0]]);
  }
  return found;
}

// An element in words for people.
export function show(element) {
  const attributes = element.attrs.map(({ name, value }) => ` ${name}="${value.length > 60 ? `${value.slice(0, 59)}…` : value}"`);
  return `<${element.tagName}${attributes.join("")}>`;
}
