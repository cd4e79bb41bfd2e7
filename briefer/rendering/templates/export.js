"use strict";
// The buttons that copy the brief as Markdown and save it as JSON; both are data of this page.
(() => {
  const tools = document.getElementById("tools");
  const live = document.getElementById("live");
  const data = () => JSON.parse(document.getElementById("data").textContent);

  // Without the clipboard (an old browser, an insecure address) a selected text field can be copied.
  const copySelected = (text) => {
    const field = document.createElement("textarea");
    field.value = text;
    tools.append(field);
    field.select();
    const copied = document.execCommand("copy");
    field.remove();
    return copied;
  };

  const copy = (text) => navigator.clipboard
    ? navigator.clipboard.writeText(text).then(() => true, () => copySelected(text))
    : Promise.resolve(copySelected(text));

  const say = (words) => {
    live.textContent = words;
    document.getElementById("said").textContent = words;
  };

  document.getElementById("copy").addEventListener("click", async ({ currentTarget: button }) => {
    const copied = await copy(data().markdown);
    button.focus();
    say(copied ? button.dataset.done : button.dataset.failed);
  });

  document.getElementById("download").addEventListener("click", () => {
    const json = JSON.stringify(data().brief, null, 2);
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([json], { type: "application/json" }));
    link.download = "brief.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  });

  tools.hidden = false;
})();
