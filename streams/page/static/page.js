// The page: the stream by server-sent events, an article, two boards. No library, nothing from outside.

import { List } from "./list.js";
import { bounds, element, many, marked, shown, tips, unit } from "./marks.js";

const MOST = 10000; // articles held here; the server holds no more by default
const BOARD_MS = 2000;
const RECONNECT_MS = 3000;
const at = (id) => document.getElementById(id);
const articles = new Map(); // id to summary, oldest first
const list = new List(at("list"), { show: row, choose: read });
const counted = { class: new Map(), source: new Map() };
let last = ""; // the id of the server's last event
let held = null; // the articles of when the list was held
let behind = 0; // articles that came while the list is held
let current = null;
let connection = "connecting";

// the stream

function connect() {
  const stream = new EventSource(`/events?after=${encodeURIComponent(last)}`);
  stream.onopen = () => state("live");
  stream.onerror = () => {
    state("connection lost, trying again");
    // it ends where the answer is an error, as a proxy's 502 while the page is away
    if (stream.readyState === EventSource.CLOSED) setTimeout(connect, RECONNECT_MS);
  };
  stream.addEventListener("restart", () => [...articles.keys()].forEach(forget));
  stream.onmessage = (event) => { last = event.lastEventId; take(JSON.parse(event.data)); };
}

function take(batch) {
  for (const item of batch) {
    forget(item.id);
    articles.set(item.id, item);
    count(item, 1);
  }
  while (articles.size > MOST) forget(articles.keys().next().value);
  if (held) behind += batch.length;
  else later(refresh);
  later(choices);
  state("live");
  board.stale = true;
}

function forget(id) {
  const item = articles.get(id);
  if (!item) return;
  articles.delete(id);
  count(item, -1);
}

function count(item, by) {
  const add = (of, name) => {
    const now = (of.get(name) ?? 0) + by;
    if (now > 0) of.set(name, now); else of.delete(name);
  };
  if (item.source) add(counted.source, item.source);
  item.classes.forEach((name) => add(counted.class, name));
}

function state(text = connection) {
  connection = text;
  const wait = behind ? `, ${behind} new ones wait` : "";
  at("state").textContent = `${text}: ${list.items.length} of ${articles.size} articles${wait}`;
}

const waiting = new Set();
function later(work) { // once a frame, however many articles come
  if (waiting.has(work)) return;
  waiting.add(work);
  setTimeout(() => { waiting.delete(work); work(); }, 50);
}

// filters

function wanted() {
  return { entity: at("entity").value.trim().toLowerCase(), class: at("class").value, source: at("source").value };
}

function refresh() {
  const { entity, class: name, source } = wanted();
  const fits = (item) =>
    (!source || item.source === source) && (!name || item.classes.includes(name)) &&
    (!entity || item.entities.some((known) => known.toLowerCase().includes(entity)));
  list.set((held ?? [...articles.values()]).filter(fits).reverse());
  state();
}

function choices() {
  for (const id of ["class", "source"]) {
    const select = at(id);
    const chosen = select.value;
    const names = [...counted[id].keys()].sort();
    if (chosen && !names.includes(chosen)) names.push(chosen);
    const options = names.map((name) => element("option", { value: name, text: name }));
    select.replaceChildren(element("option", { value: "", text: "any" }), ...options);
    select.value = chosen;
  }
}

// the list and the article

function row(box, item) {
  const when = item.at ? time(item.at) : "";
  box.append(
    element("span", { class: "title", text: item.title }),
    element("span", { class: "about", text: [item.source, when, item.quantities === 1 ? "1 quantity" : `${item.quantities} quantities`].filter(Boolean).join(" · ") }),
  );
}

async function read(item, enter) {
  current = item.id;
  const answer = await ask(`/api/articles/${encodeURIComponent(item.id)}`);
  if (current !== item.id) return;
  if (answer?.ok) show(await answer.json());
  else hint(answer?.status === 404 ? await answer.text() : "The page's server does not answer. Choose the article again when it does.");
  at("articles").classList.toggle("reading", enter || at("articles").classList.contains("reading"));
  if (enter) at("reader").focus();
}

