// Drives the page in a headless Chromium: node page.mjs URL FOLDER SCENARIO...; prints JSON.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium } from "playwright-core";

const [url, folder, ...asked] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM,
  // a test runs as root in a container, where Chromium has no sandbox to go to
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--enable-precise-memory-info", "--js-flags=--expose-gc"],
});

async function open(options = {}, prepare = () => {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  await prepare(context);
  const page = await context.newPage();
  page.errors = [];
  page.on("pageerror", (error) => page.errors.push(String(error)));
  page.on("console", (message) => { if (message.type() === "error") page.errors.push(message.text()); });
  page.on("dialog", (dialog) => { page.errors.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.outside = [];
  page.on("request", (request) => { if (!request.url().startsWith(url)) page.outside.push(request.url()); });
  await page.goto(url);
  await page.locator(".row").first().waitFor();
  return page;
}

async function read(page, title) {
  await page.locator(".row", { hasText: title }).first().click();
  await page.locator("#reader h2", { hasText: title }).waitFor();
}

// the policy holds for us, too: axe comes in by the debugger, which it does not bind
async function findings(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Runtime.evaluate", { expression: axe });
  const { result } = await session.send("Runtime.evaluate", {
    expression: "axe.run(document).then((r) => JSON.stringify(r.violations.map((v) => ({id: v.id, impact: v.impact, at: v.nodes.map((n) => n.html.slice(0, 150))}))))",
    awaitPromise: true, returnByValue: true,
  });
  return JSON.parse(result.value);
}

const scenarios = {
  async article(title) {
    const page = await open();
    await read(page, title);
    const result = await page.evaluate(() => ({
      text: document.querySelector(".text").textContent,
      marks: [...document.querySelectorAll(".mark")].map((m) => [m.textContent, m.className, m.dataset.type ?? null]),
      elements: [...new Set([...document.querySelectorAll("#reader *")].map((e) => e.localName))].sort(),
      links: [...document.querySelectorAll("#reader a")].map((a) => a.href),
      touched: window.touched ?? null,
      styled: getComputedStyle(document.querySelector(".mark")).borderRadius,
    }));
    await page.locator(".mark.quantity").first().hover();
    result.tip = await page.locator("#tip").innerText();
    await page.keyboard.press("r");
    result.removed = await page.locator("#removed[open] li").allInnerTexts();
    return { ...result, errors: page.errors, outside: page.outside };
  },

  async plain(title) { // numbers as they are; a quotation without a name in it
    const page = await open();
    await read(page, title);
    const result = { values: await page.locator("#reader td.value").allInnerTexts() };
    await page.locator(".quoted").first().focus();
    result.tip = await page.locator("#tip").innerText();
    return { ...result, errors: page.errors };
  },

  // the server is started anew, behind a proxy that says 502 meanwhile; then it is away
  async away() {
    const gone = { n: 99, id: "gone", title: "gone", source: "gone.example", at: null, language: "en", entities: [], classes: [], quantities: 0, removed: 0 };
    const answers = [
      { contentType: "text/event-stream", body: `id: before-99\ndata: ${JSON.stringify([gone])}\n\n` },
      { status: 502, body: "<h1>Bad Gateway</h1>" },
    ];
    const asked = [];
    const page = await open({}, (context) => context.route("**/events*", (route) => {
      asked.push(new URL(route.request().url()).searchParams.get("after"));
      const answer = answers.shift();
      return answer ? route.fulfill(answer) : route.continue();
    }));
    const result = { first: await page.locator(".row .title").allInnerTexts() };
    await page.waitForFunction(() => document.querySelectorAll(".row").length > 1, null, { timeout: 20000 });
    await page.waitForTimeout(300);
    result.asked = asked;
    result.state = await page.locator("#state").innerText();
    result.sources = await page.locator("#source option").allInnerTexts();
    await page.locator(".row").nth(1).click();
    await page.locator("#reader h2").waitFor();
    await page.route("**/api/**", (route) => route.abort());
    await page.locator(".row").nth(2).click();
    await page.locator("#reader .hint", { hasText: "answer" }).waitFor(); // "Cleaning removed nothing." is one too
    result.reader = await page.locator("#reader").innerText();
    result.errors = page.errors.filter((error) => !error.startsWith("Failed to load resource"));
    return result;
  },

  async live() { // articles come all the time
    const page = await open();
    const result = {};
    const rows = page.locator("#quantity-rows tr");
    await page.locator("#tab-quantities").click();
    await rows.nth(3).waitFor();
    await rows.nth(3).locator("button").focus();
    await page.evaluate(() => getSelection().selectAllChildren(document.querySelectorAll("#quantity-rows td.value")[3]));
    const chosen = () => page.evaluate(() => [document.activeElement.dataset.figure, String(getSelection())]);
    result.before = await chosen();
    const first = await rows.first().innerText();
    await page.waitForFunction((text) => document.querySelector("#quantity-rows tr").innerText !== text, first);
    result.after = await chosen();
    await page.locator("#tab-articles").click();
    await page.locator("#pause").click();
    const shown = async () => [
      await page.locator("#state").innerText().then((text) => text.match(/(\d+) of/)[1]),
      await page.locator(".row[aria-posinset='1'] .title").innerText(),
    ];
    result.held = await shown();
    await page.waitForFunction(() => document.getElementById("state").textContent.includes("wait"));
    await page.locator("#source").selectOption({ index: 1 });
    await page.waitForTimeout(200);
    await page.locator("#filters button[type=reset]").click();
    await page.waitForTimeout(200);
    result.filtered = await shown();
    result.state = await page.locator("#state").innerText();
    await page.locator("#pause").click();
    result.released = await page.locator("#state").innerText();
    return { ...result, errors: page.errors };
  },

  async keyboard() {
    const page = await open();
    const result = {};
    await page.locator("#list").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.locator(".row[aria-selected=true]").waitFor();
    await page.waitForFunction(() => document.querySelector("#reader h2"));
    result.second = await page.locator(".row[aria-selected=true] .title").innerText();
    await page.waitForFunction((title) => document.querySelector("#reader h2")?.textContent === title, result.second);
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.activeElement.id === "reader");
    await page.keyboard.press("Tab"); // the link to its source
    result.reached = [];
    for (let i = 0; i < 4; i++) {
      result.reached.push(await page.evaluate(() => document.activeElement.className || document.activeElement.localName));
      if (result.reached.at(-1).includes("mark")) result.tip = await page.locator("#tip").isVisible();
      await page.keyboard.press("Tab");
    }
    await page.keyboard.press("Escape");
    result.back = await page.evaluate(() => document.activeElement.id);
    await page.keyboard.press("/");
    result.filter = await page.evaluate(() => document.activeElement.id);
    return { ...result, errors: page.errors };
  },

  async filters(entity, name, source) {
    const page = await open();
    const titles = async () => {
      await page.waitForTimeout(300);
      return page.locator(".row .title").allInnerTexts();
    };
    const result = { all: (await titles()).length };
    await page.locator("#entity").fill(entity);
    result.entity = await titles();
    await page.locator("#filters button[type=reset]").click();
    await page.locator("#class").selectOption(name);
    result.class = await titles();
    await page.locator("#filters button[type=reset]").click();
    await page.locator("#source").selectOption(source);
    result.source = await titles();
    await page.locator("#tab-quantities").click();
    await page.locator("#quantity-rows tr").first().waitFor();
    result.board = await page.locator("#quantity-rows tr").allInnerTexts();
    await page.locator("#filters button[type=reset]").click();
    await page.keyboard.press("Escape");
    await page.locator("#tab-conflicts").click();
    await page.locator("#conflict-rows tr").first().waitFor();
    result.conflicts = await page.locator("#conflict-rows tr").allInnerTexts();
    return { ...result, errors: page.errors };
  },

  async accessible(title) {
    const result = {};
    for (const colorScheme of ["light", "dark"]) {
      const page = await open({ colorScheme });
      result[`${colorScheme} list`] = await findings(page);
      await read(page, title);
      await page.keyboard.press("r");
      await page.locator(".mark.quantity").first().focus();
      result[`${colorScheme} article`] = await findings(page);
      await page.locator("#tab-quantities").click();
      await page.locator("#quantity-rows tr").first().waitFor();
      result[`${colorScheme} board`] = await findings(page);
    }
    const small = await open({ viewport: { width: 360, height: 640 } });
    await read(small, title);
    result.small = await findings(small);
    result.wide = await small.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    result.listHidden = !(await small.locator("#list").isVisible());
    await small.locator("#back").click();
    result.listBack = await small.locator("#list").isVisible();
    return result;
  },

  // waits for a number of articles, then measures
  async many(count) {
    const started = performance.now();
    const page = await open();
    const listed = performance.now();
    await page.locator(".row").first().click();
    await page.locator(".mark").first().waitFor();
    const marked = performance.now();
    await page.waitForFunction((n) => document.getElementById("state").textContent.includes(`of ${n} articles`), Number(count), { timeout: 60000 });
    const all = performance.now();
    const measure = () => page.evaluate(() => { globalThis.gc?.(); return performance.memory.usedJSHeapSize; });
    const rows = await page.locator(".row").count();
    const heap = await measure();
    const frames = await page.evaluate(async () => {
      const list = document.getElementById("list");
      const times = [];
      let last = performance.now();
      for (let i = 0; i < 120; i++) {
        list.scrollTop += 997;
        await new Promise(requestAnimationFrame);
        const now = performance.now();
        times.push(now - last);
        last = now;
      }
      return times.sort((a, b) => a - b);
    });
    const filtered = await page.evaluate(async () => {
      const started = performance.now();
      const input = document.getElementById("entity");
      input.value = "a";
      input.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((done) => setTimeout(done, 60));
      await new Promise(requestAnimationFrame);
      return performance.now() - started - 60;
    });
    return {
      listed_ms: Math.round(listed - started), first_marked_ms: Math.round(marked - started), all_listed_ms: Math.round(all - started),
      rows, heap_mib: heap / 2 ** 20, frame_ms_median: frames[60], frame_ms_worst: frames.at(-1), filter_ms: filtered, errors: page.errors,
    };
  },

  async pictures(title) {
    for (const [name, options] of Object.entries({
      "page-light": { colorScheme: "light" }, "page-dark": { colorScheme: "dark" },
      "page-small": { colorScheme: "light", viewport: { width: 390, height: 800 } },
    })) {
      const page = await open(options);
      await read(page, title);
      if (name !== "page-small") await page.locator(".mark.quantity").first().hover();
      await page.waitForTimeout(200);
      await page.screenshot({ path: `${folder}/${name}.png` });
      if (name === "page-light") {
        await page.locator("#tab-quantities").click();
        await page.locator("#quantity-rows tr").first().waitFor();
        await page.mouse.move(0, 0);
        await page.screenshot({ path: `${folder}/page-quantities.png` });
        await page.locator("#tab-conflicts").click();
        await page.locator("#conflict-rows tr").first().waitFor();
        await page.screenshot({ path: `${folder}/page-conflicts.png` });
      }
    }
    return {};
  },
};

try {
  const results = {};
  for (const scenario of asked) {
    const [name, ...args] = scenario.split("|");
    results[name] = await scenarios[name](...args);
  }
  console.log(JSON.stringify(results));
} finally {
  await browser.close();
}
