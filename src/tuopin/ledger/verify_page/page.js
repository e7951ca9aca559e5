// The page itself: what is put in, what is said. Nothing is built from text as markup.
const WORDS = JSON.parse(document.getElementById("words").textContent);
const TRUSTED = JSON.parse(document.getElementById("trusted").textContent);
const STEPS = ["step_proof", "step_log", "step_witnesses", "step_record"];
const $ = (id) => document.getElementById(id);
const page = { language: "zh", outcome: null };

const say = (key, values = {}) =>
  WORDS[key][page.language].replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole));

function element(name, { words, values, text, kind, scope } = {}, ...children) {
  const made = document.createElement(name);
  if (kind) made.className = kind;
  if (scope) made.scope = scope;
  if (words) made.textContent = say(words, values);
  if (text !== undefined) made.textContent = text;
  made.append(...children.filter((child) => child));
  return made;
}

function speak(language) {
  page.language = language;
  document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
  document.title = say("title");
  for (const each of document.querySelectorAll("[data-words]")) each.textContent = say(each.dataset.words);
  for (const each of document.querySelectorAll("[data-label]")) each.setAttribute("aria-label", say(each.dataset.label));
  for (const each of document.querySelectorAll("[data-language]")) each.setAttribute("aria-pressed", String(each.dataset.language === language));
  $("trust-hint").textContent = say(TRUSTED ? "trust_given" : "trust_typed");
  if (page.outcome) show(page.outcome);
}

// Pasted text may have lost its last line break or gained space around it; a proof has neither.
const trimmed = (text) => (text.trim() ? `${text.trim()}\n` : "");

async function check() {
  const given = { proofText: trimmed($("proof").value), recordText: $("record").value.trim(), policyText: $("policy").value };
  const passed = [];
  try {
    for (const [text, key] of [[given.proofText, "no_proof"], [given.recordText, "no_record"], [given.policyText.trim(), "no_policy"]]) {
      if (!text) throw new No(key);
    }
    const found = await verified({ ...given, told: (key, values) => passed.push({ key, values }) });
    return { state: "held", passed, found };
  } catch (error) {
    const no = error instanceof No ? error : new No("unexpected", { text: `${error.name}: ${error.message}` });
    return { state: no instanceof Unable || no.key === "unexpected" ? "unable" : "refused", passed, no };
  }
}

async function verify() {
  const button = document.querySelector(".main");
  page.outcome = null;
  $("result").hidden = false;
  $("result").dataset.state = "working";
  $("result").replaceChildren(element("p", { words: "working" }));
  button.disabled = true;
  page.outcome = await check();
  button.disabled = false;
  show(page.outcome);
  $("result").scrollIntoView({ block: "start" });
}

function show(outcome) {
  const { state, passed, found, no } = outcome;
  const after = element("div", { kind: "after" }, printer());
  const reached = passed.length || (no && no.key.startsWith("proof_"));
  const columns = found
    ? [element("div", {}, checks(state, passed), signers(found), meaning()), element("div", {}, content(found))]
    : [reached && state === "refused" && element("div", { kind: "wide" }, checks(state, passed))];
  $("result").replaceChildren(verdict(state, found, no), element("div", { kind: "found" }, ...columns), after);
  $("result").dataset.state = state;
}

const counted = (number) => number.toLocaleString("en");

function verdict(state, found, no) {
  const lines = { held: () => [["held_lead", { index: counted(found.index), size: counted(found.head.size) }]], unable: () => [[no.key, no.values], ["unable_lead"]], refused: () => [[no.key, spoken(no.values)], ["what_now"]] };
  const said = lines[state]().map(([words, values], place) => element("p", { words, values, kind: no && !place ? "reason" : "" }));
  const sign = element("div", { kind: "sign", text: { held: "✓", refused: "✗", unable: "!" }[state] });
  sign.setAttribute("aria-hidden", "true");
  return element("div", { kind: `verdict ${state}` }, sign, element("div", {}, element("h2", { words: state }), ...said));
}

const listed = (texts) => texts.join(page.language === "zh" ? "、" : ", ");

// A list of names in the reader's language.
function spoken(values) {
  if (!Array.isArray(values.seen)) return values;
  return { ...values, seen: values.seen.length ? listed(values.seen) : say("nobody") };
}

