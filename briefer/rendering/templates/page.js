"use strict";
(() => {
  const brief = document.getElementById("brief");
  const article = document.getElementById("article");
  const back = document.getElementById("back");
  const live = document.getElementById("live");
  const lines = [...brief.querySelectorAll("a.line")];
  const sideBySide = matchMedia("(min-width: 60rem)");
  const reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
  let pinned = null;
  let pointed = null;
  let focused = null;
  let timer = 0;

  const piecesFor = (line) => [...article.getElementsByClassName(line.dataset.line)];

  const bringIntoView = (element) => {
    const box = element.getBoundingClientRect();
    const frame = sideBySide.matches ? article.getBoundingClientRect() : { top: 0, bottom: innerHeight };
    if (box.top < frame.top || box.bottom > frame.bottom) {
      element.scrollIntoView({ block: "center", behavior: reducedMotion.matches ? "auto" : "smooth" });
    }
  };

  // The line under the pointer wins over the focused line, and that one over the pinned line.
  const show = () => {
    const line = pointed ?? focused ?? pinned;
    for (const piece of article.querySelectorAll(".highlighted")) piece.classList.remove("highlighted");
    clearTimeout(timer);
    if (!line) return;
    const pieces = piecesFor(line);
    for (const piece of pieces) piece.classList.add("highlighted");
    if (sideBySide.matches && pieces.length) {
      // Wait, so that a pointer that only crosses a line does not move the article.
      timer = setTimeout(bringIntoView, line === pointed ? 150 : 0, pieces[0]);
    }
  };

  const pin = (line) => {
    pinned?.classList.remove("pinned");
    pinned?.setAttribute("aria-pressed", "false");
    pinned = line;
    pinned?.classList.add("pinned");
    pinned?.setAttribute("aria-pressed", "true");
    back.hidden = !pinned;
    live.textContent = pinned ? piecesFor(pinned).map((piece) => piece.textContent).join(" … ") : "";
    show();
  };

  const toggle = (line) => {
    pin(line === pinned ? null : line);
    if (pinned) bringIntoView(piecesFor(pinned)[0]);
  };

  for (const line of lines) {
    line.setAttribute("role", "button");
    line.setAttribute("aria-pressed", "false");
    line.setAttribute("draggable", "false");
    line.addEventListener("mouseenter", () => { pointed = line; show(); });
    line.addEventListener("mouseleave", () => { pointed = null; show(); });
    line.addEventListener("focus", () => { focused = line.matches(":focus-visible") ? line : null; show(); });
    line.addEventListener("blur", () => { focused = null; show(); });
    line.addEventListener("click", (event) => { event.preventDefault(); toggle(line); });
    line.addEventListener("keydown", (event) => {
      if (event.key === " ") { event.preventDefault(); toggle(line); }
    });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") { focused = null; pin(null); }
  });

  back.addEventListener("click", () => {
    const line = pinned;
    pin(null);
    line?.focus({ preventScroll: true });
    line?.scrollIntoView({ block: "center" });
  });

  // The reverse: pointing at words of the article highlights the lines that they support.
  article.addEventListener("mouseover", (event) => {
    const piece = event.target.closest(".piece");
    for (const line of lines) {
      line.classList.toggle("supported", Boolean(piece?.classList.contains(line.dataset.line)));
    }
  });
  article.addEventListener("mouseleave", () => {
    for (const line of lines) line.classList.remove("supported");
  });

  document.documentElement.classList.add("js");
  const target = lines.find((line) => `#${line.dataset.line}` === location.hash);
  if (target) toggle(target);
})();
