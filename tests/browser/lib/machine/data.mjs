// The data of a site, `data/v1`: each file keeps the published schema, and leads to what is there.

import { readFile } from "node:fs/promises";
import path from "node:path";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const FOLDER = "data/v1/";
const DIALECT = "https://json-schema.org/draft/2020-12/schema";
const PARTS = ["Index", "Entry", "Listing", "BodySitesListing", "CodesListing", "GlossaryListing", "NamesListing", "SourcesListing", "Relations"];
// Sizes of numbers, which generators of schemas write as formats.
const NUMBERS = ["uint", "uint8", "uint16", "uint32", "uint64", "int32", "int64", "double", "float"];

// The part of the schema for a file, by its place.
function partFor(file) {
  const rest = file.slice(FOLDER.length);
  if (rest === "index.json") return "Index";
  if (rest === "relations.json") return "Relations";
  if (/^entries\/[^/]+\.json$/.test(rest)) return "Entry";
  const special = { "body-sites": "BodySites", codes: "Codes", glossary: "Glossary", names: "Names", sources: "Sources" };
  const listing = /^listings\/([^/]+)\.json$/.exec(rest)?.[1];
  if (listing) return `${special[listing] ?? ""}Listing`;
  return undefined;
}

const named = (file) => path.posix.basename(file, ".json");

// Every file of the data but the schema, and the schema.
async function load({ site }, wrong) {
  const found = new Map();
  for (const file of site.files.filter((name) => name.startsWith(FOLDER))) {
    try {
      found.set(file, JSON.parse(await readFile(path.join(site.root, file), "utf8")));
    } catch (error) {
      wrong(file, "is no JSON", error.message.slice(0, 80));
    }
  }
  const schema = found.get(`${FOLDER}schema.json`);
  found.delete(`${FOLDER}schema.json`);
  return { schema, found };
}

export async function schema(context, wrong) {
  const { schema, found } = await load(context, wrong);
  const file = `${FOLDER}schema.json`;
  if (!schema) {
    wrong(file, "is missing");
    return 1;
  }
  if (schema.$schema !== DIALECT) wrong(file, `$schema is not ${DIALECT}`, schema.$schema);
  const { places } = context.documents;
  const published = places.base ? places.addressOf(file) : undefined;
  if (schema.$id !== undefined && schema.$id !== published) wrong(file, `$id is to be ${published ?? "left out, since the site has no full address"}`, schema.$id);
  const validators = compile(schema, (rule, what) => wrong(file, rule, what));
  for (const [name, data] of found) {
    const part = partFor(name);
    if (!part) {
      wrong(name, "is at no place that the data have");
      continue;
    }
    const expected = `${path.posix.relative(path.posix.dirname(name), file)}#/$defs/${part}`;
    if (data.$schema !== expected) wrong(name, `$schema is not ${expected}`, String(data.$schema));
    const validate = validators.get(part);
    if (!validate || validate(data)) continue;
    for (const { instancePath, message, params } of validate.errors.slice(0, 5)) wrong(name, `${part}: ${message}`, `${instancePath} ${JSON.stringify(params)}`);
  }
  for (const part of PARTS) if (![...found.keys()].some((name) => partFor(name) === part)) wrong(FOLDER, `no file for ${part}`);
  return found.size;
}

function compile(schema, wrong) {
  const ajv = new Ajv({ strict: true, strictTypes: false, allErrors: true });
  addFormats(ajv);
  for (const name of NUMBERS) ajv.addFormat(name, true);
  const validators = new Map();
  const $id = schema.$id ?? "https://site.invalid/schema.json";
  try {
    ajv.addSchema({ ...schema, $id });
  } catch (error) {
    wrong("is no schema", error.message.slice(0, 200));
    return validators;
  }
  for (const part of PARTS) {
    try {
      const validate = ajv.compile({ $ref: `${$id}#/$defs/${part}` });
      // A schema that nothing breaks would prove nothing.
      if (validate({})) wrong(`${part} lets everything pass`, "{}");
      validators.set(part, validate);
    } catch (error) {
      wrong(`$defs/${part} does not work`, error.message.slice(0, 200));
    }
  }
  return validators;
}

