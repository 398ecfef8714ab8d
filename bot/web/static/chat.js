// Without this script the page works by plain forms; with it, messages go and replies come without leaving the page.

const PATIENCE = 30_000; // milliseconds until a silent server counts as not reached
const SHOWN = 2_000; // characters of a message that are shown, as many as the server keeps

const log = document.getElementById("log");
const form = document.getElementById("ask");
const choices = document.getElementById("press"); // not by its `id` property: its field of that name hides it
const box = document.getElementById("text");
const notice = document.getElementById("notice");
const template = document.getElementById("turn");
const touch = matchMedia("(pointer: coarse)");
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone; // where the reader's clock is; some browsers don't tell

let busy = false;
let failed = { what: "", id: "" }; // what did not get through, and the id under which it must be sent again

function freshId() {
  const bytes = crypto.getRandomValues(new Uint8Array(12));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

// What to tell the person when the server refused.
async function trouble(response) {
  if (response.status === 413) return form.dataset.tooLong;
  if (response.status === 429) return (await response.json()).error;
  return form.dataset.failed;
}

// What was asked stands at the top with its answer below; if it is very long, the answer itself.
function reveal(turn) {
  const said = turn.querySelector(".said");
  const reply = turn.querySelector(".reply");
  const target = reply && said?.offsetHeight > innerHeight / 3 ? reply : turn;
  target.scrollIntoView({ block: "start" });
}

function begin(said) {
  const turn = template.content.cloneNode(true).firstElementChild;
  turn.querySelector(".said p").textContent = said.length > SHOWN ? `${said.slice(0, SHOWN)} …` : said;
  document.getElementById("latest")?.removeAttribute("id");
  turn.id = "latest";
  log.append(turn);
  reveal(turn);
  return turn;
}

function show(turn, html) {
  const reply = new DOMParser().parseFromString(html, "text/html").querySelector(".reply");
  turn.querySelector(".waiting").replaceWith(reply);
  reveal(turn);
  return reply;
}

function giveBack(text) {
  if (text && !box.value) box.value = text;
  fit();
}

// Browsers without `field-sizing` (CSS) need the height set; the style sheet bounds it.
function fit() {
  if (CSS.supports("field-sizing", "content")) return;
  box.style.height = "auto";
  box.style.height = `${box.scrollHeight}px`;
}

async function send(message, said) {
  const what = JSON.stringify(message);
  const id = failed.what === what ? failed.id : freshId();
  busy = true;
  notice.textContent = "";
  log.setAttribute("aria-busy", "true");
  const turn = begin(said);
  let problem = "";
  try {
    const response = await fetch("/messages", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ id, zone, ...message }),
      signal: AbortSignal.timeout?.(PATIENCE),
    });
    if (response.ok) {
      const { lang, dataset } = show(turn, await response.text());
      if (lang !== document.documentElement.lang && (message.action || dataset.kind === "done")) {
        location.hash = "text"; // the page's own words follow, and the keyboard stays where it was
        location.reload();
      }
      if (dataset.kind === "error") giveBack(message.text);
    } else {
      problem = await trouble(response);
    }
  } catch {
    problem = form.dataset.offline;
  }
  failed = problem ? { what, id } : { what: "", id: "" };
  if (problem) {
    turn.remove();
    notice.textContent = problem;
    giveBack(message.text);
  }
  log.setAttribute("aria-busy", "false");
  busy = false;
}

document.addEventListener("submit", async (event) => {
  if (event.target !== form && event.target !== choices) return;
  event.preventDefault();
  const text = box.value.trim();
  if (busy || (event.target === form && !text)) return;
  if (event.target === form) {
    box.value = "";
    fit();
    await send({ text }, text);
  } else {
    await send({ action: event.submitter.value }, event.submitter.textContent.trim());
  }
  // On a touch screen focus would raise the keyboard over the answer that was just pressed for.
  if (event.target === form || !touch.matches) box.focus({ preventScroll: true });
});

box.addEventListener("keydown", (event) => {
  // Enter that ends a Korean or Chinese syllable is not yet "send"; Shift+Enter breaks the line.
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  form.requestSubmit();
});
box.addEventListener("input", fit);

const latest = document.getElementById("latest");
if (latest) reveal(latest);
if (location.hash === "#text") {
  box.focus({ preventScroll: true });
  history.replaceState(null, "", location.pathname);
}
fit();
