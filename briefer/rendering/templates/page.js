"use strict";
// The lines of the brief and the words of the article, linked both ways.
(() => {
  const brief = document.getElementById("brief");
  const article = document.getElementById("article");
  const back = document.getElementById("back");
  const live = document.getElementById("live");
  const lines = [...brief.querySelectorAll("a.line")];
  const sideBySide = matchMedia("(min-width: 60rem)");
  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
  let pinned = null; // a line, or a piece of the article
  let pointed = null;
  let focused = null;
  let timer = 0;

  const isLine = (element) => element.classList.contains("line");
  const piecesFor = (line) => [...article.getElementsByClassName(line.dataset.line)];
  const linesFor = (piece) => lines.filter((line) => piece.classList.contains(line.dataset.line));
  const counterparts = (element) => isLine(element) ? piecesFor(element) : linesFor(element);

  const bringIntoView = (element) => {
    const box = element.getBoundingClientRect();
    const side = isLine(element) ? brief : article;
    const frame = sideBySide.matches ? side.getBoundingClientRect() : { top: 0, bottom: innerHeight };
    if (box.top < frame.top || box.bottom > frame.bottom) {
      element.scrollIntoView({ block: "center", behavior: reducedMotion.matches ? "auto" : "smooth" });
    }
  };

  // What is under the pointer wins over what has the focus, and that over what is pinned.
  const show = () => {
    const element = pointed ?? focused ?? pinned;
    for (const each of article.querySelectorAll(".highlighted")) each.classList.remove("highlighted");
    for (const each of brief.querySelectorAll(".supported")) each.classList.remove("supported");
    clearTimeout(timer);
    if (!element) return;
    const found = counterparts(element);
    for (const each of found) each.classList.add(isLine(element) ? "highlighted" : "supported");
    // Wait, so that a pointer that only crosses a line does not move the article. The brief does
    // not move while someone only points at the article.
    if (sideBySide.matches && found.length && (isLine(element) || element !== pointed)) {
      timer = setTimeout(bringIntoView, element === pointed ? 150 : 0, found[0]);
    }
  };

  const pin = (element) => {
    if (pinned) {
      pinned.classList.remove("pinned");
      pinned.setAttribute("aria-pressed", "false");
    }
    pinned = element;
    back.hidden = !pinned;
    live.textContent = "";
    if (pinned) {
      pinned.classList.add("pinned");
      pinned.setAttribute("aria-pressed", "true");
      back.textContent = isLine(pinned) ? back.dataset.toBrief : back.dataset.toArticle;
      live.textContent = counterparts(pinned).map((each) => each.textContent.trim()).join(" … ");
    }
    show();
  };

  const toggle = (element) => {
    pin(element === pinned ? null : element);
    if (pinned) bringIntoView(counterparts(pinned)[0]);
  };

  for (const element of [...lines, ...article.querySelectorAll("a.piece")]) {
    element.setAttribute("role", "button");
    element.setAttribute("aria-pressed", "false");
    element.setAttribute("draggable", "false");
    element.addEventListener("mouseenter", () => { pointed = element; show(); });
    element.addEventListener("mouseleave", () => { pointed = null; show(); });
    element.addEventListener("focus", () => {
      focused = element.matches(":focus-visible") ? element : null;
      show();
    });
    element.addEventListener("blur", () => { focused = null; show(); });
    element.addEventListener("click", (event) => {
      event.preventDefault();
      // Words that were selected by dragging are for copying; a click by keyboard has no detail.
      if (event.detail === 0 || getSelection().isCollapsed) toggle(element);
    });
    element.addEventListener("keydown", (event) => {
      if (event.key === " ") { event.preventDefault(); toggle(element); }
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { focused = null; pin(null); }
  });

  back.addEventListener("click", () => {
    const element = pinned;
    pin(null);
    element?.focus({ preventScroll: true });
    element?.scrollIntoView({ block: "center" });
  });

  document.documentElement.classList.add("js");
  const target = lines.find((line) => `#${line.dataset.line}` === location.hash);
  if (target) toggle(target);
})();
