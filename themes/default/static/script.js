// Small helps. Every page works without them.
(function () {
  "use strict";

  // A citation leads into the list of sources, which may be folded.
  function openTarget() {
    var id = location.hash.slice(1);
    try { id = decodeURIComponent(id); } catch (error) { return; } // An address cut off within a letter.
    var target = id && document.getElementById(id);
    var folded = target && target.closest("details:not([open])");
    if (folded) {
      folded.open = true;
      target.scrollIntoView();
    }
  }
  window.addEventListener("hashchange", openTarget);
  openTarget();

  // On paper nothing can be unfolded.
  var opened = [];
  window.addEventListener("beforeprint", function () {
    opened = Array.prototype.slice.call(document.querySelectorAll("main details:not([open])"));
    opened.forEach(function (details) { details.open = true; });
  });
  window.addEventListener("afterprint", function () {
    opened.forEach(function (details) { details.open = false; });
  });

  // The contents show which section is being read.
  var lines = {};
  document.querySelectorAll(".contents a[href^='#']").forEach(function (link) {
    lines[decodeURIComponent(link.hash.slice(1))] = link;
  });
  // Headings above the line count as read, so a jump over several of them is seen as well.
  var read = {};
  if ("IntersectionObserver" in window) {
    var observer = new IntersectionObserver(function (entries) {
      entries.forEach(function (entry) { read[entry.target.id] = entry.isIntersecting; });
      var current = Object.keys(lines).filter(function (id) { return read[id]; }).pop();
      Object.keys(lines).forEach(function (id) {
        if (id === current) { lines[id].setAttribute("aria-current", "true"); } else { lines[id].removeAttribute("aria-current"); }
      });
    }, { rootMargin: "1000000px 0px -70% 0px" });
    Object.keys(lines).forEach(function (id) {
      var heading = document.getElementById(id);
      if (heading) { observer.observe(heading); }
    });
  }
})();
