// Keys, signed notes and cosignatures (C2SP signed-note, tlog-cosignature).
const LOG = 1;
const WITNESS = 4;
const STAMP = 8;
const LATEST = 253402300799n;

// The key of a vkey text; null if it is none of that kind.
async function keyOf(text, kind) {
  const [name, id, rest, ...more] = splitKey(text);
  const key = rest === undefined || more.length ? null : unbase64(rest);
  if (!name || /[\s+]/u.test(name) || !/^[0-9a-f]{8}$/.test(id) || !key || key.length !== 1 + HASH || key[0] !== kind) return null;
  const digest = await sha256(utf8(`${name}\n`), key);
  return hex(digest.slice(0, 4)) === id ? { name, id, kind, key: key.slice(1), text } : null;
}

function splitKey(text) {
  const first = text.indexOf("+");
  const second = text.indexOf("+", first + 1);
  return first < 0 || second < 0 ? [] : [text.slice(0, first), text.slice(first + 1, second), text.slice(second + 1)];
}

// Text and signature lines, whoever signed.
function splitNote(note) {
  const cut = note.lastIndexOf("\n\n");
  if (cut < 0 || !note.endsWith("\n") || /[\u0000-\u0009\u000b-\u001f]/.test(note)) throw new No("note_form");
  const lines = note.slice(cut + 2, -1).split("\n");
  if (lines.length > 100) throw new No("note_form");
  return { text: note.slice(0, cut + 1), lines: lines.map(signatureLine) };
}

function signatureLine(line) {
  const [dash, name, content, ...more] = line.split(" ");
  const bytes = content === undefined ? null : unbase64(content);
  if (dash !== "\u2014" || !name || name.includes("+") || more.length || !bytes || bytes.length < 5) throw new No("note_form");
  return { name, id: hex(bytes.slice(0, 4)), signature: bytes.slice(4) };
}

// The known keys that signed, each with the time of a cosignature. A known key's false line spoils the whole note.
async function opened(note, keys) {
  const { text, lines } = splitNote(note);
  const signed = new Map();
  for (const line of lines) {
    const key = keys.find((each) => each.name === line.name && each.id === line.id);
    if (!key) continue;
    const stamp = await holds(key, text, line.signature);
    if (stamp === null) throw new No("signature_false", { name: line.name });
    if (!signed.has(key)) signed.set(key, stamp);
  }
  return { text, signed };
}

// The time of a cosignature that holds (0 for a log's signature); null for a line that does not hold.
async function holds(key, text, signature) {
  if (key.kind === LOG) return (await signedBy(key.key, utf8(text), signature)) ? 0 : null;
  if (signature.length <= STAMP) return null;
  const stamp = BigInt(`0x${hex(signature.slice(0, STAMP))}`);
  if (stamp > LATEST) return null;
  const message = utf8(`cosignature/v1\ntime ${stamp}\n${text}`);
  return (await signedBy(key.key, message, signature.slice(STAMP))) ? Number(stamp) : null;
}

// Origin, size and root of a checkpoint.
function checkpointOf(text) {
  const lines = text.split("\n");
  const size = number(lines[1] ?? "");
  const root = unbase64(lines[2] ?? "");
  if (lines.length < 4 || lines.pop() !== "" || lines.includes("") || size === null || !root || root.length !== HASH) throw new No("note_form");
  return { origin: lines[0], size, root };
}
