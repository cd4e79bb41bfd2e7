// A brief: show its steps as they come, then the brief itself; cancel and delete.

import { call, sentence } from "./api.js";

const POLL = 3000;
const TICK = 100;

function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function follow(box) {
  const job = box.dataset.job;
  const waiting = box.querySelector("[data-waiting]");
  const list = box.querySelector("[data-steps]");
  const said = box.querySelector("[data-said]");
  const running = new Map();
  const rows = new Map();
  let startedAt = 0;

  function seconds() {
    return (performance.now() - startedAt) / 1000;
  }

  function show(row, from, to) {
    row.querySelector(".time").textContent = `${Math.max(0, to - from).toFixed(1)} s`;
  }

  function add(text, kind, after) {
    const row = document.createElement("li");
    row.className = kind;
    row.append(Object.assign(document.createElement("span"), { textContent: text }));
    row.append(Object.assign(document.createElement("span"), { className: "time" }));
    const before = rows.get(after);
    if (before) {
      before.after(row);
    } else {
      list.append(row);
    }
    return row;
  }

  function step(event) {
    if (event.state === "began") {
      const row = add(event.step, "running");
      rows.set(event.step, row);
      running.set(event.step, { row, from: event.at });
      said.textContent = event.step;
      return;
    }
    const found = running.get(event.step);
    if (!found) {
      return;
    }
    if (event.state === "advanced") {
      const of = event.total ? ` of ${Math.round(event.total / 1e6)}` : "";
      found.row.firstChild.textContent =
        event.unit === "bytes"
          ? `${event.step} (${Math.round(event.done / 1e6)}${of} MB)`
          : event.step;
      return;
    }
    running.delete(event.step);
    found.row.className = "ended";
    show(found.row, found.from, event.at);
    said.textContent = `${event.step}: done`;
  }

  const handlers = {
    started(event) {
      list.replaceChildren();
      running.clear();
      rows.clear();
      startedAt = performance.now() - event.at * 1000;
      waiting.hidden = true;
    },
    step,
    article(event) {
      const title = event.title ? `“${event.title}”, ` : "";
      const size = count(event.characters, "character");
      add(`${title}${size}`, "found", "loading the article");
    },
    analysis(event) {
      const found = [
        count(event.entities, "name"),
        count(event.quotations, "quotation"),
        count(event.attributions, "attribution"),
      ];
      add(found.join(", "), "found", "analysing the article");
    },
    verification(event) {
      const done = `${count(event.verified, "line")} verified, ${event.corrected} corrected`;
      add(`${done}, ${event.refused} left out`, "found", "verifying the lines");
    },
    done: end,
    error: end,
    cancelled: end,
  };

  const events = new EventSource(`/v1/briefs/${job}/events`);
  for (const [kind, handle] of Object.entries(handlers)) {
    events.addEventListener(kind, (message) => {
      if (message.data) {
        startedAt ||= performance.now();
        handle(JSON.parse(message.data));
      }
    });
  }
  const ticking = setInterval(() => {
    for (const { row, from } of running.values()) {
      show(row, from, seconds());
    }
  }, TICK);
  const polling = setInterval(askPosition, POLL);
  askPosition();

  async function askPosition() {
    if (waiting.hidden) {
      clearInterval(polling);
      return;
    }
    try {
      const found = await call("GET", `/v1/briefs/${job}`);
      if (found.state === "queued" && !waiting.hidden) {
        const before = found.waiting;
        waiting.textContent = before
          ? `Waiting: ${before} ${before === 1 ? "brief is" : "briefs are"} before this one.`
          : "Waiting: this one is next.";
      }
    } catch (failure) {
      waiting.textContent = sentence(failure.message);
    }
  }

  function end(event) {
    events.close();
    clearInterval(ticking);
    clearInterval(polling);
    const pane = box.closest(".pane");
    if (!pane) {
      location.reload();
      return;
    }
    box.replaceChildren();
    if (event.kind === "done") {
      const frame = document.createElement("iframe");
      frame.className = "evidence";
      frame.title = `Brief: ${event.headline}`;
      frame.setAttribute(
        "sandbox",
        "allow-scripts allow-downloads allow-modals allow-popups allow-popups-to-escape-sandbox",
      );
      frame.src = `/v1/briefs/${job}/formats/html`;
      box.replaceWith(frame);
      pane.querySelector("[data-menu]").hidden = false;
      return;
    }
    const text =
      event.kind === "error"
        ? `${event.error.title}. ${sentence(event.error.detail)}`
        : "This brief was cancelled.";
    box.className = "failure";
    box.setAttribute("role", "alert");
    box.append(Object.assign(document.createElement("p"), { textContent: text }));
  }

  const cancel = box.querySelector("[data-cancel]");
  cancel.addEventListener("click", async () => {
    cancel.disabled = true;
    try {
      await call("POST", `/v1/briefs/${job}/cancel`);
    } catch (failure) {
      said.textContent = failure.message;
      cancel.disabled = false;
    }
  });
}

document.querySelectorAll("[data-job]").forEach(follow);

for (const button of document.querySelectorAll("[data-delete]")) {
  button.addEventListener("click", async () => {
    if (!confirm("Delete this brief?")) {
      return;
    }
    try {
      await call("DELETE", `/v1/briefs/${button.dataset.delete}`);
      location.assign("/");
    } catch (failure) {
      alert(sentence(failure.message));
    }
  });
}

// A menu closes with Escape, and when something else is clicked.
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) {
      menu.open = false;
    }
  }
});
window.addEventListener("blur", () => {
  // a click into the frame of the brief is not seen here
  document.querySelectorAll("details.menu[open]").forEach((menu) => {
    menu.open = false;
  });
});
document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && document.querySelector("details.menu[open]");
  if (menu) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
});
