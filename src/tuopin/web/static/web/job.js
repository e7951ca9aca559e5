// A job's page keeps itself up to date: it asks the API how far the job is, and loads itself anew when the job has ended.
const box = document.querySelector("[data-job]");
const bar = document.querySelector("#bar"), step = document.querySelector("#step"), counts = document.querySelector("#counts");
const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
const OPEN = ["queued", "running"];
const NUMBER = new Intl.NumberFormat("en");

document.querySelector("meta[http-equiv=refresh]")?.remove();

const show = (job) => {
  if (job.total > 0) { bar.max = job.total; bar.value = Math.min(job.done, job.total); } else { bar.removeAttribute("value"); }
  step.textContent = job.step[language];
  counts.textContent = job.total > 0 ? `${NUMBER.format(job.done)} / ${NUMBER.format(job.total)}` : "";
};

const look = async () => {
  try {
    const answer = await fetch(box.dataset.job, { headers: { Accept: "application/json" } });
    if (!answer.ok) { location.reload(); return; }
    const job = await answer.json();
    if (job.state !== box.dataset.state) { location.reload(); return; }
    show(job);
  } catch { /* the network is away for a moment: look again */ }
  setTimeout(look, 1500);
};

if (box && OPEN.includes(box.dataset.state)) { setTimeout(look, 1000); }
