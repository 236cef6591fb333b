// Shows pages of a Carebook site in frames that are as high as what they hold. See docs/embedding.md.
(function () {
  "use strict";
  // A height counts only from a frame of this page, and only while that shows the site it was made for.
  addEventListener("message", function (event) {
    var height = event.data && event.data.carebookHeight;
    if (!(height > 0 && height < 1e5)) { return; }
    document.querySelectorAll("iframe").forEach(function (frame) {
      if (frame.contentWindow === event.source && new URL(frame.src, location.href).origin === event.origin) {
        frame.style.height = Math.ceil(height) + "px";
      }
    });
  });

  // <carebook-entry src="...">: a frame in the place of the link within.
  if (window.customElements && !customElements.get("carebook-entry")) {
    customElements.define("carebook-entry", class extends HTMLElement {
      connectedCallback() {
        var src = this.getAttribute("src");
        if (!src || !/^https?:$/.test(new URL(src, location.href).protocol)) { return; }
        var frame = document.createElement("iframe");
        frame.src = src;
        frame.title = this.getAttribute("title") || this.textContent.trim() || "Health information";
        frame.style.cssText = "display:block;width:100%;border:0;height:30em";
        this.replaceChildren(frame);
      }
    });
  }
})();