const ask = (path) => fetch(path).catch(() => null); // null where nobody answers

function hint(text) {
  at("reader").replaceChildren(back(), element("p", { class: "hint", text }));
}

function back() {
  const button = element("button", { id: "back", type: "button", text: "Back to the list" });
  button.addEventListener("click", leave);
  return button;
}

function show(event) {
  const meta = element("p", { class: "meta", text: [event.source, event.published_at && time(event.published_at), event.authors.join(", "), event.language.code].filter(Boolean).join(" · ") });
  const link = safeLink(event.url);
  if (link) meta.append(" · ", link);
  at("reader").replaceChildren(
    back(), element("h2", { text: event.title ?? "Without a title" }), meta, marked(event), table(event), removed(event),
  );
  at("reader").scrollTop = 0;
  document.title = `${event.title ?? "article"} – newswire`;
}

function safeLink(url) { // a stranger's url: only the web, never javascript:
  let parsed;
  try { parsed = new URL(url); } catch { return null; }
  if (!["http:", "https:"].includes(parsed.protocol)) return null;
  return element("a", { href: parsed.href, rel: "noopener noreferrer", target: "_blank", text: "at its source" });
}

function table(event) {
  if (!event.quantities.length) return element("p", { class: "hint", text: "No quantities." });
  const names = new Map(event.entities.map((entity) => [entity.id, entity.name]));
  const rows = event.quantities.map((q, i) => {
    const go = element("button", { type: "button", text: shown(q) });
    go.addEventListener("click", () => {
      const mark = at("reader").querySelector(`[data-key="q${i}"]`);
      mark?.scrollIntoView({ block: "center" });
      mark?.focus();
    });
    return element("tr", {}, element("td", { class: "value" }, go), ...cells(
      unit(q), bounds(q), q.counted?.surface, q.counted?.class, q.entities.map((id) => names.get(id)).join(", "), q.predicate));
  });
  return element("table", {}, element("caption", { text: "Quantities in this article" }),
    element("thead", {}, element("tr", {}, ...["Value", "Unit", "Bounds", "Of what", "Class", "About", "What happens"].map((text) => element("th", { scope: "col", text })))),
    element("tbody", {}, ...rows));
}

function removed(event) {
  if (!event.removed.length) return element("p", { class: "hint", text: "Cleaning removed nothing." });
  const lines = event.removed.map((cut) => element("li", {}, element("span", { class: "why", text: cut.reason }), ` ${cut.text}`));
  return element("details", { id: "removed" },
    element("summary", { text: `Removed by cleaning: ${many(lines.length, "line")}` }), element("ul", {}, ...lines));
}

function leave() {
  at("articles").classList.remove("reading");
  at("list").focus();
}

// the boards

const board = { tab: "articles", stale: false, asked: 0 };

async function draw() {
  board.stale = false;
  const tab = board.tab;
  if (tab === "articles") return;
  const asked = ++board.asked;
  const answer = await ask(`/api/${tab}?${new URLSearchParams(wanted())}`);
  if (asked !== board.asked || tab !== board.tab) return; // a later question is on its way
  if (!answer?.ok) { board.stale = true; return; } // asked again, and what is there stays
  const found = await answer.json();
  const [target, line, nothing] = tab === "quantities"
    ? ["quantity-rows", quantity, "No quantities."]
    : ["conflict-rows", conflict, "No story here has such figures by two sources."];
  const none = element("tr", {}, element("td", { colspan: "8", text: nothing }));
  if (found.length) fill(at(target), found, line);
  else at(target).replaceChildren(none);
}

// What stays is the same row as before: new ones take neither the focus nor a selection away.
function fill(body, found, line) {
  const had = new Map([...body.children].map((row) => [row.said, row]));
  const focused = body.contains(document.activeElement) ? document.activeElement : null;
  const rows = found.map((item) => {
    const said = JSON.stringify(item);
    const row = had.get(said) ?? line(item);
    had.delete(said);
    row.said = said;
    return row;
  });
  const kept = new Set(rows);
  for (const row of [...body.children]) if (!kept.has(row)) row.remove();
  let next = body.firstChild;
  for (const row of rows) {
    if (row === next) next = next.nextSibling;
    else body.insertBefore(row, next);
  }
  if (focused && focused !== document.activeElement) refocus(body, focused);
}

