// A record read strictly (nothing twice, no fractions), and written in its canonical form (RFC 8785). Objects are Maps.
const DEEPEST = 100;

function parsedRecord(text) {
  const reader = new RecordReader(text);
  const value = reader.value(0);
  reader.space();
  if (reader.at !== text.length) reader.fail();
  return value;
}

class RecordReader {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  fail() {
    throw new No("record_form", { at: this.at + 1 });
  }

  take(pattern) {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text);
    if (found) this.at = pattern.lastIndex;
    return found && found[0];
  }

  space() {
    this.take(/[ \t\n\r]*/y);
  }

  value(depth) {
    if (depth > DEEPEST) this.fail();
    this.space();
    const first = this.text[this.at];
    if (first === "{") return this.object(depth);
    if (first === "[") return this.list(depth);
    if (first === '"') return this.string();
    const word = this.take(/true|false|null/y);
    return word ? JSON.parse(word) : this.number();
  }

  number() {
    const text = this.take(/-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]+)?/y);
    if (text === null) this.fail();
    if (/[.eE]/.test(text) || !Number.isSafeInteger(Number(text))) throw new No("record_number", { text });
    return Number(text);
  }

  string() {
    const literal = this.take(/"([^"\\\u0000-\u001f]|\\(["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y);
    if (literal === null) this.fail();
    const text = JSON.parse(literal);
    if (/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(text)) this.fail();
    return text;
  }

  list(depth) {
    const found = [];
    this.each("]", () => found.push(this.value(depth + 1)));
    return found;
  }

  object(depth) {
    const found = new Map();
    this.each("}", () => {
      this.space();
      const name = this.string();
      if (found.has(name)) throw new No("record_twice", { name });
      this.space();
      if (this.take(/:/y) === null) this.fail();
      found.set(name, this.value(depth + 1));
    });
    return found;
  }

  // What stands between brackets, with commas between.
  each(end, item) {
    this.at += 1;
    this.space();
    if (this.text[this.at] === end) {
      this.at += 1;
      return;
    }
    for (;;) {
      item();
      this.space();
      const mark = this.text[this.at];
      if (mark !== "," && mark !== end) this.fail();
      this.at += 1;
      if (mark === end) return;
    }
  }
}

// Names in the order of their UTF-16 units, which is JavaScript's own.
function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value instanceof Map) {
    return `{${[...value.keys()].sort().map((name) => `${JSON.stringify(name)}:${canonical(value.get(name))}`).join(",")}}`;
  }
  return JSON.stringify(value);
}
