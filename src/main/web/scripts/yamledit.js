// Changes one value in a YAML text and leaves every other letter as it stands: comments, order and
// the way it is laid out belong to the people who write the files. The parser only says where things
// are; the text is cut and joined by place.
import { isMap, isScalar, isSeq, LineCounter, parseDocument } from "yaml";

const LINE = 98;

export class YamlText {
  constructor(source) {
    this.source = source;
    this.read();
  }

  read() {
    this.lines = new LineCounter();
    this.document = parseDocument(this.source, { lineCounter: this.lines, keepSourceTokens: true });
  }

  // [{line, message}] of what cannot be read.
  get errors() {
    return this.document.errors.map((error) => ({ line: error.linePos?.[0].line ?? 1, message: error.message.split("\n")[0] }));
  }

  get value() {
    return this.document.toJS() ?? {};
  }

  node(path) {
    return this.document.getIn(path, true);
  }

  line(path) {
    const node = this.node(path);
    return node?.range ? this.lines.linePos(node.range[0]).line : 0;
  }

  // Sets a scalar that is there, or adds it to the map above it; null takes it out.
  set(path, value) {
    const node = this.node(path);
    if (value === null || value === "") {
      if (node) this.removePair(path);
    } else if (Array.isArray(value) && node) {
      this.setList(path, value);
    } else if (node) {
      this.write(node, value, this.indentOf(path));
    } else {
      this.addPair(path.slice(0, -1), path.at(-1), value);
    }
    return this;
  }

  // Whole text of a prompt: wrapped lines under >- when it is long.
  write(node, value, indent) {
    const isBlock = isScalar(node) && node.type?.startsWith("BLOCK");
    const trailing = isBlock && this.source.slice(node.range[0], node.range[1]).endsWith("\n") ? "\n" : "";
    this.splice(node.range[0], node.range[1], written(value, indent) + trailing);
  }

  // Column of the key that holds this value.
  indentOf(path) {
    const map = this.node(path.slice(0, -1));
    const pair = map.items.find((one) => same(one.key, path.at(-1)));
    return this.lines.linePos(pair.key.range[0]).col - 1;
  }

  addPair(path, key, value) {
    const map = this.node(path);
    if (!isMap(map)) throw new Error(`no map at ${path.join(".")}`);
    if (map.flow) {
      const end = map.range[1] - 1;
      const joint = map.items.length > 0 ? ", " : "";
      this.splice(end, end, `${joint}${plainKey(key)}: ${inFlow(value)}`);
      return;
    }
    const column = this.lines.linePos(map.items[0].key.range[0]).col - 1;
    const at = this.endOfLine(lastOf(map.items.at(-1)).range[1]);
    this.splice(at, at, `\n${" ".repeat(column)}${plainKey(key)}: ${written(value, column)}`);
  }

  // Where the line ends on which the last letter before this place stands.
  endOfLine(place) {
    let at = place;
    while (at > 0 && /\s/.test(this.source[at - 1])) at--;
    const end = this.source.indexOf("\n", at);
    return end < 0 ? this.source.length : end;
  }

  removePair(path) {
    const map = this.node(path.slice(0, -1));
    const i = map.items.findIndex((one) => same(one.key, path.at(-1)));
    const pair = map.items[i];
    const [from, to] = [pair.key.range[0], lastOf(pair).range[1]];
    if (map.flow) {
      if (i + 1 < map.items.length) this.splice(from, map.items[i + 1].key.range[0], "");
      else if (i > 0) this.splice(lastOf(map.items[i - 1]).range[1], to, "");
      else this.splice(from, to, "");
      return;
    }
    if (map.items.length === 1 && path.length > 2) {
      this.removePair(path.slice(0, -1)); // a map without a pair is no map
      return;
    }
    // Whole lines; the first pair of a list's item keeps its hyphen, so it is never taken out.
    const start = this.source.lastIndexOf("\n", from - 1) + 1;
    this.splice(start, Math.min(this.source.length, this.endOfLine(to) + 1), "");
  }

