// Where the files of a site are to be found: by their own addresses, and by the full address of the site.

import { problem } from "./links.mjs";

export class Places {
  #files;
  #ids;

  // `base` is the full address of the site with a slash at its end, or undefined; `ids` has the ids of pages.
  constructor(files, base, ids = new Map()) {
    this.#files = new Set(files);
    this.#ids = ids;
    this.base = base;
  }

  has(file) {
    return this.#files.has(file);
  }

  // The full address of a file.
  addressOf(file) {
    return `${this.base}${encodeURI(file)}`;
  }

  isFull(address) {
    return this.base !== undefined && (address.startsWith(this.base) || address === this.base.slice(0, -1));
  }

  // The file that an address in `from` leads to; undefined when that is elsewhere or nowhere.
  fileAt(address, from) {
    if (!this.isFull(address) && /^[a-z][a-z0-9+.-]*:|^\/\//i.test(address)) return undefined;
    const file = this.#path(address, from);
    return file !== undefined && this.#files.has(file) ? file : undefined;
  }

  // What is wrong with an address; of those that lead elsewhere only the form is looked at.
  fault(address, from) {
    if (!this.isFull(address)) return problem(address, from, this.#files, this.#ids);
    const file = this.#path(address, from);
    if (file === undefined) return "is no address";
    const fragment = decode((address.split("#")[1] ?? "").replace(/:~:.*/, ""));
    if (!this.#files.has(file)) return "leads to no file";
    if (fragment && this.#ids.has(file) && !this.#ids.get(file).has(fragment)) return "leads to no id of its page";
    return undefined;
  }

  // A full address may name a folder, since a server answers it.
  #path(address, from) {
    const home = "http://site.invalid/";
    try {
      const full = this.isFull(address);
      const url = full ? new URL(address.slice(this.base.length), home) : new URL(address, home + encodeURI(from));
      const file = decode(url.pathname.slice(1));
      return full && (file === "" || file.endsWith("/")) ? `${file}index.html` : file;
    } catch {
      return undefined;
    }
  }
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
