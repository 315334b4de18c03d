"use strict";

/* A long table: some rows stand in the page, the rest lie packed beside it until they are needed. */
class LongTable {
  constructor(table) {
    this.table = table;
    this.total = Number(table.dataset.total);
    this.entries = Array.from(table.tBodies, (node) => ({ key: JSON.parse(node.dataset.k), node }));
    this.packs = Array.from(document.querySelectorAll(`script[data-table="${table.id}"]`));
    this.tools = document.querySelector(`.tools[data-for="${table.id}"]`);
    this.more = document.querySelector(`[data-more="${table.id}"]`);
    this.search = this.tools.querySelector("input");
    this.choices = Array.from(this.tools.querySelectorAll("select"));
    this.output = this.tools.querySelector("output");
    this.heads = Array.from(table.querySelectorAll("th[data-sort]"));
    this.page = Number(table.dataset.page);
    this.limit = this.page;
    this.turn = 0;
    this.listen();
    this.tools.hidden = false;
    document.querySelector(`[data-instead="${table.id}"]`).remove();
    this.show();
  }

  listen() {
    let waiting;
    this.search.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(() => this.restart(), 150);
    });
    this.choices.forEach((choice) => choice.addEventListener("change", () => this.restart()));
    this.heads.forEach((head) => head.firstElementChild.addEventListener("click", () => this.sortBy(head)));
    this.more.addEventListener("click", () => { this.limit += this.page; this.show(); });
    this.tools.querySelector("[data-clear]").addEventListener("click", () => this.choose({}));
    this.tools.querySelector("[data-open]").addEventListener("click", () => {
      this.table.querySelectorAll("tbody > .more > td > details").forEach((one) => { one.open = true; });
    });
  }

  restart() {
    this.limit = this.page;
    return this.show();
  }

  /* Set the search and the choices by the number of their key; what is not named is cleared, the order too. */
  choose(wanted, text = "") {
    this.heads.forEach((one) => one.setAttribute("aria-sort", "none"));
    this.search.value = text;
    this.choices.forEach((choice) => { choice.value = wanted[choice.dataset.key] || ""; });
    return this.restart();
  }

  sortBy(head) {
    const way = head.getAttribute("aria-sort") === "ascending" ? "descending" : "ascending";
    this.heads.forEach((one) => one.setAttribute("aria-sort", one === head ? way : "none"));
    return this.restart();
  }

  get asked() {
    const filters = this.choices.filter((one) => one.value).map((one) => [Number(one.dataset.key), one.value]);
    const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean).map(LongTable.escaped);
    const head = this.heads.find((one) => one.getAttribute("aria-sort") !== "none");
    return { filters, words, head, plain: !filters.length && !words.length && !head };
  }

  async show() {
    const turn = ++this.turn;
    const { filters, words, head, plain } = this.asked;
    if (this.packs.length && (!plain || this.limit > this.entries.length)) {
      try {
        await this.unpack();
      } catch {
        this.output.value = this.output.dataset.failed;
        return;
      }
    }
    if (turn !== this.turn) return;
    let found = plain ? this.entries : this.entries.filter((one) =>
      filters.every(([at, value]) => one.key[at] === value) && words.every((word) => LongTable.text(one).includes(word)));
    if (head) found = LongTable.sorted(found, Number(head.dataset.sort), head.getAttribute("aria-sort"));
    const shown = found.slice(0, this.limit);
    const bodies = Array.from(this.table.tBodies);
    if (bodies.length !== shown.length || shown.some((one, at) => one.node !== bodies[at])) {
      bodies.forEach((body) => body.remove());
      this.table.append(...shown.map(LongTable.node));
    }
    const count = plain ? this.total : found.length;
    this.more.hidden = shown.length >= count;
    this.output.value = this.output.dataset.shown
      .replace("{shown}", shown.length).replace("{found}", count).replace("{total}", this.total);
  }

  async unpack() {
    this.unpacking ||= this.read();
    await this.unpacking;
  }

  async read() {
    this.table.setAttribute("aria-busy", "true");
    for (const pack of this.packs) {
      const bytes = Uint8Array.from(atob(pack.textContent), (one) => one.charCodeAt(0));
      const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
      for (const [key, html] of await new Response(stream).json()) this.entries.push({ key, html });
      pack.remove();
    }
    this.packs = [];
    this.table.removeAttribute("aria-busy");
  }

  /* What is seen of an entry, in small letters, still escaped: so are the words that are looked for. */
  static text(one) {
    one.text ||= (one.html || one.node.innerHTML).replace(/<[^>]*>/g, " ")
      .replace(/&#34;/g, '"').replace(/&#39;/g, "'").toLowerCase();
    return one.text;
  }

  static escaped(word) {
    return word.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
  }

  static node(one) {
    if (!one.node) {
      one.node = document.createElement("tbody");
      one.node.innerHTML = one.html;
    }
    return one.node;
  }

  static sorted(entries, at, way) {
    const sign = way === "ascending" ? 1 : -1;
    const words = new Intl.Collator(document.documentElement.lang, { numeric: true });
    const compare = (a, b) => (typeof a === "number" ? a - b : words.compare(a, b));
    return entries.slice().sort((a, b) => sign * compare(a.key[at], b.key[at]));
  }
}
const controls = new LongTable(document.getElementById("controls-table"));
const findings = new LongTable(document.getElementById("findings-table"));

/* A link into a long table narrows it down; a link to a check opens the list that it stands in. */
document.addEventListener("click", (event) => {
  const link = event.target.closest && event.target.closest("a[href^='#']");
  if (!link) return;
  const { check, search, organisation } = link.dataset;
  if (check) findings.choose({ 0: organisation, 4: check });
  if (search) controls.choose({ 0: organisation }, search);
  const target = document.getElementById(link.hash.slice(1));
  const folded = target && target.closest("details");
  if (folded) folded.open = true;
});

/* On paper nothing can be opened: what could not be read is told in full. */
addEventListener("beforeprint", () => {
  document.querySelectorAll("#unread details").forEach((one) => { one.open = true; });
});
