// Exchanges the text of a page for a newer one, and keeps what the reader did to it: the place, the focus, marked words,
// folds, fields that were filled in, open cards. What the page's own scripts add is kept where it carries `data-added`.
(function () {
  "use strict";

  const written = new WeakMap(); // Folds, and whether they are open as written.

  function noteFolds() {
    for (const fold of document.querySelectorAll("details")) {
      // A fold that the address leads into was opened for the reader.
      if (!written.has(fold)) written.set(fold, fold.open && !fold.contains(document.getElementById(target())));
    }
  }

  function target() {
    try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
  }

  function exchange(next) {
    // Without scripts, as the parser works, what is in `noscript` counts as elements.
    next.querySelectorAll("noscript").forEach((one) => { one.textContent = one.innerHTML; });
    const added = Array.from(document.body.querySelectorAll("[data-added]")).filter((one) => !one.parentElement.closest("[data-added]"));
    const nameless = added.filter((one) => !one.id);
    nameless.forEach((one, at) => { one.id = `cb-added-${at}`; });
    const restores = [remember(), readingPlace()];
    try {
      added.forEach((one) => makePlace(one, next));
      merge(document.body, next.body);
    } finally {
      nameless.forEach((one) => one.removeAttribute("id"));
    }
    noteFolds();
    restores.forEach((restore) => restore());
  }

  // Most edits change a few words. Where both texts line up they are walked side by side, and Idiomorph, which looks for
  // every part everywhere and needs most of the time of an update, sees only the places where they part.
  function merge(old, next) {
    if (old.isEqualNode(next)) return;
    if (!linesUp(old, next)) window.Idiomorph.morph(old, next, { restoreFocus: false, callbacks });
    else if (old.nodeType !== Node.ELEMENT_NODE) old.nodeValue = next.nodeValue;
    else Array.from(old.childNodes, (child, at) => [child, next.childNodes[at]]).forEach((pair) => merge(...pair));
  }

  function linesUp(old, next) {
    if (old.nodeType !== Node.ELEMENT_NODE) return true;
    const sameKind = (a, b) => a.nodeName === b.nodeName && a.getAttribute?.("id") === b.getAttribute?.("id");
    return old.attributes.length === next.attributes.length
      && Array.from(old.attributes).every(({ name, value }) => next.getAttribute(name) === value)
      && old.childNodes.length === next.childNodes.length
      && Array.from(old.childNodes).every((child, at) => sameKind(child, next.childNodes[at]));
  }

  // What scripts added gets its place in the new text, and, by a name, is not taken for anything else there.
  function makePlace(one, next) {
    const like = (old) => old && (old === document.body ? next.body : old.id && next.getElementById(old.id));
    const [before, parent] = [like(one.previousElementSibling), like(one.parentElement)];
    if (before) before.after(next.importNode(one, true));
    else if (parent) parent[one.previousElementSibling ? "append" : "prepend"](next.importNode(one, true));
  }

  const callbacks = {
    beforeNodeRemoved: (node) => !(node.nodeType === Node.ELEMENT_NODE && node.hasAttribute("data-added")),
    beforeAttributeUpdated(name, element) {
      if (name === "open") return !(element.localName === "dialog" || (written.has(element) && written.get(element) !== element.open));
      return !(/^(value|checked|selected)$/.test(name) && filledIn(element));
    },
    afterNodeMorphed(old, next) {
      if (old.localName === "details") written.set(old, next.open);
    },
  };

  function filledIn(element) {
    const choice = element.localName === "option" && element.closest("select");
    if (choice) return Array.from(choice.options).some((one) => one.selected !== one.defaultSelected) && !untouched(choice);
    if (/^(checkbox|radio)$/.test(element.type)) return element.checked !== element.defaultChecked;
    return element.matches("input, textarea") && element.value !== element.defaultValue;
  }

  // Where no option is chosen as written, a list shows its first.
  function untouched(choice) {
    return choice.selectedIndex === 0 && !choice.querySelector("option[selected]");
  }

  // The focus, and the words that are marked.
  function remember() {
    const focus = document.activeElement;
    const selection = window.getSelection();
    const { type, anchorNode, anchorOffset, focusNode, focusOffset } = selection;
    const within = (node, offset) => Math.min(offset, (node.data ?? node.childNodes).length);
    return () => {
      const holder = focus?.isConnected ? focus : focus?.id && document.getElementById(focus.id);
      if (holder && holder !== document.activeElement) holder.focus({ preventScroll: true });
      // What is marked in a field is the field's.
      if (type !== "Range" || focus?.matches("input, textarea") || !anchorNode.isConnected || !focusNode.isConnected) return;
      selection.setBaseAndExtent(anchorNode, within(anchorNode, anchorOffset), focusNode, within(focusNode, focusOffset));
    };
  }

  // Of the words being read and what holds them, the first that is still there afterwards stays where it was. The browser's
  // own way of keeping the place gives up when elements are taken out and put back.
  function readingPlace() {
    const tops = [];
    for (let one = wordsInSight(); one && one !== document.body; one = one.parentElement) tops.push([one, one.getBoundingClientRect().top]);
    return () => {
      const [still, before] = tops.find(([element]) => element.isConnected) ?? [];
      const moved = still && still.getBoundingClientRect().top - before;
      if (moved) window.scrollBy({ top: moved, behavior: "instant" });
    };
  }

  function wordsInSight() {
    const hasWords = (one) => Array.from(one.childNodes).some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    for (let y = innerHeight / 4; window.scrollY && y < innerHeight; y += 16) {
      const found = document.elementsFromPoint(innerWidth / 2, y).find((one) => document.body.contains(one) && !one.closest("[popover]"));
      if (found && hasWords(found)) return found;
    }
    return null;
  }

  noteFolds();
  window.carebookText = { exchange };
})();