  // A map of short values, such as the keys of a menu: [["1", "work/work"], …].
  setEntries(path, entries) {
    const map = this.node(path);
    if (!isMap(map)) throw new Error(`no map at ${path.join(".")}`);
    // Backwards, so that places before stay right.
    for (let i = map.items.length - 1; i >= entries.length; i--) {
      this.removePair([...path, map.items[i].key.value]);
    }
    for (let i = 0; i < entries.length; i++) {
      const items = this.node(path).items;
      const [key, value] = entries[i];
      if (i >= items.length) {
        this.addPair(path, key, value);
        continue;
      }
      const pair = items[i];
      const flow = this.node(path).flow;
      if (String(pair.value.value) !== value) {
        this.splice(pair.value.range[0], pair.value.range[1], flow ? inFlow(value) : written(value, 0));
      }
      const again = this.node(path).items[i];
      if (String(again.key.value) !== key) this.splice(again.key.range[0], again.key.range[1], plainKey(key));
    }
    return this;
  }

  // A list of short values, one a line or in brackets.
  setList(path, values) {
    const list = this.node(path);
    if (!isSeq(list)) throw new Error(`no list at ${path.join(".")}`);
    if (list.flow || list.items.length === 0) {
      this.splice(list.range[0], list.range[1], `[${values.map(inFlow).join(", ")}]`);
      return this;
    }
    const column = this.lines.linePos(list.range[0]).col - 1;
    const end = this.endOfLine(list.items.at(-1).range[1]);
    this.splice(list.range[0], end, values.map((one) => `- ${written(one, column)}`).join(`\n${" ".repeat(column)}`));
    return this;
  }

  // Adds a map at the end of the text, such as a prompt that this language lacks.
  addLast(name, fields) {
    const lines = Object.entries(fields).map(([key, value]) => `  ${plainKey(key)}: ${written(value, 2)}\n`);
    this.splice(this.source.length, this.source.length, `${this.source.endsWith("\n") ? "" : "\n"}\n${name}:\n${lines.join("")}`);
    return this;
  }

  // Adds a map at the end of a list, a pair a line.
  addItem(path, item) {
    const list = this.node(path);
    const column = this.lines.linePos(list.range[0]).col - 1;
    const last = list.items.at(-1);
    const at = this.endOfLine(last.range[1]);
    const lines = Object.entries(item).map(([key, value]) => `${plainKey(key)}: ${written(value, column + 2)}`);
    const pad = " ".repeat(column);
    this.splice(at, at, `\n${pad}- ${lines.join(`\n${pad}  `)}`);
    return this;
  }

  // Takes out one of several maps of a list, with its lines.
  removeItem(path, i) {
    const item = this.node(path).items[i];
    const start = this.source.lastIndexOf("\n", item.range[0] - 1) + 1;
    this.splice(start, Math.min(this.source.length, this.endOfLine(lastOf(item.items.at(-1)).range[1]) + 1), "");
    return this;
  }

  splice(from, to, text) {
    this.source = this.source.slice(0, from) + text + this.source.slice(to);
    this.read();
  }
}

function lastOf(pair) {
  return pair.value ?? pair.key;
}

function same(key, name) {
  return String(isScalar(key) ? key.value : key) === String(name);
}

function plainKey(key) {
  return /^[A-Za-z0-9][\w-]*$/.test(String(key)) ? String(key) : JSON.stringify(String(key));
}

function isPlain(text) {
  return (
    /^[^\s\-?:,[\]{}#&*!|>'"%@`~=+.]/.test(text) &&
    !/: |\s#|:$|\s$|[\n\t]/.test(text) &&
    !/^(true|false|null|yes|no|on|off)$/i.test(text) &&
    !/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$|^0[xo]/i.test(text)
  );
}

// As a part of something in brackets or braces.
function inFlow(value) {
  if (Array.isArray(value)) return `[${value.map(inFlow).join(", ")}]`;
  if (typeof value === "object") {
    return `{${Object.entries(value).map(([key, one]) => `${plainKey(key)}: ${inFlow(one)}`).join(", ")}}`;
  }
  if (typeof value !== "string") return String(value);
  return isPlain(value) && !/[,[\]{}:]/.test(value) ? value : JSON.stringify(value);
}

function written(value, indent) {
  if (typeof value !== "string") return inFlow(value);
  const words = value.trim().replace(/\s+/g, " ");
  if (words.length + indent + 8 <= LINE) {
    return isPlain(words) ? words : JSON.stringify(words);
  }
  const pad = " ".repeat(indent + 2);
  const lines = [];
  let line = "";
  for (const word of words.split(" ")) {
    if (line && pad.length + line.length + 1 + word.length > LINE) {
      lines.push(line);
      line = word;
    } else {
      line = line ? `${line} ${word}` : word;
    }
  }
  lines.push(line);
  return `>-\n${lines.map((one) => pad + one).join("\n")}`;
}
