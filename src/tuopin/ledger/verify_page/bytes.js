// Bytes, hashes, and the one way of saying no: a key of the table of words, and the values that belong into it.
class No extends Error {
  constructor(key, values = {}) {
    super(key);
    this.key = key;
    this.values = values;
  }
}

class Unable extends No {}

const HASH = 32;
const utf8 = (text) => new TextEncoder().encode(text);

function joined(...parts) {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const same = (one, other) => one.length === other.length && one.every((byte, at) => byte === other[at]);
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
const base64 = (bytes) => btoa(String.fromCharCode(...bytes));

// The bytes of a Base64 text that is written in the one proper way; null otherwise.
function unbase64(text) {
  if (!/^[A-Za-z0-9+/]*={0,2}$/.test(text) || text.length % 4) return null;
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  return base64(bytes) === text ? bytes : null;
}

// A whole number written in the one proper way; null otherwise.
function number(text) {
  const found = /^(0|[1-9][0-9]{0,15})$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(found) ? found : null;
}

const subtle = () => {
  if (!globalThis.crypto || !crypto.subtle) throw new Unable("no_crypto");
  return crypto.subtle;
};

async function sha256(...parts) {
  return new Uint8Array(await subtle().digest("SHA-256", joined(...parts)));
}

// Whether the key's owner signed. A browser without Ed25519 is told apart from a false signature.
async function signedBy(key, message, signature) {
  let known;
  try {
    known = await subtle().importKey("raw", key, { name: "Ed25519" }, false, ["verify"]);
  } catch (error) {
    if (error instanceof No) throw error;
    if (error.name === "NotSupportedError" || error.name === "TypeError" || error.name === "SyntaxError") throw new Unable("no_ed25519");
    return false;
  }
  return subtle().verify({ name: "Ed25519" }, known, signature, message);
}
