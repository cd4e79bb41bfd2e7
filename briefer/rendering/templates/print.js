"use strict";
// Before printing, set the brief in the largest type and spacing with which it fits on one page.
(() => {
  const root = document.documentElement;
  const brief = document.getElementById("brief");
  const article = document.getElementById("article");
  // Type in points and factor of the spacing. Notes have 8 points at least, too; less is not readable.
  const steps = [
    [11, 1], [10.75, 0.9], [10.5, 0.8], [10.25, 0.8], [10, 0.7], [9.75, 0.7], [9.5, 0.6],
    [9.25, 0.5], [9, 0.5], [8.75, 0.4], [8.5, 0.3], [8.25, 0.2], [8, 0.2],
  ];
  // The room within the margins of the page, where A4 and US Letter are narrowest and lowest.
  const room = { width: 184, height: 256 };
  const millimetre = 96 / 25.4;

  const printRules = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSMediaRule && rule.media.mediaText === "print");

  const set = ([type, spacing]) => {
    root.style.setProperty("--print-type", `${type}pt`);
    root.style.setProperty("--print-spacing", spacing);
  };

  const fits = (step) => {
    set(step);
    return brief.getBoundingClientRect().height <= room.height * millimetre;
  };

  const fit = () => {
    const scrolled = [brief, article].map((element) => [element, element.scrollTop]);
    for (const rule of printRules) rule.media.mediaText = "all";
    brief.style.width = `${room.width}mm`;
    // What fits in no step takes two pages; then there is no need for small type.
    set(steps.find(fits) ?? steps[0]);
    brief.style.removeProperty("width");
    for (const rule of printRules) rule.media.mediaText = "print";
    for (const [element, top] of scrolled) element.scrollTop = top;
  };

  addEventListener("beforeprint", fit);
})();
