// Whose signatures suffice (C2SP tlog-policy).
async function parsedPolicy(text) {
  const policy = { logs: [], witnesses: new Map(), groups: new Map(), quorum: null, members: new Set() };
  if (/[\u0000-\u0008\u000b-\u001f\u007f]/.test(text)) throw new No("policy_form", { line: 1 });
  for (const [place, line] of text.split("\n").entries()) {
    const words = line.split(/[ \t]+/).filter((word) => word);
    if (!words.length || words[0].startsWith("#")) continue;
    const read = POLICY_LINES[words[0]];
    if (!read || !(await read(policy, words.slice(1)))) throw new No("policy_form", { line: place + 1 });
  }
  if (policy.quorum === null) throw new No("policy_quorum");
  return policy;
}

const POLICY_LINES = Object.assign(Object.create(null), {
  async log(policy, [text, , ...more]) {
    const key = text && !more.length && (await keyOf(text, LOG));
    return key && !known(policy.logs, key) && policy.logs.push(key);
  },
  async witness(policy, [name, text, , ...more]) {
    const key = text && !more.length && (await keyOf(text, WITNESS));
    return key && fresh(policy, name) && !known([...policy.witnesses.values()], key) && policy.witnesses.set(name, key);
  },
  group(policy, [name, count, ...members]) {
    const least = { any: 1, all: members.length }[count] ?? number(count ?? "");
    const each = members.every((member) => {
      const good = defined(policy, member) && !policy.members.has(member);
      policy.members.add(member);
      return good;
    });
    return each && least >= 1 && least <= members.length && fresh(policy, name) && policy.groups.set(name, { least, members });
  },
  quorum(policy, [name, ...more]) {
    if (!name || more.length || policy.quorum !== null || !(name === "none" || defined(policy, name))) return false;
    policy.quorum = name;
    return true;
  },
});

const defined = (policy, name) => policy.witnesses.has(name) || policy.groups.has(name);
const fresh = (policy, name) => name !== "none" && !defined(policy, name);
const known = (keys, key) => keys.some((each) => same(each.key, key.key));

function witnessed(policy, name, seen) {
  const group = policy.groups.get(name);
  if (!group) return name === "none" || seen.has(name);
  return group.members.filter((member) => witnessed(policy, member, seen)).length >= group.least;
}

function wanted(policy, name) {
  const group = policy.groups.get(name);
  return group ? `${group.least}/(${group.members.map((member) => wanted(policy, member)).join(", ")})` : name;
}
