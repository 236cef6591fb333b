// Whether a finger can meet what it aims at (WCAG 2.5.8). Runs within the page.

export function smallTargets() {
  const faults = [];
  const least = 24;
  const all = focusable().filter((element) => !isHiddenText(element) && element.matches("a, button, summary, input, select, textarea, [role]"));
  const boxOf = (element) => {
    const boxes = [element, ...(element.labels ?? [])].map((part) => part.getBoundingClientRect()).filter((box) => box.width && box.height);
    return { left: Math.min(...boxes.map((box) => box.left)), right: Math.max(...boxes.map((box) => box.right)), top: Math.min(...boxes.map((box) => box.top)), bottom: Math.max(...boxes.map((box) => box.bottom)) };
  };
  const boxes = all.map(boxOf);
  const small = ({ left, right, top, bottom }) => right - left < least - 0.5 || bottom - top < least - 0.5;
  // A circle around the middle of a small target may meet no other target.
  const crowded = (box, at) => {
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    return boxes.findIndex((other, index) => {
      if (index === at || all[index].contains(all[at]) || all[at].contains(all[index])) return false;
      const away = Math.hypot(Math.max(other.left - x, 0, x - other.right), Math.max(other.top - y, 0, y - other.bottom));
      const apart = Math.hypot((other.left + other.right) / 2 - x, (other.top + other.bottom) / 2 - y);
      return away < least / 2 - 0.5 || (small(other) && apart < least - 0.5);
    });
  };
  boxes.forEach((box, at) => {
    if (!small(box) || isInSentence(all[at])) return;
    const size = `${Math.round(box.right - box.left)} by ${Math.round(box.bottom - box.top)} px`;
    // Links may be lower than that as long as there is room around them; what is no link has no such excuse.
    if (all[at].localName !== "a") faults.push([`a control of ${size}`, nameOf(all[at])]);
    else if (crowded(box, at) >= 0) faults.push([`a link of ${size}, too near to another`, `${sortOf(all[at])} “${all[at].textContent.trim().slice(0, 30)}”`]);
  });
  return { looked: all.length, faults };
}
