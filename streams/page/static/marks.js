// An article's text with what was found in it. Everything is text nodes: markup in a text stays text.

export function element(name, { text, ...attributes } = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) made.setAttribute(key, value);
  }
  if (text !== undefined && text !== null) made.textContent = text;
  made.append(...children);
  return made;
}

// Offsets in events count code points; JavaScript's strings count UTF-16 units.
export function units(text) {
  const at = [];
  let unit = 0;
  for (const character of text) { at.push(unit); unit += character.length; }
  at.push(unit);
  return (offset) => at[Math.min(offset, at.length - 1)];
}

const SIGNS = { approximately: "≈ ", at_least: "≥ ", at_most: "≤ ", more_than: "> ", less_than: "< " };
const number = new Intl.NumberFormat("en", { maximumFractionDigits: 20 }); // else 1.2345 is 1.235

export function many(count, thing) {
  return `${number.format(count)} ${thing}${count === 1 ? "" : "s"}`;
}

// Nothing where the value says it all, as of "14" or "around 14".
export function bounds(q) {
  const low = q.low ?? null, high = q.high ?? null;
  if (low === high) return "";
  if (high === null) return `${number.format(low)} or more`;
  if (low === null) return `${number.format(high)} or less`;
  return `${number.format(low)} to ${number.format(high)}`;
}

// Nothing for a count: the noun beside it says what is counted. As streams/render.py has it.
export function unit(q) {
  const { kind, name, symbol } = q.unit;
  let shown = name;
  if (kind === "count" || (kind === "number" && name === "number")) shown = "";
  else if (name === "time") shown = symbol ?? "times";
  return [shown, q.per && `per ${q.per}`].filter(Boolean).join(" ");
}

export function shown(q) {
  if (q.value === null) {
    const side = (n) => (n === null ? "…" : number.format(n));
    return `${side(q.low)}–${side(q.high)}`;
  }
  return (SIGNS[q.relation] ?? "") + number.format(q.value);
}

// What a person sees on pointing at a mark: [name, value] pairs.
function ofEntity(entity) {
  return [
    ["type", entity.type], ["name", entity.name], ["roles", entity.roles.join(", ")],
    ["country", entity.country], ["confidence", entity.confidence.toFixed(2)],
  ];
}

function ofQuantity(q, names) {
  return [
    ["value", shown(q)], ["relation", q.relation.replaceAll("_", " ")], ["bounds", bounds(q)],
    ["unit", [unit(q), q.unit.currency && `(${q.unit.currency})`].filter(Boolean).join(" ")],
    ["of what", q.counted?.surface], ["class", q.counted?.class], ["trend", q.trend],
    ["about", q.entities.map((id) => names.get(id) ?? id).join(", ")],
    ["what happens", q.predicate], ["confidence", q.confidence.toFixed(2)],
  ];
}

function found(event) {
  const names = new Map(event.entities.map((entity) => [entity.id, entity.name]));
  const all = [];
  for (const entity of event.entities) {
    for (const mention of entity.mentions) {
      all.push({ ...mention, classes: ["entity", entity.type], label: entity.type, facts: ofEntity(entity) });
    }
  }
  for (const date of event.dates) {
    all.push({ ...date, classes: ["date"], facts: [["date", date.resolved], ["granularity", date.granularity]] });
  }
  event.quantities.forEach((q, i) => {
    all.push({ ...q, classes: ["quantity"], label: q.unit.kind, facts: ofQuantity(q, names), key: `q${i}` });
  });
  for (const quote of event.quotes) {
    all.push({ ...quote, quote: true, facts: [["speaker", names.get(quote.speaker) ?? "not known"], ["said by", quote.cue]] });
  }
  return all;
}

// The text cut at every start and end, so that findings may overlap.
export function marked(event) {
  const box = element("div", { class: "text" });
  const place = units(event.text);
  const all = found(event).filter((f) => f.end > f.start);
  const starts = new Map();
  const cuts = new Set([0, event.text.length]);
  for (const finding of all) {
    finding.from = place(finding.start);
    finding.to = place(finding.end);
    cuts.add(finding.from).add(finding.to);
    starts.set(finding.from, [...(starts.get(finding.from) ?? []), finding]);
  }
  const points = [...cuts].sort((a, b) => a - b);
  let open = [];
  points.slice(0, -1).forEach((from, i) => {
    const to = points[i + 1];
    open = open.filter((f) => f.to > from).concat(starts.get(from) ?? []);
    const text = event.text.slice(from, to);
    const marks = open.filter((f) => !f.quote);
    const quoted = open.some((f) => f.quote);
    if (!open.length) { box.append(text); return; }
    const classes = [...(marks.length ? ["mark"] : []), ...marks.flatMap((f) => f.classes), ...(quoted ? ["quoted"] : [])];
    const part = element(marks.length ? "mark" : "span", { class: classes.join(" "), text });
    const last = marks.findLast((f) => f.label && f.to === to);
    if (last) part.dataset.type = last.label;
    if (open.some((f) => f.from === from)) part.tabIndex = 0;
    part.setAttribute("aria-describedby", "tip"); // filled on focus
    for (const f of marks) if (f.key && f.from === from) part.dataset.key = f.key;
    part.facts = (marks.length ? marks : open).map((f) => f.facts).concat(marks.length && quoted ? open.filter((f) => f.quote).map((f) => f.facts) : []);
    box.append(part);
  });
  return box;
}

const given = (facts) => facts.filter(([, value]) => value !== undefined && value !== null && value !== "");

// Shows what a mark says while it is pointed at or has the focus.
export function tips(box, tip) {
  const show = (target) => {
    const part = target instanceof Element ? target.closest(".mark, .quoted") : null;
    if (!part?.facts) { tip.hidden = true; return; }
    tip.replaceChildren(...part.facts.map((facts) =>
      element("dl", {}, ...given(facts).flatMap(([name, value]) =>
        [element("dt", { text: name }), element("dd", { text: value })]))));
    tip.hidden = false;
    const at = part.getBoundingClientRect();
    const { width, height } = tip.getBoundingClientRect();
    const left = Math.max(4, Math.min(at.left, innerWidth - width - 4));
    const below = at.bottom + 6;
    const top = below + height < innerHeight ? below : Math.max(4, at.top - height - 6);
    tip.style.transform = `translate(${left}px, ${top}px)`;
  };
  box.addEventListener("pointerover", (event) => show(event.target));
  box.addEventListener("pointerleave", () => { tip.hidden = true; });
  box.addEventListener("focusin", (event) => show(event.target));
  box.addEventListener("focusout", () => { tip.hidden = true; });
  box.addEventListener("scroll", () => { tip.hidden = true; }, { passive: true });
}
