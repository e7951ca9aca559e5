// A household's proof (C2SP tlog-proof): from its record up to the signed root.
const FIRST = "c2sp.org/tlog-proof@v1";
const SALT = 16;

function parsedProof(text) {
  const cut = text.indexOf("\n\n");
  const lines = text.slice(0, Math.max(cut, 0)).split("\n");
  const fail = (line) => {
    throw new No("proof_form", { line });
  };
  if (cut < 0 || lines[0] !== FIRST) fail(1);
  if (!(lines[1] ?? "").startsWith("extra ")) throw new No("proof_salt");
  const salt = unbase64(lines[1].slice("extra ".length));
  if (!salt || salt.length !== SALT) throw new No("proof_salt");
  const index = (lines[2] ?? "").startsWith("index ") ? number(lines[2].slice("index ".length)) : null;
  if (index === null || lines.length > 66) fail(3);
  const path = lines.slice(3).map((line, place) => {
    const hash = unbase64(line);
    return hash && hash.length === HASH ? hash : fail(place + 4);
  });
  return { salt, index, path, note: text.slice(cut + 2) };
}

// Each step in turn; `told` hears of every one that holds. Throws No with the reason of the first that does not.
async function verified({ proofText, recordText, policyText, told }) {
  const policy = await parsedPolicy(policyText);
  const proof = parsedProof(proofText);
  told("step_proof");
  const { text, signed } = await opened(proof.note, [...policy.logs, ...policy.witnesses.values()]);
  const head = checkpointOf(text);
  const log = policy.logs.find((each) => signed.has(each) && each.name === head.origin);
  if (!log) throw new No("log_unsigned");
  told("step_log", { name: log.name });
  const seen = new Map([...policy.witnesses].filter(([, key]) => signed.has(key)).map(([name, key]) => [name, signed.get(key)]));
  if (!witnessed(policy, policy.quorum, seen)) throw new No("few_witnesses", { seen: [...seen.keys()], wanted: wanted(policy, policy.quorum) });
  told(policy.quorum === "none" ? "step_none" : "step_witnesses");
  const record = parsedRecord(recordText);
  const inner = await sha256(proof.salt, utf8(canonical(record)));
  const leaf = await sha256(Uint8Array.of(0, 1), inner);
  if (!(await leads(leaf, proof, head))) throw new No("other_record");
  told("step_record");
  return { record, head, text, log, seen, index: proof.index, absent: [...policy.witnesses.keys()].filter((name) => !seen.has(name)) };
}

// Whether the leaf at its index leads to the root of the log (RFC 9162, 2.1.3.2).
async function leads(leaf, proof, head) {
  if (proof.index >= head.size) return false;
  let [place, last] = [BigInt(proof.index), BigInt(head.size - 1)];
  let found = leaf;
  for (const sibling of proof.path) {
    if (last === 0n) return false;
    if (place & 1n || place === last) {
      found = await sha256(Uint8Array.of(1), sibling, found);
      while (place && !(place & 1n)) [place, last] = [place >> 1n, last >> 1n];
    } else {
      found = await sha256(Uint8Array.of(1), found, sibling);
    }
    [place, last] = [place >> 1n, last >> 1n];
  }
  return last === 0n && same(found, head.root);
}
