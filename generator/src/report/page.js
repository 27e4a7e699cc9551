"use strict";

// The page of a report. All texts of the document come from the block `data`, and become text nodes: nothing here parses markup, and
// every link leads to a fragment of the page.
(() => {
  // ---- The data

  const data = unpack(JSON.parse(document.getElementById("data").textContent));
  const { summary, operations, findings } = data;
  const types = distinctTypes(data.types);
  const typeOfName = new Map(types.map((type) => [type.name, type]));
  const operationOfKey = new Map(operations.map((operation) => [keyOf(operation), operation]));

  // Texts are in order, each without the beginning of the one before it. Other values name values before them alone. So one pass restores
  // all of them, and equal values are one object.
  function unpack({ texts, nodes, shapes, ...roots }) {
    const values = [];
    let text = "";
    for (let index = 0; index < texts.length; index += 2) {
      text = text.slice(0, texts[index]) + texts[index + 1];
      values.push(text);
    }
    for (const node of nodes) {
      if (!Array.isArray(node)) {
        values.push(node);
      } else if (node[0] === 0) {
        values.push(node.slice(1).map((number) => values[number]));
      } else {
        const object = {};
        shapes[node[0] - 1].forEach((key, place) => { object[key] = values[node[place + 1]]; });
        values.push(object);
      }
    }
    const list = (numbers) => numbers.map((number) => values[number]);
    return {
      summary: values[roots.summary],
      operations: list(roots.operations),
      types: list(roots.types),
      findings: list(roots.findings),
    };
  }

  // Schemas that say the same have one type, and each its place.
  function distinctTypes(all) {
    const byName = new Map();
    for (const type of all) {
      const name = type.rust.replace(/^types::/, "");
      const entry = byName.get(name) ?? { ...type, name, places: [] };
      if (!partsOf(entry) && partsOf(type)) Object.assign(entry, type);
      entry.places.push(type);
      byName.set(name, entry);
    }
    return [...byName.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
  }

  function partsOf(type) {
    return type.fields ?? type.values ?? type.variants ?? type.target;
  }

  function keyOf(operation) {
    return `${operation.method} ${operation.path}`;
  }

  function lazy(make) {
    let value;
    return () => (value ??= make());
  }

  // The groups of an operation: its tags, or else its module.
  function groupsOf(operation) {
    return operation.tags ?? [operation.module];
  }

  // The finding belongs to the innermost operation or type that it stands in.
  const findingsOf = lazy(() => {
    const owners = new Map();
    const root = summary.document;
    const place = (file, pointer) => `${file}\n${pointer.replace(/^[^#]*/, "")}`;
    types.forEach((type) => type.places.forEach((one) => owners.set(place(one.file, one.pointer), type)));
    operations.forEach((operation) => owners.set(place(operation.file, operation.pointer), operation));
    const lists = new Map();
    const ownerOf = new Map();
    findings.forEach((finding) => {
      if (finding.pointer === undefined) return;
      for (let pointer = finding.pointer; pointer; pointer = pointer.slice(0, pointer.lastIndexOf("/"))) {
        const owner = owners.get(place(finding.file ?? root, pointer));
        if (owner) {
          ownerOf.set(finding, owner);
          if (!lists.has(owner)) lists.set(owner, []);
          lists.get(owner).push(finding);
          break;
        }
        if (!pointer.includes("/")) break;
      }
    });
    return { of: (owner) => lists.get(owner) ?? [], owner: (finding) => ownerOf.get(finding) };
  });

  // The names of types in a text of Rust, each text read once.
  const TYPE = /\btypes::(r#)?([\p{L}\p{N}_]+)/gu;
  const namesInText = new Map();
  function typeNames(text) {
    let names = namesInText.get(text);
    if (!names) {
      names = [...text.matchAll(TYPE)].map((match) => match[2]);
      namesInText.set(text, names);
    }
    return names;
  }

  function textsOfOperation(operation) {
    const payload = (one) => [one.type, ...(one.responses ?? []).map((each) => each.type), ...(one.streams ?? []).map((each) => each.type)];
    const message = (one) => [one.body, one.response];
    return [
      ...operation.parameters.map((parameter) => parameter.type),
      operation.body?.type,
      ...(operation.body?.others ?? []).map((other) => other.type),
      ...payload(operation.success),
      ...payload(operation.failure),
      ...(operation.headers ?? []).map((header) => header.type),
      ...(operation.callbacks ?? []).flatMap(message),
      operation.item,
      operation.result,
    ];
  }

  function textsOfType(type) {
    return [...(type.fields ?? []).map((field) => field.type), ...(type.variants ?? []).map((variant) => variant.type), type.target];
  }

  const usersOf = lazy(() => {
    const users = new Map();
    const collect = (user, kind, texts) => {
      const names = new Set(texts.filter(Boolean).flatMap(typeNames));
      for (const name of names) {
        let lists = users.get(name);
        if (!lists) users.set(name, (lists = { operations: [], types: [] }));
        if (user.name !== name) lists[kind].push(user);
      }
    };
    operations.forEach((operation) => collect(operation, "operations", textsOfOperation(operation)));
    types.forEach((type) => collect(type, "types", textsOfType(type)));
    return (type) => users.get(type.name) ?? { operations: [], types: [] };
  });

  // ---- Elements

  // Children are elements and texts. Attributes come from this script alone, apart from fragments, names of methods and labels.
  function el(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes ?? {})) {
      if (value === undefined || value === false) continue;
      if (key === "href" && !value.startsWith("#")) throw new Error("links lead to fragments");
      element.setAttribute(key, value === true ? "" : value);
    }
    append(element, children);
    return element;
  }

  function append(element, children) {
    for (const child of children.flat(Infinity)) {
      if (child !== undefined && child !== null && child !== false) element.append(child);
    }
  }

  function encode(text) {
    return encodeURIComponent(text).replace(/%2F/g, "/");
  }

  function operationLink(operation) {
    return `#operation/${operation.method}${encode(operation.path.startsWith("/") ? operation.path : `/${operation.path}`)}`;
  }

  function typeLink(type) {
    return `#type/${encode(type.name)}`;
  }

  // Rust as people read it: types of the client are links, and paths are left out.
  function rust(text) {
    const code = el("code");
    const short = text.replace(/(?:::)?callsmith_runtime::|(?:::)?std::(?:collections|net)::/g, "");
    if (short !== text) code.title = text.replace(/\btypes::/g, "");
    let end = 0;
    for (const match of short.matchAll(TYPE)) {
      const name = match[2];
      code.append(short.slice(end, match.index));
      const type = typeOfName.get(name);
      code.append(type ? el("a", { class: "type", href: typeLink(type) }, name) : name);
      end = match.index + match[0].length;
    }
    code.append(short.slice(end));
    return code;
  }

  function method(word) {
    const known = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"].includes(word);
    return el("span", { class: known ? `method ${word}` : "method" }, word);
  }

  // Markdown of a description, as far as it is paragraphs, lists, code and emphasis. All else is text.
  const SIMPLE_TAGS = /<\/?(?:b|i|em|strong|code|span|div|ul|ol|pre|a)(?:\s[^<>]*)?>/gi;
  const BREAKS = /<\/?(?:p|br|li|h[1-6])(?:\s[^<>]*)?\/?>/gi;

  function prose(text) {
    const box = el("div", { class: "prose" });
    if (!text) return box;
    const parts = text.replace(/\r\n?/g, "\n").split(/^[ \t]*(?:```|~~~).*$/m);
    parts.forEach((part, index) => {
      if (index % 2 === 1) {
        box.append(el("pre", {}, part.replace(/^\n|\n$/g, "")));
        return;
      }
      const plain = part.replace(BREAKS, "\n\n").replace(SIMPLE_TAGS, "");
      for (const block of plain.split(/\n\s*\n/)) {
        const lines = block.split("\n").filter((line) => line.trim());
        if (lines.length) box.append(...blockOf(lines));
      }
    });
    return box;
  }

  function blockOf(lines) {
    const ITEM = /^\s*(?:[-*+]|\d+[.)])\s+/;
    const elements = [];
    let list;
    let paragraph = [];
    const flush = () => {
      if (paragraph.length) elements.push(el("p", {}, inline(paragraph.join(" "))));
      paragraph = [];
    };
    for (const line of lines) {
      if (ITEM.test(line)) {
        flush();
        if (!list) elements.push((list = el("ul")));
        list.append(el("li", {}, inline(line.replace(ITEM, ""))));
      } else if (list && /^\s/.test(line)) {
        list.lastChild.append(" ", ...inline(line.trim()));
      } else if (/^#{1,6}\s/.test(line)) {
        flush();
        elements.push(el("p", {}, el("strong", {}, line.replace(/^#+\s+/, ""))));
        list = undefined;
      } else {
        list = undefined;
        paragraph.push(line.trim());
      }
    }
    flush();
    return elements;
  }

  function inline(text) {
    const parts = [];
    let end = 0;
    for (const match of text.matchAll(/`{1,2}([^`]{1,2000})`{1,2}|\*\*([^*]{1,2000})\*\*|\[([^\][]{1,300})\]\(([^()\s]{1,2000})\)/g)) {
      parts.push(text.slice(end, match.index));
      if (match[1] !== undefined) parts.push(el("code", {}, match[1]));
      else if (match[2] !== undefined) parts.push(el("strong", {}, match[2]));
      else parts.push(match[3], " ", el("span", { class: "muted" }, `(${match[4]})`));
      end = match.index + match[0].length;
    }
    parts.push(text.slice(end));
    return parts;
  }

  function table(heads, rows) {
    const head = el("tr", {}, heads.map((text) => el("th", { scope: "col" }, text)));
    const body = rows.map((cells) => el("tr", {}, cells.map((cell, index) => el("td", { class: index === 0 && "name" }, cell))));
    return el("div", { class: "wide" }, el("table", { class: "stack" }, el("thead", {}, head), el("tbody", {}, body)));
  }

  function terms(pairs) {
    const rows = pairs.filter(([, value]) => value !== undefined && value !== "" && value !== false);
    return el("dl", {}, rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)]));
  }

  function section(title, ...content) {
    return [el("h2", {}, title), ...content];
  }

  function mark(text, kind) {
    return el("span", { class: kind ? `mark ${kind}` : "mark" }, text);
  }

  const NUMBERS = new Intl.NumberFormat("en");
  function number(count) {
    return NUMBERS.format(count);
  }

  function plural(count, noun) {
    return `${number(count)} ${noun}${count === 1 ? "" : "s"}`;
  }

  function joined(elements, separator = ", ") {
    return elements.flatMap((element, index) => (index ? [separator, element] : [element]));
  }

  // A message, whose names are in backticks.
  function quoted(text) {
    return el("span", { class: "text" }, text.split("`").map((part, index, all) =>
      (index % 2 === 0 ? part : index + 1 < all.length ? el("code", {}, part) : `\`${part}`)));
  }

  // A list of which a part is shown at first.
  function slices(items, size, show) {
    const box = el("div");
    const button = el("button", { type: "button", class: "more" });
    let shown = 0;
    const more = () => {
      const next = items.slice(shown, shown + size).map(show);
      shown += next.length;
      button.remove();
      box.append(...next);
      const left = items.length - shown;
      if (left > 0) {
        button.textContent = `Show ${number(Math.min(left, size))} more of ${number(left)}`;
        box.append(button);
      }
      return next;
    };
    button.addEventListener("click", () => {
      const focus = more()[0];
      (focus?.matches("a, summary") ? focus : focus?.querySelector("a, summary"))?.focus();
    });
    more();
    return box;
  }

  function place(part) {
    return [el("code", {}, `${part.file}:${part.line}`), " ", el("code", { class: "muted" }, part.pointer)];
  }

  // ---- Lists of many rows: those in view are in the document

  class Rows {
    constructor(label, row) {
      this.row = row;
      this.items = [];
      this.first = 0;
      this.list = el("ul", { "aria-label": label });
      this.empty = el("p", { class: "empty" }, "Nothing matches.");
      this.box = el("div", { class: "rows" }, this.list);
      this.box.addEventListener("scroll", () => this.draw(), { passive: true });
      this.box.addEventListener("keydown", (event) => this.key(event));
      new ResizeObserver(() => this.measure()).observe(this.box);
    }

    show(items) {
      this.items = items;
      this.box.scrollTop = 0;
      this.empty.remove();
      if (!items.length) this.box.append(this.empty);
      this.measure();
    }

    measure() {
      this.height = parseFloat(getComputedStyle(this.box).getPropertyValue("--row")) || 36;
      this.list.style.height = `${this.items.length * this.height}px`;
      this.draw(true);
    }

    draw(anew) {
      const margin = 8;
      const first = Math.max(0, Math.floor(this.box.scrollTop / this.height) - margin);
      const last = Math.min(this.items.length, first + Math.ceil((this.box.clientHeight || innerHeight) / this.height) + 2 * margin);
      if (!anew && first === this.first && last === this.last) return;
      this.lay(first, last);
    }

    lay(first, last) {
      const focus = this.list.contains(document.activeElement) ? Number(document.activeElement.dataset.index) : undefined;
      [this.first, this.last] = [first, last];
      const rows = this.items.slice(first, last).map((item, offset) => {
        const index = first + offset;
        const row = el("li", { "aria-posinset": index + 1, "aria-setsize": this.items.length }, this.row(item));
        row.firstChild.dataset.index = index;
        row.style.transform = `translateY(${index * this.height}px)`;
        return row;
      });
      this.list.replaceChildren(...rows);
      if (focus >= first && focus < last) this.anchor(focus).focus({ preventScroll: true });
    }

    anchor(index) {
      return this.list.children[index - this.first].firstChild;
    }

    focus(index) {
      if (!this.items.length) return;
      index = Math.max(0, Math.min(this.items.length - 1, index));
      const [top, height] = [index * this.height, this.box.clientHeight];
      if (top < this.box.scrollTop) this.box.scrollTop = top;
      if (top + this.height > this.box.scrollTop + height) this.box.scrollTop = top + this.height - height;
      this.draw();
      this.anchor(index).focus({ preventScroll: true });
    }

    key(event) {
      const at = Number(document.activeElement?.dataset?.index);
      const page = Math.max(1, Math.floor(this.box.clientHeight / this.height) - 1);
      const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity };
      if (Number.isNaN(at) || !(event.key in steps) || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      if (event.key === "ArrowUp" && at === 0) return void this.box.parentElement.querySelector("input")?.focus();
      this.focus(at + steps[event.key]);
    }

    // On paper there is no scrolling: the rows that match, as far as paper goes.
    print(isPrinted) {
      if (isPrinted) this.lay(0, Math.min(this.items.length, 3000));
      else this.draw(true);
    }
  }

  // A list with a search and filters. Their state is in the fragment, so a link or a step back leads to the same rows.
  class Listing {
    constructor({ name, noun, items, label, text, row, filters }) {
      Object.assign(this, { name, noun, items, filters });
      this.labels = lazy(() => items.map((item) => label(item).toLowerCase()));
      this.texts = lazy(() => items.map((item) => text(item).toLowerCase()));
      this.rows = new Rows(`${noun}s`, row);
      this.count = el("span", { class: "count", role: "status" });
      this.search = el("input", { type: "search", placeholder: `Search ${noun}s`, "aria-label": `Search ${noun}s`, "aria-keyshortcuts": "/", autocomplete: "off", spellcheck: "false" });
      this.search.addEventListener("input", () => this.change());
      this.search.addEventListener("keydown", (event) => {
        if (event.key === "ArrowDown" || event.key === "Enter") {
          event.preventDefault();
          this.rows.focus(0);
        }
      });
      filters.forEach((filter) => filter.control.addEventListener("change", () => this.change()));
      const tools = el("div", { class: "tools", role: "search" }, this.search, filters.map((filter) => filter.element), this.count);
      this.elements = [tools, this.rows.box];
    }

    // Takes the state of a fragment.
    open(parameters) {
      const state = parameters.toString();
      if (state === this.state) return;
      this.search.value = parameters.get("q") ?? "";
      this.filters.forEach((filter) => filter.set(parameters.get(filter.key) ?? ""));
      this.apply(state);
    }

    change() {
      const parameters = new URLSearchParams();
      if (this.search.value) parameters.set("q", this.search.value);
      this.filters.forEach((filter) => { if (filter.get()) parameters.set(filter.key, filter.get()); });
      const state = parameters.toString();
      history.replaceState(null, "", `#${this.name}${state ? `?${state}` : ""}`);
      this.apply(state);
    }

    apply(state) {
      this.state = state;
      const words = this.search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const filters = this.filters.filter((filter) => filter.get());
      const texts = words.length ? this.texts() : [];
      // What is called so comes before what only mentions it.
      const [called, others] = [[], []];
      this.items.forEach((item, index) => {
        if (!words.every((word) => texts[index].includes(word)) || !filters.every((filter) => filter.has(item, filter.get()))) return;
        const isCalled = words.every((word) => this.labels()[index].includes(word));
        (isCalled ? called : others).push(item);
      });
      const matches = [...called, ...others];
      this.rows.show(matches);
      const all = plural(this.items.length, this.noun);
      this.count.textContent = matches.length === this.items.length ? all : `${number(matches.length)} of ${all}`;
    }
  }

  function choice(key, label, options, has) {
    const control = el("select", { "aria-label": label }, el("option", { value: "" }, label), options.map(([value, text]) => el("option", { value }, text)));
    return {
      key, control, has, element: control,
      get: () => control.value,
      set: (value) => { control.value = options.some(([other]) => other === value) ? value : ""; },
    };
  }

  function flag(key, label, has) {
    const control = el("input", { type: "checkbox" });
    return {
      key, control, has, element: el("label", {}, control, label),
      get: () => (control.checked ? "1" : ""),
      set: (value) => { control.checked = value !== ""; },
    };
  }

  function counted(values) {
    const counts = new Map();
    values.forEach((value) => counts.set(value, (counts.get(value) ?? 0) + 1));
    return [...counts].sort(([a], [b]) => a.localeCompare(b, "en")).map(([value, count]) => [value, `${value} (${number(count)})`]);
  }

  function hasStreams(operation) {
    return Boolean(operation.success.streams?.length);
  }

  function findingMark(owner) {
    const list = findingsOf().of(owner).filter((finding) => finding.severity !== "note");
    const kind = list.some((finding) => finding.severity === "error") ? "error" : "warning";
    return list.length > 0 && mark(plural(list.length, "finding"), kind);
  }

  function operationRow(operation) {
    const [head, name] = operation.signature.split(/^(fn )/).slice(1);
    const end = name.indexOf("(");
    const signature = rowText(name.slice(end));
    const label = `${operation.method} ${operation.path}`;
    return el("a", { href: operationLink(operation), class: operation.deprecated && "deprecated", title: operation.summary ?? label },
      method(operation.method),
      el("span", { class: "cell" }, el("span", { class: "path" }, operation.path), operation.deprecated && mark("deprecated"), findingMark(operation)),
      el("code", { class: "signature" }, head, el("b", {}, name.slice(0, end)), signature));
  }

  function rowText(text) {
    return text.replace(/\btypes::|(?:::)?callsmith_runtime::|(?:::)?std::(?:collections|net)::/g, "");
  }

  const operationList = lazy(() => new Listing({
    name: "operations",
    noun: "operation",
    items: operations,
    label: (operation) => `${operation.method} ${operation.path} ${operation.id}`,
    text: (operation) => [operation.method, operation.path, operation.id, operation.signature, operation.summary, ...groupsOf(operation)].join("\n"),
    row: operationRow,
    filters: [
      choice("group", "All groups", counted(operations.flatMap(groupsOf)), (operation, group) => groupsOf(operation).includes(group)),
      choice("method", "All methods", counted(operations.map((operation) => operation.method)), (operation, word) => operation.method === word),
      choice("kind", "All kinds", [["pages", "Pages"], ["streams", "Streams"], ["long", "Long-running"]], (operation, kind) => ({
        pages: operation.item !== undefined,
        streams: hasStreams(operation),
        long: operation.result !== undefined,
      })[kind]),
      flag("findings", "With findings", (operation) => findingsOf().of(operation).length > 0),
      flag("deprecated", "Deprecated", (operation) => operation.deprecated),
    ],
  }));

  function typeRow(type) {
    const users = usersOf()(type);
    const parts = partCount(type);
    return el("a", { href: typeLink(type), class: type.deprecated && "deprecated" },
      el("span", { class: "types-kind" }, type.kind),
      el("span", { class: "cell" }, el("span", { class: "path" }, type.name), type.deprecated && mark("deprecated"), findingMark(type)),
      el("span", { class: "signature" }, [parts, users.operations.length ? plural(users.operations.length, "operation") : undefined].filter(Boolean).join(" · ")));
  }

  function partCount(type) {
    if (type.fields) return plural(type.fields.length, "field");
    if (type.values) return plural(type.values.length, "value");
    if (type.variants) return plural(type.variants.length, "variant");
    return type.target && `= ${rowText(type.target)}`;
  }

  const typeList = lazy(() => new Listing({
    name: "types",
    noun: "type",
    items: types,
    label: (type) => type.name,
    text: (type) => [type.name, ...(type.fields ?? []).map((field) => field.name ?? ""), ...(type.values ?? []).map((value) => value.value), ...type.places.map((one) => one.pointer)].join("\n"),
    row: typeRow,
    filters: [
      choice("kind", "All kinds", counted(types.map((type) => type.kind)), (type, kind) => type.kind === kind),
      flag("findings", "With findings", (type) => findingsOf().of(type).length > 0),
    ],
  }));

  // ---- Pages

  function overview() {
    const figures = [
      ["#operations", operations.length, "operation"],
      ["#types", types.length, "type"],
      ["#findings", findings.filter((finding) => finding.severity === "warning").length, "warning"],
      ["#findings", findings.filter((finding) => finding.severity === "error").length, "error"],
    ];
    const shown = figures.filter(([, count, noun]) => count > 0 || noun !== "error");
    return [
      el("h1", {}, summary.title || summary.document),
      summary.description && slices([summary.description], 1, prose),
      el("div", { class: "figures" }, shown.map(([href, count, noun]) =>
        el("a", { href }, el("strong", {}, number(count)), el("span", {}, count === 1 ? noun : `${noun}s`)))),
      ...section("Document", terms([
        ["File", el("code", {}, summary.document)],
        ["Version", summary.version],
        ["Servers", summary.servers.length > 0 && joined(summary.servers.map((server) => el("code", {}, server)))],
        ["Security", summary.security.length > 0 && joined(summary.security.map((scheme) => `${scheme.name} (${schemeText(scheme)})`))],
        ["Made by", summary.generator],
      ])),
      ...section("Options", summary.settings.length
        ? terms(summary.settings.map(({ key, value }) => [el("code", {}, key), el("code", {}, value)]))
        : el("p", { class: "muted" }, "None are set.")),
      ...coverageSection(),
      ...(summary.webhooks.length ? section("Webhooks", messages(summary.webhooks)) : []),
      ...section("Findings by code", codeTable()),
    ];
  }

  function schemeText(scheme) {
    return [scheme.kind, scheme.in && `in ${scheme.in}`, scheme.parameter].filter(Boolean).join(" ");
  }

  function coverageSection() {
    const columns = ["total", "exact", "approximated", "untyped", "skipped", "unused", "omitted"];
    const rows = summary.tallies.filter((tally) => tally.total > 0);
    if (!rows.length) return [];
    const cell = (count) => el("td", { class: count ? "number" : "number muted" }, number(count));
    return section("Coverage",
      el("p", { class: "muted" }, "The constructs of the document, by what the client has of them."),
      el("div", { class: "wide" }, el("table", {},
        el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Construct"), columns.map((column) => el("th", { scope: "col", class: "number" }, column)))),
        el("tbody", {}, rows.map((tally) => el("tr", {}, el("th", { scope: "row" }, tally.kind), columns.map((column) => cell(tally[column]))))))));
  }

  const RANK = { error: 0, warning: 1, note: 2 };
  const codes = lazy(() => summary.codes.map((entry) => {
    const list = findings.filter((finding) => finding.code === entry.code);
    return { ...entry, list, severity: list.map((finding) => finding.severity).sort((a, b) => RANK[a] - RANK[b])[0] };
  }).sort((a, b) => RANK[a.severity] - RANK[b.severity] || b.list.length - a.list.length));

  function codeTable() {
    if (!findings.length) return el("p", { class: "muted" }, "There are none: the client has the document as it is.");
    return table(["Code", "Findings", "Severity"], codes().map((entry) => [
      el("a", { href: `#findings/${entry.code}` }, el("code", {}, entry.code)),
      number(entry.list.length),
      el("span", { class: `severity ${entry.severity}` }, entry.severity),
    ]));
  }

  function operationPage(operation) {
    document.title = `${operation.method} ${operation.path} – ${summary.title}`;
    const call = operation.rust.startsWith("Client::") ? "Client" : operation.rust.split("::").slice(0, -1).join("::");
    const list = findingsOf().of(operation);
    return [
      el("h1", {}, method(operation.method), el("span", { class: "path" }, operation.path), operation.deprecated && mark("deprecated")),
      operation.summary && el("p", { class: "text" }, operation.summary),
      el("pre", { class: "code" }, el("span", { class: "muted" }, `impl ${call}  `), rust(operation.signature)),
      operation.description && operation.description !== operation.summary && prose(operation.description),
      ...section("Place", terms([
        ["Operation", el("code", {}, operation.id)],
        ["Method in Rust", el("code", {}, operation.rust)],
        ["Group", joined(groupsOf(operation).map((group) => el("a", { href: `#operations?${new URLSearchParams({ group })}` }, group)))],
        ["Document", place(operation)],
        ["Security", securityText(operation)],
      ])),
      ...parameterSection(operation),
      ...bodySection(operation.body),
      ...sequenceSection(operation),
      ...payloadSection("Responses", operation.success),
      ...payloadSection("Errors", operation.failure),
      ...(operation.headers ? section("Headers of responses", table(["Header", "Type", ""], operation.headers.map((header) =>
        [el("code", {}, header.name), [rust(header.type), !header.required && mark("optional")], prose(header.description)]))) : []),
      ...(operation.callbacks ? section("Callbacks", messages(operation.callbacks)) : []),
      ...(list.length ? section("Findings", slices(list, 20, findingEntry)) : []),
    ];
  }

  function securityText(operation) {
    const alternatives = operation.security.map((needed) => (needed.length ? needed.join(" with ") : "none"));
    return alternatives.length ? alternatives.join(", or ") : "none";
  }

  function parameterSection(operation) {
    if (!operation.parameters.length) return [];
    const rows = operation.parameters.map((parameter) => [
      [el("code", {}, parameter.argument ?? parameter.setter ?? parameter.name), !parameter.required && mark("optional"), parameter.deprecated && mark("deprecated")],
      rust(parameter.type),
      [parameter.in, " ", el("code", {}, parameter.name), parameter.part && ` of part ${parameter.part}`],
      prose(parameter.description),
    ]);
    return section("Parameters", table(["Name", "Type", "In the request", ""], rows));
  }

  function bodySection(body) {
    if (!body) return [];
    const others = (body.others ?? []).map((other) => [el("code", {}, other.media_type), other.type ? rust(other.type) : rust(body.type), other.method ? el("code", {}, other.method) : ""]);
    const rows = [[el("code", {}, body.media_type), [rust(body.type), !body.required && mark("optional")], body.raw ? ["raw bytes: ", el("code", {}, body.raw)] : ""], ...others];
    return section("Body", body.description && prose(body.description), table(["Media type", "Type", "Method"], rows));
  }

  const NEXT = {
    link: "The response has the URL of the next page.",
    header: "The header Link has the URL of the next page.",
    operation: "Another operation has the next page.",
    cursor: "A value of the response goes into the next request.",
    offset: "The number of items before the page goes into the next request.",
    page: "The number of the page goes into the next request.",
    none: "There is one page.",
  };

  function sequenceSection(operation) {
    const rows = [];
    if (operation.item !== undefined) {
      rows.push(["Pages", [el("code", {}, "items()"), " and ", el("code", {}, "pages()"), " give ", rust(operation.item), ". ", NEXT[operation.next_page]]]);
    }
    for (const stream of operation.success.streams ?? []) {
      rows.push(["Stream", [el("code", {}, `${stream.method}()`), " gives ", rust(stream.type), " of ", el("code", {}, stream.media_type)]]);
    }
    if (operation.result !== undefined) {
      rows.push(["Long-running", [el("code", {}, "wait()"), " and ", el("code", {}, "poller()"), " end with ", rust(operation.result)]]);
    }
    return rows.length ? section(rows.map(([name]) => name).join(", "), terms(rows)) : [];
  }

  function payloadSection(title, payload) {
    if (!payload.statuses.length) return [];
    const rows = payload.statuses.map((status, index) => {
      const answer = payload.responses?.[index];
      const type = answer ? [el("code", {}, answer.variant), " ", answer.type ? rust(answer.type) : el("code", { class: "muted" }, "()")] : rust(payload.type);
      return [el("code", {}, status), type, prose(payload.descriptions?.[index])];
    });
    const media = [...(payload.media_types ?? []), ...(payload.offered ?? [])].filter((text, index, all) => all.indexOf(text) === index);
    return section(title,
      payload.responses && el("p", {}, "The type is ", rust(payload.type), ", which has a variant for each status."),
      table(["Status", "Type", ""], rows),
      media.length > 0 && el("p", { class: "muted" }, joined(media.map((text) => el("code", {}, text)))));
  }

  function messages(list) {
    return table(["Name", "Request", "Body", "Wanted response"], list.map((message) => [
      el("code", {}, message.name),
      [method(message.method), el("code", {}, message.expression ?? "")],
      message.body ? rust(message.body) : "",
      message.response ? rust(message.response) : "",
    ]));
  }

  function typePage(type) {
    document.title = `${type.name} – ${summary.title}`;
    const users = usersOf()(type);
    const list = findingsOf().of(type);
    const original = type.copy_of && typeOfName.get(type.copy_of.replace(/^types::/, ""));
    return [
      el("h1", {}, el("span", { class: "path" }, type.name), mark(type.kind), type.deprecated && mark("deprecated")),
      type.description && prose(type.description),
      original && el("p", {}, "A copy of ", el("a", { class: "type", href: typeLink(original) }, original.name), ` for ${(type.used_in ?? []).join(", ")}.`),
      ...typeParts(type),
      ...section("Place", slices(type.places, 10, (one) => el("div", {}, place(one)))),
      ...(users.operations.length ? section(`Used by ${plural(users.operations.length, "operation")}`, slices(users.operations, 50, (operation) =>
        el("div", {}, el("a", { href: operationLink(operation) }, method(operation.method), el("span", { class: "path" }, operation.path))))) : []),
      ...(users.types.length ? section(`Used by ${plural(users.types.length, "type")}`, slices(users.types, 50, (user) =>
        el("div", {}, el("a", { class: "type", href: typeLink(user) }, el("code", {}, user.name))))) : []),
      ...(!users.operations.length && !users.types.length ? section("Used by", el("p", { class: "muted" }, "No operation and no other type.")) : []),
      ...(list.length ? section("Findings", slices(list, 20, findingEntry)) : []),
    ];
  }

  function typeParts(type) {
    if (type.fields) {
      return section("Fields", table(["Field", "Type", "Property", ""], type.fields.map((field) => [
        [el("code", {}, field.rust), field.deprecated && mark("deprecated")],
        rust(field.type),
        field.name === undefined ? el("span", { class: "muted" }, "all others") : el("code", {}, field.name),
        prose(field.description),
      ])));
    }
    if (type.values) {
      const rows = type.values.map((value) => [el("code", {}, value.variant), el("code", {}, value.value)]);
      if (type.other) rows.push([el("code", {}, type.other), el("span", { class: "muted" }, "any other value")]);
      return section("Values", table(["Variant", "Value"], rows));
    }
    if (type.variants) {
      const rows = type.variants.map((variant) => [
        el("code", {}, variant.variant),
        rust(variant.type),
        el("div", {}, toldBy(type, variant), prose(variant.description)),
      ]);
      if (type.other) rows.push([el("code", {}, type.other), rust("callsmith_runtime::JsonValue"), el("span", { class: "muted" }, "any other value")]);
      return section("Variants",
        type.tag && el("p", {}, "The property ", el("code", {}, type.tag.property), " tells them apart."),
        table(["Variant", "Type", "Values"], rows));
    }
    return type.target ? section("Another name for", el("p", {}, rust(type.target))) : [];
  }

  // The values that are read as a variant.
  function toldBy(type, variant) {
    const phrases = [];
    if (variant.tags) phrases.push([el("code", {}, type.tag?.property ?? ""), " is ", joined(variant.tags.map((tag) => el("code", {}, tag)), " or ")]);
    if (type.tag?.absent === variant.variant) phrases.push([el("code", {}, type.tag.property), " is absent"]);
    if (type.tag?.other === variant.variant) phrases.push([el("code", {}, type.tag.property), " is anything else"]);
    for (const candidate of variant.candidates ?? []) {
      const phrase = [candidate.kinds.join(" or ")];
      if (candidate.items) phrase.push(` of ${candidate.items.join(" or ")}`);
      if (candidate.required) phrase.push(" with ", joined(candidate.required.map((name) => el("code", {}, name))));
      if (candidate.listed) phrase.push(": ", joined(candidate.listed.map((text) => el("code", {}, text))));
      phrases.push(phrase);
    }
    return phrases.map((phrase) => el("div", {}, phrase));
  }

  function findingEntry(finding) {
    const owner = findingsOf().owner(finding);
    return el("div", { class: "finding" },
      el("p", {}, el("span", { class: `severity ${finding.severity}` }, finding.severity), " ", quoted(finding.message)),
      finding.excerpt && el("pre", { class: "excerpt" }, finding.excerpt),
      finding.note && el("p", { class: "remark" }, "note: ", quoted(finding.note)),
      finding.help && el("p", { class: "remark" }, "help: ", quoted(finding.help)),
      el("p", { class: "place" },
        owner && [owner.name === undefined
          ? el("a", { href: operationLink(owner) }, method(owner.method), el("span", { class: "path" }, owner.path))
          : el("a", { class: "type", href: typeLink(owner) }, el("code", {}, owner.name)), " "],
        finding.pointer && el("code", {}, finding.pointer)));
  }

  function findingPage(open) {
    const entries = codes().map((entry) => {
      const content = el("div", { class: "content" });
      const fill = lazy(() => {
        content.append(prose(entry.explanation), slices(entry.list, 50, findingEntry));
        return true;
      });
      const box = el("details", { class: "code", id: `code-${entry.code}` },
        el("summary", {}, el("code", {}, entry.code), el("span", { class: "count" }, number(entry.list.length)), mark(entry.severity, entry.severity)),
        content);
      box.addEventListener("toggle", () => { if (box.open) fill(); });
      if (entry.code === open || codes().length === 1) {
        fill();
        box.open = true;
      }
      return box;
    });
    return [
      el("h1", {}, "Findings"),
      el("p", { class: "muted" }, findings.length
        ? "Where the client differs from the document, and choices that were made."
        : "There are none: the client has the document as it is."),
      ...entries,
    ];
  }

  function sizePage() {
    const rows = summary.sizes.map((row) => ({ ...row, lines: row.calls.lines + row.models.lines, bytes: row.calls.bytes + row.models.bytes }))
      .filter((row) => row.lines > 0).sort((a, b) => b.lines - a.lines);
    const most = Math.max(1, ...rows.map((row) => row.lines));
    const total = rows.reduce((sum, row) => [sum[0] + row.lines, sum[1] + row.bytes], [0, 0]);
    const bar = (row) => {
      const parts = [["calls", row.calls.lines], ["models", row.models.lines]].map(([kind, lines]) => {
        const part = el("span", { class: kind });
        part.style.width = `${(lines / most) * 100}%`;
        return part;
      });
      return el("div", { class: "bar", "aria-hidden": "true" }, parts);
    };
    const name = (row) => (row.module === undefined
      ? "shared types, and the client"
      : el("a", { href: `#operations?${new URLSearchParams({ q: "", group: groupOfModule().get(row.module) ?? "" })}` }, row.module));
    const heads = [["Group"], ["Operations", "number"], ["Types", "number"], ["Lines", "number"], ["Kilobytes", "number"], ["Lines of code"]];
    return [
      el("h1", {}, "Sizes"),
      el("p", { class: "muted" }, `The generated code has ${number(total[0])} lines and ${number(Math.round(total[1] / 1000))} kB. The types of a group are those that it alone uses.`),
      el("p", { class: "legend" }, el("span", {}, el("i", { class: "calls" }), "operations"), el("span", {}, el("i", { class: "models" }), "types and their codecs")),
      el("div", { class: "wide" }, el("table", { class: "sizes" },
        el("thead", {}, el("tr", {}, heads.map(([text, kind]) => el("th", { scope: "col", class: kind }, text)))),
        el("tbody", {}, rows.map((row) => el("tr", {},
          el("th", { scope: "row" }, name(row)),
          [row.operations, row.types, row.lines, Math.round(row.bytes / 1000)].map((count) => el("td", { class: "number" }, number(count))),
          el("td", { class: "chart" }, bar(row))))))),
    ];
  }

  const groupOfModule = lazy(() => new Map(operations.map((operation) => [operation.module, groupsOf(operation)[0]])));

  function nothing(text) {
    return [el("h1", {}, "Not in this report"), el("p", {}, el("code", {}, text)), el("p", {}, el("a", { href: "#overview" }, "Overview"))];
  }

  // ---- Fragments

  const SECTIONS = [
    ["overview", "Overview"],
    ["operations", "Operations", operations.length],
    ["types", "Types", types.length],
    ["findings", "Findings", findings.length],
    ["sizes", "Sizes"],
  ];
  const LISTINGS = new Map([["operations", operationList], ["types", typeList]]);
  const SECTION_OF = new Map([["operation", "operations"], ["type", "types"]]);
  const view = document.getElementById("view");
  const scrolls = new Map();
  let current;

  function decoded(text) {
    try {
      return decodeURIComponent(text);
    } catch {
      return text;
    }
  }

  function show() {
    if (current !== undefined) scrolls.set(current, view.scrollTop);
    const fragment = location.hash.slice(1);
    const [path, query] = [fragment.split("?")[0], fragment.split("?").slice(1).join("?")];
    const slash = path.indexOf("/");
    const [name, rest] = slash < 0 ? [path || "overview", ""] : [path.slice(0, slash), decoded(path.slice(slash + 1))];
    document.title = `${summary.title} – Callsmith report`;
    const listing = LISTINGS.get(name)?.();
    const isLater = current !== undefined;
    current = fragment;
    markSection(name);
    view.classList.toggle("list", Boolean(listing));
    if (listing) {
      const top = listing.rows.box.scrollTop;
      view.replaceChildren(...listing.elements);
      const isSame = new URLSearchParams(query).toString() === listing.state;
      listing.open(new URLSearchParams(query));
      // The first key finds the texts ready.
      setTimeout(listing.texts, 200);
      if (isSame) {
        listing.rows.box.scrollTop = listing.top ?? top;
        listing.rows.draw(true);
      }
      shownListing = listing;
    } else {
      shownListing = undefined;
      const article = el("article", { class: "article" });
      append(article, contentOf(name, rest));
      view.replaceChildren(article);
      view.scrollTop = scrolls.get(fragment) ?? 0;
      if (name === "findings" && rest) document.getElementById(`code-${rest}`)?.scrollIntoView();
    }
    if (isLater && !listing) view.focus({ preventScroll: true });
  }

  function contentOf(name, rest) {
    if (name === "overview") return overview();
    if (name === "findings") return findingPage(rest);
    if (name === "sizes") return sizePage();
    if (name === "type" && typeOfName.has(rest)) return typePage(typeOfName.get(rest));
    if (name === "operation") {
      const slash = rest.indexOf("/");
      const [word, path] = [rest.slice(0, slash), rest.slice(slash)];
      const operation = operationOfKey.get(`${word} ${path}`) ?? operationOfKey.get(`${word} ${path.slice(1)}`);
      if (operation) return operationPage(operation);
    }
    return nothing(location.hash);
  }

  function markSection(name) {
    const section = SECTION_OF.get(name) ?? name;
    for (const link of document.querySelectorAll("#sections a")) {
      if (link.hash === `#${section}`) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    }
  }

  let shownListing;

  // The list keeps its place while another page is shown: out of the document it has none.
  view.addEventListener("scroll", (event) => {
    if (shownListing && event.target === shownListing.rows.box) shownListing.top = event.target.scrollTop;
  }, { capture: true, passive: true });

  function start() {
    append(document.getElementById("title"), [summary.title || summary.document, el("span", { class: "version" }, summary.version)]);
    append(document.getElementById("sections"), SECTIONS.map(([name, text, count]) =>
      el("a", { href: `#${name}` }, text, count !== undefined && el("span", { class: "count" }, number(count)))));
    document.getElementById("skip").addEventListener("click", (event) => {
      event.preventDefault();
      view.focus();
    });
    document.addEventListener("keydown", (event) => {
      const isField = event.target.matches("input, select, textarea");
      if (event.key === "/" && !isField && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        if (!shownListing) location.hash = "#operations";
        // The fragment is shown once the event of its change comes.
        setTimeout(() => shownListing?.search.focus());
      }
    });
    addEventListener("hashchange", show);
    addEventListener("beforeprint", () => shownListing?.rows.print(true));
    addEventListener("afterprint", () => shownListing?.rows.print(false));
    show();
    requestAnimationFrame(() => performance.mark("shown"));
  }

  start();
})();
