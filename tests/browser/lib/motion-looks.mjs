// Looks at motion and at forced colours. Each runs within the page and returns pairs of rule and element.

// Nothing that moves longer than a hundredth of a second.
export function moving() {
  const faults = [];
  const seconds = (list) => Math.max(...list.split(",").map((time) => (time.trim().endsWith("ms") ? parseFloat(time) / 1000 : parseFloat(time))));
  for (const element of document.querySelectorAll("*")) {
    for (const part of [null, "::before", "::after", "::marker", "::backdrop", "::details-content"]) {
      const style = getComputedStyle(element, part);
      const name = `${nameOf(element)}${part ?? ""}`;
      if (seconds(style.transitionDuration) + seconds(style.transitionDelay) > 0.01 && style.transitionProperty !== "none") faults.push([`a transition of ${style.transitionDuration}`, name]);
      if (style.animationName !== "none" && seconds(style.animationDuration) > 0.01) faults.push([`an animation of ${style.animationDuration}`, name]);
    }
    if (getComputedStyle(element).scrollBehavior === "smooth") faults.push(["smooth scrolling", nameOf(element)]);
    if (element.matches("marquee, blink, animate, animateMotion, animateTransform, set, video[autoplay], audio[autoplay]")) faults.push(["moves or plays by itself", nameOf(element)]);
  }
  for (const animation of document.getAnimations()) {
    if (animation.effect?.getComputedTiming().activeDuration > 10) faults.push(["an animation runs", nameOf(animation.effect.target)]);
  }
  const walk = (rules) => {
    for (const rule of rules) {
      if (rule.media && !matchMedia(rule.media.mediaText).matches) continue;
      if (rule.constructor.name === "CSSViewTransitionRule" && rule.navigation === "auto") faults.push(["the way to another page moves", rule.cssText]);
      if (rule.cssRules) walk(rule.cssRules);
    }
  };
  for (const sheet of document.styleSheets) if (matchMedia(sheet.media.mediaText || "all").matches) walk(sheet.cssRules);
  // What the scripts have asked for since the page began to load: see `watchMotion`.
  for (const what of window.moved ?? []) faults.push(["a script asks for motion", what]);
  return faults;
}

// Runs before the scripts of a page.
export function watchMotion() {
  window.moved = [];
  for (const [owner, names] of [[Element.prototype, ["scrollIntoView", "scrollTo", "scrollBy", "scroll"]], [window, ["scrollTo", "scrollBy", "scroll"]]]) {
    for (const name of names) {
      const real = owner[name];
      owner[name] = function (...options) {
        if (options[0]?.behavior === "smooth") window.moved.push(`${name} with behavior smooth`);
        return real.apply(this, options);
      };
    }
  }
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (frames, timing) {
    const time = typeof timing === "number" ? timing : Number(timing?.duration ?? 0);
    if (time > 10) window.moved.push(`animate for ${time} ms`);
    return animate.call(this, frames, timing);
  };
}

// With forced colours no fill is left, so what tells things apart needs a line.
export function borders() {
  const faults = [];
  const lined = (element) => ["Top", "Right", "Bottom", "Left"].every((side) => {
    const style = getComputedStyle(element);
    return parseFloat(style[`border${side}Width`]) >= 1 && !/none|hidden/.test(style[`border${side}Style`]) && !isClear(style[`border${side}Color`]);
  });
  const cards = [...document.querySelectorAll(".card-emergency, .card-urgent, .card-see-doctor, .card-self-care")];
  for (const card of cards) if (!lined(card)) faults.push(["a care card without a border on all sides", nameOf(card)]);
  const popovers = [...document.querySelectorAll("[popover]")];
  for (const popover of popovers) {
    popover.showPopover();
    if (!lined(popover)) faults.push(["a card over the page without a border on all sides", nameOf(popover)]);
    popover.hidePopover();
  }
  return { looked: cards.length + popovers.length, faults };
}

// The current item differs from the others by more than its colour.
export function currents() {
  const faults = [];
  const marks = (element) => [null, "::before", "::after"].map((part) => {
    const style = getComputedStyle(element, part);
    if (part && style.content === "none") return "";
    const sides = ["Top", "Right", "Bottom", "Left"].map((side) => {
      const unseen = /none|hidden/.test(style[`border${side}Style`]) || isClear(style[`border${side}Color`]);
      return unseen ? "" : `${style[`border${side}Width`]} ${style[`border${side}Style`]}`;
    });
    const outline = style.outlineStyle === "none" ? "" : `${style.outlineWidth} ${style.outlineStyle}`;
    return [...sides, outline, style.textDecorationLine, style.textDecorationStyle, style.textDecorationThickness, style.fontWeight, style.fontStyle, part && style.content].join(" ");
  }).join("; ");
  const all = [...document.querySelectorAll("[aria-current]:not([aria-current=false])")].filter(isVisible);
  for (const current of all) {
    const others = [...(current.closest("ul, ol, nav")?.querySelectorAll(`${current.localName}:not([aria-current])`) ?? [])].filter(isVisible);
    // Where all there is is current, nothing needs to be told apart.
    if (others.length && others.every((other) => marks(other) === marks(current))) faults.push(["the current item differs by its colour alone", nameOf(current)]);
  }
  return { looked: all.length, faults };
}
