// What the vocabulary allows and is wrong all the same, or wrong only with a page in view.

import { isReference, nodesOf, typesOf } from "./linked-data.mjs";
import { tidy } from "./html.mjs";

// Pages on these are pages on medicine.
const MEDICAL = ["conditions", "symptoms", "treatments", "tests", "causes", "anatomy"];

// What holds for things wherever they stand: pairs of rule and place.
export function nodeFaults(vocabulary, document) {
  const found = [];
  for (const { node, where } of nodesOf(document)) {
    if (isReference(node)) continue;
    const is = (...types) => vocabulary.isA(typesOf(node), types);
    const wrong = (rule) => found.push([rule, where]);
    const lacks = (...names) => names.filter((name) => !said(node[name])).forEach((name) => wrong(`${typesOf(node)[0]} without ${name}`));
    // Of the official examples one writes `code` here.
    if (is("MedicalCode")) lacks("codeValue", "codingSystem");
    if (is("Question")) lacks("name", "acceptedAnswer");
    if (is("Answer")) lacks("text");
    if (is("FAQPage")) lacks("mainEntity");
    if (is("BreadcrumbList")) lacks("itemListElement");
    if (is("ListItem")) lacks("position");
    if (is("MedicalWebPage", "MedicalCondition", "MedicalProcedure", "AnatomicalStructure")) lacks("name");
    // Two types would take surgery past the range of possibleTreatment.
    if (is("SurgicalProcedure") && is("TherapeuticProcedure")) wrong("surgery is no MedicalTherapy");
    if (typesOf(node).length !== new Set(typesOf(node)).size) wrong("a type twice");
    for (const cited of [node.citation ?? []].flat()) if (typeof cited !== "object") wrong("a citation is to be a ScholarlyArticle or another CreativeWork");
    for (const [key, value] of Object.entries(node)) textFaults(key, value, is("Answer")).forEach((fault) => wrong(`${key}: ${fault}`));
  }
  return found;
}

// Words are for people: no marks of HTML or of the book's own language. An answer may be HTML.
function textFaults(key, value, html) {
  const texts = key.startsWith("@") ? [] : [value].flat().filter((one) => typeof one === "string");
  return texts.flatMap((text) => [
    ...(!html && /<\/?[a-z][^>]*>/i.test(text) ? ["tags in a text"] : []),
    ...(!html && /&(amp|lt|gt|quot|nbsp|#\d+|#x[\da-f]+);/i.test(text) ? ["escaped twice"] : []),
    ...(/\[\[|\{\{|\{%/.test(text) ? ["marks of the book's language"] : []),
    ...(text !== text.trim() ? ["space around a text"] : []),
  ]);
}

// What a page and its data say of each other.
export function pageFaults(vocabulary, page, document, places) {
  const nodes = nodesOf(document).map(({ node }) => node).filter((node) => !isReference(node));
  const of = (...types) => nodes.filter((node) => vocabulary.isA(typesOf(node), types));
  const found = [];
  const wrong = (rule, what = "") => found.push([rule, what]);
  const folder = page.file.split("/")[0];
  if (page.isEntry && MEDICAL.includes(folder) && !of("MedicalWebPage").length) wrong("a page on medicine without MedicalWebPage");
  if (page.isEntry && folder === "faqs" && !of("FAQPage").length) wrong("a page of questions without FAQPage");
  if (!of("WebPage").length) wrong("no WebPage, nor a kind of it");
  for (const rule of review(page, of("WebPage"), nodes)) wrong(...rule);
  for (const rule of breadcrumbs(page, of("BreadcrumbList"), places)) wrong(...rule);
  const isItself = (address) => typeof address === "string" && places.fileAt(address.split("#")[0], page.file) === page.file;
  if (places.base && !of("WebPage").some((node) => [node.url, node["@id"]].some(isItself))) wrong("no WebPage has the address of the page");
  return found;
}

// That somebody has reviewed a page stands in its data when it stands on the page, and only then.
function review(page, pages, nodes) {
  const found = [];
  const dated = nodes.filter((node) => said(node.lastReviewed) || said(node.reviewedBy));
  const day = page.review?.day;
  if (!day && dated.length) found.push(["a review that the page does not tell of", JSON.stringify(dated[0].lastReviewed ?? dated[0].reviewedBy)]);
  if (!day) return found;
  if (!pages.some((node) => node.lastReviewed === day)) found.push(["lastReviewed is not the day that the page says", `${JSON.stringify(dated.map((node) => node.lastReviewed))}, ${day}`]);
  const names = dated.flatMap((node) => [node.reviewedBy ?? []].flat()).map((person) => person.name ?? person);
  if (!names.length) found.push(["lastReviewed without reviewedBy", page.review.text]);
  for (const name of names) if (!page.review.text.includes(name)) found.push(["reviewedBy names somebody whom the page does not", String(name)]);
  return found;
}

// The list is the way that the page shows; the page itself may be its last step.
function breadcrumbs(page, lists, places) {
  const shown = page.breadcrumbs;
  if (!shown.length) return lists.length ? [["breadcrumbs that the page does not show", ""]] : [];
  if (lists.length !== 1) return [[`${lists.length} BreadcrumbLists for the breadcrumbs of the page`, ""]];
  const found = [];
  const items = [lists[0].itemListElement ?? []].flat();
  items.forEach((item, at) => {
    if (item.position !== at + 1) found.push(["a breadcrumb with another position", `${item.position} of ${at + 1}: ${nameOf(item)}`]);
  });
  const last = nameOf(items.at(-1));
  const endsHere = items.length === shown.length + 1 && last && (last === page.heading || page.title.startsWith(last));
  const steps = endsHere ? items.slice(0, -1) : items;
  if (steps.length !== shown.length) found.push(["not as many breadcrumbs as the page shows", steps.map(nameOf).join(" > ")]);
  steps.slice(0, shown.length).forEach((item, at) => {
    if (nameOf(item) !== shown[at].name) found.push(["a breadcrumb with another name than on the page", `${nameOf(item)}, “${shown[at].name}”`]);
    const address = typeof item.item === "string" ? item.item : (item.item?.["@id"] ?? item.item?.url);
    if (address === undefined) found.push(["a breadcrumb that leads nowhere", nameOf(item)]);
    else if (places.fileAt(address, page.file) !== places.fileAt(shown[at].href ?? "", page.file)) found.push(["a breadcrumb that leads elsewhere than on the page", `${address}, ${shown[at].href}`]);
  });
  return found;
}

const nameOf = (item) => tidy(String(item?.name ?? item?.item?.name ?? ""));

function said(value) {
  return value !== undefined && value !== null && value !== "" && !(Array.isArray(value) && value.length === 0);
}