function checks(state, passed) {
  const lines = passed.map(({ key, values }) => [key, values, "passed"]);
  for (const key of STEPS.slice(passed.length)) lines.push([key === "step_log" ? "step_log_any" : key, {}, state === "refused" && lines.length === passed.length ? "failed" : "skipped"]);
  const items = lines.map(([words, values, kind]) => element("li", { kind }, element("span", { words, values }), element("b", { words: kind })));
  return element("div", { kind: "card" }, element("h3", { words: "steps" }), element("ul", { kind: "checks" }, ...items));
}

function content(found) {
  const fields = found.record instanceof Map ? [...found.record] : [["", found.record]];
  const rows = fields.map(([name, value]) => element("tr", {}, element("th", { text: name, scope: "row" }), element("td", { text: shown(value) })));
  const head = element("tr", {}, element("th", { words: "field", scope: "col" }), element("th", { words: "value", scope: "col" }));
  return element("div", { kind: "card" }, element("h3", { words: "content" }), element("table", {}, element("thead", {}, head), element("tbody", {}, ...rows)));
}

function shown(value) {
  if (value === true || value === false) return say(value ? "yes" : "no");
  if (value === null || value === "") return say("empty");
  if (Array.isArray(value) && value.length && value.every((each) => typeof each === "string")) return listed(value);
  return typeof value === "object" ? canonical(value) : String(value);
}

function signers(found) {
  const time = (stamp) => new Date(stamp * 1000).toLocaleString(document.documentElement.lang, { timeZone: "Asia/Shanghai", dateStyle: "long", timeStyle: "short" });
  const lines = [...found.seen].map(([name, stamp]) => element("li", { words: "witness_line", values: { name, time: time(stamp) } }));
  const absent = found.absent.map((name) => element("li", { words: "absent", values: { name }, kind: "skipped" }));
  const people = lines.length + absent.length ? [...lines, ...absent] : [element("li", { words: "nobody" })];
  return element("div", { kind: "card" }, element("h3", { words: "witnesses" }), element("ul", { kind: "people" }, ...people), element("h3", { words: "checkpoint" }), element("pre", { text: found.text }));
}

const meaning = () => element("div", { kind: "card" }, element("h3", { words: "meaning" }), element("p", { words: "meaning_held" }));

function printer() {
  const button = element("button", { words: "print", kind: "button quiet" });
  button.type = "button";
  button.addEventListener("click", () => window.print());
  return button;
}

// A file is put where it belongs by what it holds, wherever it was dropped.
async function take(file) {
  const text = (await file.text()).replace(/^\ufeff/, "");
  $(text.startsWith(FIRST) ? "proof" : "record").value = text;
}

function fill(parameters) {
  for (const id of ["proof", "record"]) {
    const bytes = unbase64((parameters.get(id) ?? "").replaceAll("-", "+").replaceAll("_", "/"));
    if (bytes && bytes.length) $(id).value = new TextDecoder().decode(bytes);
  }
  return $("proof").value && $("record").value;
}

function begin() {
  const parameters = new URLSearchParams(location.hash.slice(1));
  $("policy").value = TRUSTED;
  $("policy").readOnly = Boolean(TRUSTED);
  $("trust").open = !TRUSTED;
  const asked = parameters.get("lang") ?? navigator.language;
  speak(asked.startsWith("zh") ? "zh" : "en");
  for (const each of document.querySelectorAll("[data-language]")) each.addEventListener("click", () => speak(each.dataset.language));
  for (const id of ["proof", "record"]) {
    $(`${id}-file`).addEventListener("change", async ({ target }) => {
      for (const file of target.files) $(id).value = (await file.text()).replace(/^\ufeff/, "");
      target.value = "";
    });
  }
  $("given").addEventListener("submit", (event) => {
    event.preventDefault();
    verify();
  });
  $("clear").addEventListener("click", () => {
    for (const id of ["proof", "record"]) $(id).value = "";
    page.outcome = null;
    $("result").hidden = true;
  });
  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      event.preventDefault();
      document.body.classList.toggle("dropping", kind === "dragover");
      if (kind === "drop") Promise.all([...event.dataTransfer.files].map(take));
    });
  }
  if (fill(parameters)) verify();
}

begin();
