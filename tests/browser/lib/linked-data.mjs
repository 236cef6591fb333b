// Holds linked data (JSON-LD) against the vocabulary of schema.org: types, properties, what their values may be.

import { fits } from "./literals.mjs";

const IRI = "https://schema.org/";

// Terms that schema.org still calls pending, and why they are used all the same. Another one is a finding.
export const PENDING = {
  codeValue: "what the code of a MedicalCode is: schema.org offers nothing else for it",
  DefinedTerm: "an entry of the glossary: schema.org offers nothing else for it",
  DefinedTermSet: "the glossary",
  hasDefinedTerm: "the glossary has its entries",
  inDefinedTermSet: "an entry belongs to the glossary",
  termCode: "the code of an entry of the glossary",
  copyrightNotice: "the words of the licence, which the page says at its foot",
  jobTitle: "what an author or reviewer is, which the page says beside the name",
  HealthTopicContent: "the NHS publishes its pages as these",
  hasHealthAspect: "which side of a topic a part is about, as the NHS says it",
  HealthAspectEnumeration: "the values of hasHealthAspect",
};

// Every node of a document, with its path in words.
export function nodesOf(value, where = "", found = []) {
  if (Array.isArray(value)) value.forEach((item, at) => nodesOf(item, `${where}[${at}]`, found));
  else if (value && typeof value === "object" && !("@value" in value)) {
    const name = [value["@type"]].flat().join("+");
    const here = where && name ? `${where} (${name})` : where || name;
    found.push({ node: value, where: here });
    for (const [key, inner] of Object.entries(value)) {
      if (key === "@graph") nodesOf(inner, here || "@graph", found);
      else if (!key.startsWith("@")) nodesOf(inner, `${here}.${key}`, found);
    }
  }
  return found;
}

export const typesOf = (node) => [node["@type"] ?? []].flat();
export const isReference = (node) => "@id" in node && Object.keys(node).length === 1;

export class Examiner {
  // `typesAt` gives the types of the thing with an `@id`, `isOwn` says whether an `@id` belongs to the site, and
  // `relative` allows addresses that are not full.
  constructor(vocabulary, { typesAt, isOwn, relative }) {
    Object.assign(this, { vocabulary, typesAt, isOwn, relative });
    this.pending = new Set();
  }

  // What is wrong with a document: pairs of rule and place.
  faults(document) {
    const found = [];
    const wrong = (rule, where) => found.push([rule, where]);
    for (const [at, part] of [document].flat().entries()) {
      if (part?.["@context"] !== "https://schema.org") wrong("@context is not https://schema.org", `document ${at + 1}`);
      if (!part?.["@type"] && !part?.["@graph"]) wrong("neither @type nor @graph", `document ${at + 1}`);
    }
    for (const { node, where } of nodesOf(document)) this.#node(node, where, wrong);
    return found;
  }

  #node(node, where, wrong) {
    const types = typesOf(node);
    for (const type of types) this.#term(type, "isType", "type", where, wrong);
    for (const [key, value] of Object.entries(node)) {
      if (key.startsWith("@")) this.#keyword(key, value, where, wrong);
      else if (this.#term(key, "isProperty", "property", where, wrong)) this.#property(node, key, types, value, where, wrong);
    }
    if (!types.length && !isReference(node) && !("@graph" in node)) wrong("a thing without @type", where);
  }

  #keyword(key, value, where, wrong) {
    if (!["@context", "@graph", "@id", "@type"].includes(key)) wrong(`a keyword that is not used here: ${key}`, where);
    if (key === "@id" && (typeof value !== "string" || !value.trim())) wrong("an @id that is no address", where);
    if (key === "@id" && typeof value === "string" && !this.relative && !/^https?:\/\/./.test(value)) wrong("an @id that is no full address", `${where} ${value}`);
  }

  // Whether the vocabulary has the term; it may be out of use or pending.
  #term(name, is, word, where, wrong) {
    const term = this.vocabulary.term(name);
    if (!term || !this.vocabulary[is](name)) {
      wrong(`schema.org has no ${word} ${name}`, where);
      return false;
    }
    if (term.supersededBy) wrong(`${name} is superseded by ${term.supersededBy}`, where);
    if (term.pending) {
      const known = [name, ...term.types].find((one) => one in PENDING);
      if (known) this.pending.add(known);
      else wrong(`${name} is pending at schema.org, and lib/linked-data.mjs has no reason for it`, where);
    }
    return true;
  }

  #property(node, name, types, value, where, wrong) {
    const { domains, ranges } = this.vocabulary.term(name);
    if (types.length && !this.vocabulary.isA(types, domains)) wrong(`${types.join(", ")} has no property ${name}`, where);
    const values = [value].flat();
    if (!values.length) wrong(`${name} has an empty list`, where);
    for (const one of values) {
      const fault = this.#value(one, ranges, `${where}.${name}`, wrong);
      if (fault) wrong(`${name} has a wrong value`, `${fault}, in ${where}`);
    }
  }

  // What is wrong with one value.
  #value(value, ranges, where, wrong) {
    if (value === null || value === "") return "no value";
    if (typeof value !== "object") return this.#literal(value, ranges, where, wrong);
    if ("@value" in value) return this.#literal(value["@value"], ranges, where, wrong);
    if (isReference(value)) return this.#reference(value["@id"], ranges, where, wrong);
    const types = typesOf(value);
    if (types.length && !this.vocabulary.isA(types, ranges)) return `${types.join(", ")} is not in its range ${ranges.join(", ")}`;
    return undefined;
  }

  #literal(value, ranges, where, wrong) {
    if (typeof value === "string" && /^https?:\/\/schema\.org\/./.test(value)) return this.#member(value, ranges, where, wrong);
    const enumerations = ranges.filter((type) => this.vocabulary.isEnumeration(type));
    if (ranges.some((type) => fits(type, value, this.relative))) return undefined;
    if (enumerations.length) return `“${value}” is no address of a member of ${enumerations.join(", ")}`;
    return `“${String(value).slice(0, 60)}” (${typeof value}) is not in its range ${ranges.join(", ")}`;
  }

  // Members of enumerations are named by their addresses.
  #member(iri, ranges, where, wrong) {
    if (!iri.startsWith(IRI)) return `${iri} is to be https`;
    const name = iri.slice(IRI.length);
    const enumerations = this.vocabulary.enumerationsOf(name);
    if (!this.vocabulary.term(name)) return `schema.org has no ${name}`;
    if (ranges.includes("URL") && !enumerations.length) return undefined;
    if (!enumerations.length) return `${name} is a member of no enumeration`;
    this.#term(name, "term", "member", where, wrong);
    return this.vocabulary.isA(enumerations, ranges) ? undefined : `${name} is not in its range ${ranges.join(", ")}`;
  }

  #reference(iri, ranges, where, wrong) {
    if (iri.startsWith(IRI)) return this.#member(iri, ranges, where, wrong);
    const types = this.typesAt(iri);
    if (types) return this.vocabulary.isA(types, ranges) ? undefined : `${iri} is ${types.join(", ")}, which is not in its range ${ranges.join(", ")}`;
    return this.isOwn(iri) ? `no page describes ${iri}` : `${iri} is elsewhere, so its @type must be said here`;
  }
}
