// The picture of relations: neighbours light up, arrow keys walk along columns and lines, words filter, buttons zoom.
"use strict";
(() => {
  const svg = document.getElementById("graph");
  if (!svg) return;
  const box = svg.parentElement;
  const full = { width: svg.width.baseVal.value, height: svg.height.baseVal.value };
  zooming();
  const nodes = new Map([...svg.querySelectorAll("a[data-n]")].map((link) => [link.dataset.n, link]));
  if (nodes.size === 0) return;

  const columns = [...svg.querySelectorAll(".column")].map((column) => [...column.querySelectorAll("a[data-n]")]);
  const place = new Map();
  columns.forEach((column, at) => column.forEach((link, row) => place.set(link, { column: at, row })));
  const lines = new Map();
  for (const path of svg.querySelectorAll(".edges path")) {
    const ends = [nodes.get(path.dataset.a), nodes.get(path.dataset.b)];
    ends.forEach((end, nth) => {
      if (!lines.has(end)) lines.set(end, []);
      lines.get(end).push({ path, other: ends[1 - nth] });
    });
  }
  const near = (link) => (lines.get(link) || []).map((line) => line.other);
  const middle = (link) => link.transform.baseVal[0].matrix.f;

  let lit = [];
  const light = (link) => {
    lit.forEach(([element, name]) => element.classList.remove(name));
    lit = [];
    const add = (element, name) => { element.classList.add(name); lit.push([element, name]); };
    svg.classList.toggle("choosing", Boolean(link));
    if (!link) return;
    add(link, "self");
    for (const { path, other } of lines.get(link) || []) { add(path, "lit"); add(other, "near"); }
  };
  const target = (event) => event.target.closest && event.target.closest("a[data-n]");
  svg.addEventListener("pointerover", (event) => { if (target(event)) light(target(event)); });
  svg.addEventListener("pointerleave", () => light(svg.contains(document.activeElement) ? document.activeElement : null));
  svg.addEventListener("focusin", (event) => { if (target(event)) light(target(event)); });
  svg.addEventListener("focusout", (event) => { if (!svg.contains(event.relatedTarget)) light(null); });

  // One stop for the Tab key; the arrow keys do the rest.
  let stop = null;
  const reachable = (link) => {
    if (stop) stop.setAttribute("tabindex", "-1");
    stop = link;
    stop.setAttribute("tabindex", "0");
  };
  nodes.forEach((link) => link.setAttribute("tabindex", "-1"));
  reachable(columns.find((column) => column.length)[0]);
  let from = null;
  const go = (link) => {
    if (!link) return;
    reachable(link);
    link.focus({ preventScroll: true });
    const frame = box.getBoundingClientRect();
    const at = link.getBoundingClientRect();
    if (at.top < frame.top + 20 || at.bottom > frame.bottom - 20) box.scrollTop += at.top - frame.top - frame.height / 2;
    if (at.left < frame.left || at.right > frame.right) box.scrollLeft += at.left - frame.left - 20;
  };
  const visible = (link) => !link.classList.contains("out");
  const along = (link, step) => {
    const column = columns[place.get(link).column].filter((other) => visible(other) || other === link);
    return column[column.indexOf(link) + step];
  };
  const across = (link, step) => {
    const here = place.get(link).column;
    const there = near(link).filter((other) => visible(other) && Math.sign(place.get(other).column - here) === step);
    there.sort((a, b) => Math.abs(middle(a) - middle(link)) - Math.abs(middle(b) - middle(link)));
    if (there.length) from = link;
    return there[0];
  };
  const ends = (link, step) => {
    if (!from) return along(link, step);
    const column = place.get(link).column;
    const there = near(from).filter((other) => visible(other) && place.get(other).column === column);
    there.sort((a, b) => middle(a) - middle(b));
    return there[there.indexOf(link) + step];
  };
  const edge = (link, last) => columns[place.get(link).column].filter(visible).at(last ? -1 : 0);
  svg.addEventListener("keydown", (event) => {
    const link = target(event);
    if (!link || event.ctrlKey || event.altKey || event.metaKey) return;
    const moves = {
      ArrowUp: () => (event.shiftKey ? ends(link, -1) : along(link, -1)),
      ArrowDown: () => (event.shiftKey ? ends(link, 1) : along(link, 1)),
      ArrowLeft: () => across(link, -1),
      ArrowRight: () => across(link, 1),
      Home: () => edge(link, false),
      End: () => edge(link, true),
    };
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    go(move());
  });
  document.querySelector(".keys").hidden = false;

  // While words are typed, what does not fit fades; the form asks for a picture without it.
  const words = document.getElementById("words");
  const fade = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (link) => wanted.every((word) => link.querySelector("title").textContent.toLowerCase().includes(word));
    const hits = new Set([...nodes.values()].filter(fits));
    nodes.forEach((link) => {
      link.classList.toggle("out", !hits.has(link) && !near(link).some((other) => hits.has(other)));
      (lines.get(link) || []).forEach(({ path, other }) => path.classList.toggle("out", !hits.has(link) && !hits.has(other)));
    });
  };
  const asked = words.value;
  words.addEventListener("input", () => { if (words.value !== asked) fade(); });

  function zooming() {
    const bar = document.querySelector(".zoom");
    if (!bar) return;
    bar.hidden = false;
    const told = bar.querySelector("output");
    let scale = 1;
    const set = (wanted) => {
      const before = scale;
      scale = Math.min(3, Math.max(0.2, wanted));
      const [x, y] = [(box.scrollLeft + box.clientWidth / 2) / before, (box.scrollTop + box.clientHeight / 2) / before];
      svg.setAttribute("width", full.width * scale);
      svg.setAttribute("height", full.height * scale);
      box.scrollTo(x * scale - box.clientWidth / 2, y * scale - box.clientHeight / 2);
      told.textContent = `${Math.round(scale * 100)} %`;
    };
    bar.addEventListener("click", (event) => {
      const by = event.target.dataset.zoom;
      if (by === "in") set(scale * 1.25);
      if (by === "out") set(scale / 1.25);
      if (by === "fit") set((box.clientWidth - 20) / full.width);
    });
  }
})();