// The same figure's button, in whatever row it is now; else the board.
function refocus(body, focused) {
  const same = [...body.querySelectorAll("button")].find((button) => button.dataset.figure === focused.dataset.figure);
  (same ?? body.closest(".board")).focus({ preventScroll: true });
}

function quantity(f) {
  return element("tr", {}, ...cells(f.class), element("td", { class: "value", text: f.shown, title: f.sentence }),
    ...cells(f.unit, bounds(f), f.counted, f.about.join(", ")), element("td", {}, opener(f, f.source || "no source")), ...cells(f.published_at && time(f.published_at)));
}

function conflict(c) {
  const said = c.figures.map((f) => element("li", {}, opener(f, f.source), `: ${asWritten(f)}`));
  return element("tr", {}, element("td", {}, `${c.class}, ${c.event}`, element("br"), element("span", c.agree ? { text: "can agree" } : { class: "differ", text: "differ" })),
    ...cells(c.place, ...[c.lowest, c.highest, c.latest].map((f) => `${f.shown} (${f.source})`)), element("td", {}, element("ul", {}, ...said)));
}

function asWritten(f) { // "Dozens of people", and not "Dozens people"
  const of = `${f.surface} of ${f.counted}`;
  return f.sentence.includes(of) ? of : `${f.surface} ${f.counted}`;
}

function opener(figure, text) {
  const button = element("button", { type: "button", text, "data-figure": `${figure.start} ${figure.article_id}` });
  button.addEventListener("click", () => {
    choose("articles");
    list.pick({ id: figure.article_id }, { enter: true });
  });
  return button;
}

const cells = (...texts) => texts.map((text) => element("td", { text: text ?? "" }));
const time = (iso) => new Date(iso).toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

// tabs, keys, theme

const TABS = ["articles", "quantities", "conflicts"];

function choose(name) {
  board.tab = name;
  for (const tab of TABS) {
    const chosen = tab === name;
    at(tab).hidden = !chosen;
    at(`tab-${tab}`).setAttribute("aria-selected", String(chosen));
    at(`tab-${tab}`).tabIndex = chosen ? 0 : -1;
  }
  draw();
}

TABS.forEach((name) => at(`tab-${name}`).addEventListener("click", () => choose(name)));
at("tabs").addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const name = TABS[(TABS.indexOf(board.tab) + step + TABS.length) % TABS.length];
  choose(name);
  at(`tab-${name}`).focus();
});

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.matches("input, select");
  if (event.key === "Escape") { if (typing) event.target.blur(); leave(); }
  else if (typing) return;
  else if (event.key === "/") { event.preventDefault(); at("entity").focus(); }
  else if (event.key === "r") { const box = at("removed"); if (box) box.open = !box.open; }
});

at("filters").addEventListener("submit", (event) => event.preventDefault());
for (const kind of ["input", "change"]) at("filters").addEventListener(kind, () => { later(refresh); later(draw); });
at("filters").addEventListener("reset", () => { later(refresh); later(draw); });
at("pause").addEventListener("click", () => {
  held = held ? null : [...articles.values()];
  at("pause").setAttribute("aria-pressed", String(Boolean(held)));
  behind = 0;
  refresh();
});

const THEMES = ["system", "light", "dark"];
function theme(name) {
  if (name === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = name;
  at("theme").textContent = `Theme: ${name}`;
}
at("theme").addEventListener("click", () => {
  const now = document.documentElement.dataset.theme ?? "system";
  theme(THEMES[(THEMES.indexOf(now) + 1) % THEMES.length]);
});

tips(at("reader"), at("tip"));
setInterval(() => { if (board.stale) draw(); }, BOARD_MS);
connect();
