"use strict";
// The explorer: runs query forms and looks up actors and their claims. Text goes in as text, never as HTML.

const TABLE = "application/sparql-results+json";

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  if (text !== undefined) made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

async function fetchJson(url, accept = "application/json") {
  const response = await fetch(url, { headers: { Accept: accept } });
  const data = await response.json();
  if (!response.ok) throw new Error([data.detail, data.remedy].filter(Boolean).join(" "));
  return data;
}

function showFault(note, fault) {
  note.textContent = fault.message;
  note.classList.add("fault");
}

function cell(value) {
  const made = element("td");
  if (!value) return made;
  if (value.type === "uri") {
    const path = value.value.split("/id/")[1];
    made.append(element("a", path || value.value.replace(/^.*[#/]/, ""), { href: path ? `/id/${path}` : value.value, rel: "noreferrer" }));
  } else {
    made.textContent = value.value;
  }
  return made;
}

function table(result) {
  if ("boolean" in result) return element("p", result.boolean ? "Yes" : "No");
  const made = element("table");
  const head = made.createTHead().insertRow();
  for (const name of result.head.vars) head.append(element("th", name));
  const body = made.createTBody();
  for (const row of result.results.bindings) {
    const line = body.insertRow();
    for (const name of result.head.vars) line.append(cell(row[name]));
  }
  return made;
}

async function runQuery(form) {
  const note = form.querySelector("[role=status]");
  const answer = form.querySelector(".answer");
  note.classList.remove("fault");
  note.textContent = "Running …";
  const start = performance.now();
  try {
    const query = new URLSearchParams({ query: form.elements.query.value });
    const response = await fetch(`/sparql?${query}`, { headers: { Accept: `${TABLE}, text/turtle;q=0.9` } });
    const kind = response.headers.get("Content-Type") || "";
    if (kind.startsWith("application/problem+json")) {
      const problem = await response.json();
      throw new Error([problem.detail, problem.remedy].filter(Boolean).join(" "));
    }
    let rows = "";
    if (kind.startsWith(TABLE)) {
      const result = await response.json();
      answer.replaceChildren(table(result));
      if (result.results) rows = `${result.results.bindings.length} rows, `;
    } else {
      answer.replaceChildren(element("pre", await response.text()));
    }
    note.textContent = `${rows}${Math.round(performance.now() - start)} ms`;
  } catch (fault) {
    answer.replaceChildren();
    showFault(note, fault);
  }
}

function setUpQuery(form) {
  form.addEventListener("submit", (event) => {
    if (event.submitter && "download" in event.submitter.dataset) return;
    event.preventDefault();
    runQuery(form);
  });
  form.elements.query.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) runQuery(form);
  });
  for (const link of document.querySelectorAll("[data-query]")) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      form.elements.query.value = link.dataset.query;
      runQuery(form);
    });
  }
  if ("run" in form.dataset) runQuery(form);
}

function says(claim) {
  const chain = claim.attribution.map((link) => link.actor.name);
  return chain.length ? `according to ${chain.join(", citing ")}` : "";
}

function showClaim(claim) {
  const made = element("div", undefined, { class: "claim" });
  const what = element("p", `${claim.subject.name} ${claim.predicate.phrase} ${claim.object.name}`, { class: "what" });
  for (const tag of [claim.predicate.event_type || claim.predicate.relation, claim.modality, claim.polarity === "negative" ? "negated" : ""]) {
    if (tag && tag !== "asserted") what.append(element("span", tag, { class: "tag" }));
  }
  const sentence = element("p");
  sentence.append(claim.context.before, element("mark", claim.evidence.text), claim.context.after);
  const source = element("p", "", { class: "note" });
  source.append(element("a", claim.document, { href: `/documents/${claim.document.split("/").map(encodeURIComponent).join("/")}#${claim.id}` }));
  source.append([says(claim), claim.date ? claim.date.start : ""].filter(Boolean).map((part) => ` · ${part}`).join(""));
  made.append(what, sentence, source);
  return made;
}

async function showActor(form, id) {
  const note = form.querySelector("[role=status]");
  const list = form.querySelector(".claims");
  for (const button of form.querySelectorAll(".found button")) button.setAttribute("aria-pressed", String(button.dataset.id === id));
  try {
    const page = await fetchJson(`/claims?${new URLSearchParams({ actor: id, limit: "50" })}`);
    list.replaceChildren(...page.items.map(showClaim));
    note.classList.remove("fault");
    note.textContent = page.items.length ? `${page.items.length}${page.next ? "+" : ""} claims about ${id}` : `no claims about ${id}`;
  } catch (fault) {
    list.replaceChildren();
    showFault(note, fault);
  }
}

async function search(form) {
  const note = form.querySelector("[role=status]");
  const found = form.querySelector(".found");
  try {
    const page = await fetchJson(`/actors?${new URLSearchParams({ q: form.elements.q.value, limit: "12" })}`);
    found.replaceChildren(...page.items.map((actor) => {
      const item = element("li");
      const button = element("button", `${actor.name} (${actor.id})`, { type: "button", "data-id": actor.id, "aria-pressed": "false" });
      button.addEventListener("click", () => showActor(form, actor.id));
      item.append(button);
      return item;
    }));
    note.classList.remove("fault");
    note.textContent = page.items.length ? "" : "no actor of that name";
    if (page.items.length) showActor(form, page.items[0].id);
  } catch (fault) {
    showFault(note, fault);
  }
}

function setUpActors(form) {
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    search(form);
  });
  const follow = () => {
    const id = new URLSearchParams(location.hash.slice(1)).get("actor");
    if (!id) return;
    form.elements.q.value = id;
    showActor(form, id);
    form.scrollIntoView();
  };
  window.addEventListener("hashchange", follow);
  follow();
}

document.querySelectorAll("form.query").forEach(setUpQuery);
document.querySelectorAll("form.actors").forEach(setUpActors);
