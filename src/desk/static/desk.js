// Every page of the desk: what scrolls can be reached with the keyboard, and only then.
"use strict";
(() => {
  const boxes = document.querySelectorAll(".scroll");
  const check = (box) => {
    if (box.scrollWidth > box.clientWidth + 1 || box.scrollHeight > box.clientHeight + 1) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  };
  const watch = new ResizeObserver((entries) => entries.forEach((entry) => check(entry.target)));
  boxes.forEach((box) => { check(box); watch.observe(box); });
})();