export async function index(context, wrong) {
  const { found } = await load(context, wrong);
  const file = `${FOLDER}index.json`;
  const said = found.get(file);
  if (!said) {
    wrong(file, "is missing");
    return 1;
  }
  for (const [list, folder, idOf] of [["entries", "entries", (item) => item.id], ["listings", "listings", (item) => item.name ?? item.id]]) {
    const ids = (said[list] ?? []).map(idOf);
    const files = [...found.keys()].filter((name) => name.startsWith(`${FOLDER}${folder}/`)).map(named);
    compareLists(ids, files, (rule, what) => wrong(file, `${list}: ${rule}`, what));
    for (const item of said[list] ?? []) {
      const own = found.get(`${FOLDER}${folder}/${idOf(item)}.json`);
      if (!own) continue;
      if (list === "entries" && idOf(own) !== idOf(item)) wrong(file, `${list}: the file of ${idOf(item)} says that it is another`, String(idOf(own)));
      for (const name of ["kind", "title"]) if (name in item && name in own && own[name] !== item[name]) wrong(file, `${list}: ${name} is not that of the file`, `${idOf(item)}: ${item[name]}`);
    }
  }
  // The entries of the data are those of the site.
  compareLists((said.entries ?? []).map((item) => item.id), context.documents.entries.map(({ file: page }) => path.posix.basename(page, ".html")), (rule, what) => wrong(file, `entries beside pages: ${rule}`, what));
  return (said.entries ?? []).length + (said.listings ?? []).length;
}

function compareLists(listed, there, wrong) {
  const [first, second] = [new Set(listed), new Set(there)];
  if (first.size !== listed.length) wrong("an id for the second time", listed.find((id, at) => listed.indexOf(id) !== at));
  for (const id of first) if (!second.has(id)) wrong("is listed and not there", String(id));
  for (const id of second) if (!first.has(id)) wrong("is there and not listed", id);
}

// What ends as a file does, and holds no space, is an address: from the file itself, or from the root of the site.
const LIKE_AN_ADDRESS = /^(?![a-z][a-z0-9+.-]*:)[^\s?#]+\.(html|md|json|png|svg|jpe?g|webp|xml|js|css)(#\S*)?$/i;

export async function addresses(context, wrong) {
  const { found } = await load(context, wrong);
  const { places } = context.documents;
  let looked = 0;
  for (const [file, data] of found) {
    for (const [where, value] of strings(data)) {
      if (where.endsWith("/$schema")) continue;
      if (!places.isFull(value) && !LIKE_AN_ADDRESS.test(value)) continue;
      looked += 1;
      const fault = places.fault(value, file);
      if (fault && (places.isFull(value) || places.fault(value, "index.html"))) wrong(file, `an address ${fault}`, `${where} ${value}`);
    }
  }
  return looked;
}

function* strings(value, where = "") {
  if (typeof value === "string") yield [where, value];
  else if (value && typeof value === "object") for (const [key, inner] of Object.entries(value)) yield* strings(inner, `${where}/${key}`);
}

// Each row leads from an entry to another and says what the way back is called; both entries have it in their own data.
export async function relations(context, wrong) {
  const { found } = await load(context, wrong);
  const file = `${FOLDER}relations.json`;
  const rows = found.get(file)?.relations ?? [];
  const seen = new Set();
  for (const { from, to, kind, inverse } of rows) {
    const row = `${from} ${kind} ${to}`;
    if (seen.has(row)) wrong(file, "a row for the second time", row);
    seen.add(row);
    if (!inverse) wrong(file, "a row that does not say the way back", row);
    for (const [id, other] of [[from, to], [to, from]]) {
      const own = found.get(`${FOLDER}entries/${id}.json`);
      if (!own) wrong(file, "a row with what is no entry", `${row}: ${id}`);
      else if (!JSON.stringify(own.relations).includes(JSON.stringify(other))) wrong(`${FOLDER}entries/${id}.json`, "does not tell of a relation", row);
    }
  }
  return rows.length;
}
