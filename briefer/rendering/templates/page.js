"use strict";
(() => {
  const brief = document.getElementById("brief");
  const article = document.getElementById("article");
  const back = document.getElementById("back");
  const live = document.getElementById("live");
  const lines = [...brief.querySelectorAll("a.line")];
  const sideBySide = matchMedia("(min-width: 60rem)");
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  let pinned = null;
  let pointed = null;
  let focused = null;
  let wait = 0;

  const piecesOf = (line) => [...article.getElementsByClassName(line.dataset.line)];

  const bringIntoView = (element) => {
    const box = element.getBoundingClientRect();
    const frame = sideBySide.matches ? article.getBoundingClientRect() : { top: 0, bottom: innerHeight };
    if (box.top < frame.top || box.bottom > frame.bottom) {
      element.scrollIntoView({ block: "center", behavior: calm.matches ? "auto" : "smooth" });
    }
  };

  // What is pointed at goes before what has the focus, and that before what is pinned.
  const show = () => {
    const line = pointed ?? focused ?? pinned;
    for (const piece of article.querySelectorAll(".lit")) piece.classList.remove("lit");
    clearTimeout(wait);
    if (!line) return;
    const pieces = piecesOf(line);
    for (const piece of pieces) piece.classList.add("lit");
    if (sideBySide.matches && pieces.length) {
      // A pointer that only passes over a line does not move the article.
      wait = setTimeout(bringIntoView, line === pointed ? 150 : 0, pieces[0]);
    }
  };

  const pin = (line) => {
    pinned?.classList.remove("pinned");
    pinned?.setAttribute("aria-pressed", "false");
    pinned = line;
    pinned?.classList.add("pinned");
    pinned?.setAttribute("aria-pressed", "true");
    back.hidden = !pinned;
    live.textContent = pinned ? piecesOf(pinned).map((piece) => piece.textContent).join(" … ") : "";
    show();
  };

  const toggle = (line) => {
    pin(line === pinned ? null : line);
    if (pinned) bringIntoView(piecesOf(pinned)[0]);
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

  // The other way: words of the article show the lines that rest on them.
  article.addEventListener("mouseover", (event) => {
    const piece = event.target.closest(".piece");
    for (const line of lines) {
      line.classList.toggle("rests", Boolean(piece?.classList.contains(line.dataset.line)));
    }
  });
  article.addEventListener("mouseleave", () => {
    for (const line of lines) line.classList.remove("rests");
  });

  document.documentElement.classList.add("js");
  const linked = lines.find((line) => `#${line.dataset.line}` === location.hash);
  if (linked) toggle(linked);
})();
