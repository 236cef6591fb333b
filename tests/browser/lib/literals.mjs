// The forms of plain values: https://schema.org/DataType, with dates and times as in ISO 8601.

const DAY = /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/;
const TIME = "([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d(\\.\\d+)?)?(Z|[+-]\\d\\d:?\\d\\d)?";
const isText = (value) => typeof value === "string" && value.trim() !== "";

const FORMS = {
  Text: isText,
  CssSelectorType: isText,
  XPathType: isText,
  PronounceableText: isText,
  Boolean: (value) => typeof value === "boolean",
  Number: (value) => (typeof value === "number" ? Number.isFinite(value) : /^-?\d+(\.\d+)?$/.test(value)),
  Float: (value) => (typeof value === "number" ? Number.isFinite(value) : /^-?\d+(\.\d+)?$/.test(value)),
  Integer: (value) => (typeof value === "number" ? Number.isInteger(value) : /^-?\d+$/.test(value)),
  Date: (value) => isText(value) && isDay(value),
  DateTime: (value) => isText(value) && value.includes("T") && isMoment(value),
  Time: (value) => isText(value) && new RegExp(`^${TIME}$`).test(value),
  Duration: (value) => isText(value) && /^P(?=.)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?$/.test(value),
};

// Whether a value has the form of a type of data; `relative` allows addresses that are not full.
export function fits(type, value, relative = false) {
  if (type === "URL") return isAddress(value, relative);
  return FORMS[type]?.(value) ?? false;
}

// A year, a month or a day, and one that exists.
export function isDay(text) {
  if (!DAY.test(text)) return false;
  return text.length < 10 || new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
}

// A day with a time of day.
export function isMoment(text) {
  const [day, time] = text.split("T");
  return day.length === 10 && isDay(day) && new RegExp(`^${TIME}$`).test(time ?? "");
}

function isAddress(value, relative) {
  if (!isText(value) || /\s/.test(value)) return false;
  if (/^(https?:\/\/[^/\s]+|mailto:.|tel:.)/i.test(value)) return URL.canParse(value);
  return relative && !/^[a-z][a-z0-9+.-]*:|^\//i.test(value);
}
