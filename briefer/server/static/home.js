// The form: decide what was given, ask for one brief or two, and say what is wrong.

import { call, sentence } from "./api.js";

const form = document.getElementById("ask");
const source = document.getElementById("source");
const file = document.getElementById("file");
const chosen = document.getElementById("chosen");
const unchoose = document.getElementById("unchoose");
const error = document.getElementById("source-error");
const button = form.querySelector("button.main");
const maxBytes = Number(form.dataset.maxBytes);

let picked = null;

function pick(one) {
  picked = one;
  chosen.textContent = one ? `${one.name}, ${size(one.size)}` : "";
  unchoose.hidden = !one;
  source.disabled = Boolean(one);
  if (!one) {
    file.value = "";
  }
  complain("");
}

function size(bytes) {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`;
}

function complain(text) {
  error.textContent = text;
  error.hidden = !text;
  source.toggleAttribute("aria-invalid", Boolean(text));
}

function isAddress(text) {
  return /^https?:\/\/\S+$/i.test(text);
}

function options(model) {
  const fields = form.elements;
  const found = { verify: fields.verify.checked, force: fields.force.checked };
  for (const name of ["brief_language", "profile"]) {
    if (fields[name].value) {
      found[name] = fields[name].value;
    }
  }
  if (model) {
    found.model = model;
  }
  return found;
}

async function ask(model) {
  // not randomUUID, which a page over plain HTTP from another machine does not have
  const key = crypto.getRandomValues(new Uint32Array(4)).join("-");
  const headers = { "Idempotency-Key": key };
  if (picked) {
    const body = new FormData();
    body.append("file", picked);
    const query = new URLSearchParams(options(model));
    return call("POST", `/v1/briefs/file?${query}`, { body, headers });
  }
  const text = source.value.trim();
  const what = isAddress(text) ? { url: text } : { text };
  const body = JSON.stringify({ ...what, ...options(model) });
  return call("POST", "/v1/briefs", {
    body,
    headers: { ...headers, "Content-Type": "application/json" },
  });
}

function problemOfInput() {
  if (picked) {
    return picked.size > maxBytes ? `The file is larger than ${size(maxBytes)}.` : "";
  }
  return source.value.trim() ? "" : "Paste a web address or a text, or choose a file.";
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const problem = problemOfInput();
  complain(problem);
  if (problem) {
    source.focus();
    return;
  }
  button.disabled = true;
  try {
    const first = await ask(form.elements.model.value);
    const second = form.elements.second.value;
    if (!second) {
      location.assign(`/briefs/${first.id}`);
      return;
    }
    const other = await ask(second);
    location.assign(`/compare?left=${first.id}&right=${other.id}`);
  } catch (failure) {
    complain(`${failure.title || "It failed"}: ${sentence(failure.message)}`);
    button.disabled = false;
  }
});

file.addEventListener("change", () => pick(file.files[0] || null));
unchoose.addEventListener("click", () => {
  pick(null);
  source.focus();
});

for (const name of ["dragenter", "dragover"]) {
  form.addEventListener(name, (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
}
for (const name of ["dragleave", "drop"]) {
  form.addEventListener(name, () => form.classList.remove("over"));
}
form.addEventListener("drop", (event) => {
  event.preventDefault();
  if (event.dataTransfer.files.length) {
    pick(event.dataTransfer.files[0]);
  } else {
    source.value = event.dataTransfer.getData("text");
  }
});
source.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey || isAddress(source.value.trim()))) {
    event.preventDefault();
    form.requestSubmit();
  }
});
window.addEventListener("pageshow", () => {
  button.disabled = false; // after the back button
});
