// Reads XML with its namespaces.

import { DOMParser } from "@xmldom/xmldom";

// The outermost element; throws with a reason where the text is not well formed.
export function readXml(text) {
  const stop = (level, message) => {
    throw new Error(`${level}: ${message}`);
  };
  return new DOMParser({ onError: stop }).parseFromString(text, "text/xml").documentElement;
}

export function isElement(node, namespace, name) {
  return node?.nodeType === 1 && node.namespaceURI === namespace && (name === undefined || node.localName === name);
}

export function children(element, namespace, name) {
  return Array.from(element.childNodes).filter((child) => isElement(child, namespace, name));
}

// The text of the first child of that name; undefined where there is none.
export function childText(element, namespace, name) {
  return children(element, namespace, name)[0]?.textContent.trim();
}
