// A list of any length with as many elements as fit on the screen: only the rows in sight exist.

export const ROW = 64; // px, as .row in page.css
const SPARE = 6; // rows kept ready above and below

export class List {
  // `show(row, item)` fills a row; `choose(item)` is called when a person picks one.
  constructor(element, { show, choose }) {
    this.element = element;
    this.show = show;
    this.choose = choose;
    this.items = [];
    this.active = null; // the id of the chosen item
    this.rows = new Map(); // item id to its element
    this.space = document.createElement("div");
    this.space.className = "space";
    this.space.setAttribute("role", "presentation");
    element.append(this.space);
    element.addEventListener("scroll", () => this.soon(), { passive: true });
    element.addEventListener("click", (event) => this.clicked(event));
    element.addEventListener("keydown", (event) => this.key(event));
    new ResizeObserver(() => this.soon()).observe(element);
  }

  set(items) {
    // what a person reads stays where it is when articles come above it
    const top = this.items[Math.floor(this.element.scrollTop / ROW)];
    const within = this.element.scrollTop % ROW;
    this.items = items;
    this.space.style.height = `${items.length * ROW}px`;
    if (top && this.element.scrollTop > 0) {
      const at = items.indexOf(top);
      if (at > 0) this.element.scrollTop = at * ROW + within;
    }
    this.soon();
  }

  soon() {
    if (this.waiting) return;
    this.waiting = true;
    requestAnimationFrame(() => { this.waiting = false; this.draw(); });
  }

  draw() {
    const first = Math.max(0, Math.floor(this.element.scrollTop / ROW) - SPARE);
    const count = Math.ceil(this.element.clientHeight / ROW) + 2 * SPARE;
    const wanted = new Map();
    this.items.slice(first, first + count).forEach((item, i) => wanted.set(item.id, [item, first + i]));
    for (const [id, row] of this.rows) {
      if (!wanted.has(id)) { row.remove(); this.rows.delete(id); }
    }
    for (const [id, [item, at]] of wanted) {
      let row = this.rows.get(id);
      if (!row || row.item !== item) {
        row?.remove();
        row = document.createElement("div");
        row.className = "row";
        row.id = `row-${item.n}`;
        row.item = item;
        row.setAttribute("role", "option");
        this.show(row, item);
        this.rows.set(id, row);
        this.element.append(row);
      }
      row.style.transform = `translateY(${at * ROW}px)`;
      row.setAttribute("aria-posinset", String(at + 1));
      row.setAttribute("aria-setsize", String(this.items.length));
      row.setAttribute("aria-selected", String(id === this.active));
    }
    const chosen = this.rows.get(this.active);
    if (chosen) this.element.setAttribute("aria-activedescendant", chosen.id);
    else this.element.removeAttribute("aria-activedescendant");
  }

  pick(item, { enter = false } = {}) {
    this.active = item.id;
    this.choose(item, enter);
    this.soon();
  }

  clicked(event) {
    const row = event.target.closest(".row");
    if (row) this.pick(row.item, { enter: true });
  }

  key(event) {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(this.element.clientHeight / ROW) - 1);
    const steps = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: page, PageUp: -page };
    const at = this.items.findIndex((item) => item.id === this.active);
    let to;
    if (event.key in steps) to = at < 0 ? 0 : at + steps[event.key];
    else if (event.key === "Home") to = 0;
    else if (event.key === "End") to = this.items.length - 1;
    else if (event.key === "Enter" && at >= 0) return this.pick(this.items[at], { enter: true });
    else return;
    event.preventDefault();
    const item = this.items[Math.max(0, Math.min(this.items.length - 1, to))];
    if (!item) return;
    this.pick(item);
    this.bringIntoSight(this.items.indexOf(item));
  }

  bringIntoSight(at) {
    const { scrollTop, clientHeight } = this.element;
    if (at * ROW < scrollTop) this.element.scrollTop = at * ROW;
    else if ((at + 1) * ROW > scrollTop + clientHeight) this.element.scrollTop = (at + 1) * ROW - clientHeight;
  }
}
