"use strict";

const BEHAVIOURS = {
  manual: "由我操作", answer: "自动接听", accept: "接听并按 1", voicemail: "语音信箱",
  "no-answer": "无人接听", busy: "占线", reject: "拒接", failed: "无法接通",
};
const STATES = {
  idle: "待机", dialling: "正在呼叫…", ringing: "来电", listening: "已接通", talking: "通话中",
};
const KEYS = "123456789*0#";
const only = decodeURIComponent((location.pathname.match(/^\/handsets\/(.+)$/) || [])[1] || "");
// a "+" in a query arrives as a space
const prefill = (new URLSearchParams(location.search).get("dial") || "").trim().replace(/^(?=\d)/, "+");
const cards = new Map();
const find = (id) => document.getElementById(id);

async function ask(method, path, body) {
  const answer = await fetch(path, {
    method,
    headers: body === undefined ? {} : { "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const value = await answer.json();
  if (!answer.ok) throw new Error(value.error || answer.statusText);
  return value;
}

function options(select, first) {
  if (first) select.append(new Option(first, ""));
  for (const [value, text] of Object.entries(BEHAVIOURS)) select.append(new Option(text, value));
}

function disguise(shown) {
  if (!shown) return "";
  return /^(anonymous|\+266696687)$/.test(shown) ? "（隐藏）" : "（显示 " + shown + "）";
}

function row(text, small, className) {
  const item = document.createElement("li");
  if (small) item.append(Object.assign(document.createElement("small"), { textContent: small }));
  item.append(text);
  item.className = className || "";
  return item;
}

function fill(list, rows) {
  const print = rows.map((one) => one.outerHTML).join("");
  if (list.dataset.print === print) return;
  list.dataset.print = print;
  list.replaceChildren(...rows);
  list.scrollTop = list.scrollHeight;
}

class Card {
  constructor(handset) {
    this.path = "/_sim/handsets/" + encodeURIComponent(handset.number);
    this.node = find("handset").content.firstElementChild.cloneNode(true);
    const at = (selector) => this.node.querySelector(selector);
    this.at = at;
    this.node.setAttribute("aria-label", (handset.name || "手机") + " " + handset.number);
    at(".name").href = "/handsets/" + encodeURIComponent(handset.number);
    at(".to input").value = prefill;
    options(at("[name=behaviour]"));
    for (const key of KEYS) {
      const button = Object.assign(document.createElement("button"), { className: "button", textContent: key });
      button.setAttribute("aria-label", "按键 " + key);
      button.addEventListener("click", () => this.press(key));
      at(".keypad").append(button);
    }
    for (const button of this.node.querySelectorAll("[data-verb]")) {
      button.addEventListener("click", () => this.act(button.dataset.verb, { to: this.to }));
    }
    this.send(".say", (words) => this.act("say", { text: words }));
    this.send(".text", (words) => this.act("text", { to: this.to, body: words }));
    at("[name=behaviour]").addEventListener("change", (event) =>
      this.try(() => ask("POST", "/_sim/handsets", { number: this.handset.number, behaviour: event.target.value })));
    at("[data-remove]").addEventListener("click", () => this.try(() => ask("DELETE", this.path)));
  }

  get to() { return this.at(".to input").value.replace(/[\s-]/g, ""); }

  send(selector, deliver) {
    this.at(selector).addEventListener("submit", async (event) => {
      event.preventDefault();
      const input = event.target.elements.words;
      if (input.value.trim() && await deliver(input.value.trim())) input.value = "";
    });
  }

  press(key) {
    if (this.handset.state === "idle") this.at(".to input").value += key;
    else this.act("press", { digits: key });
  }

  act(verb, body) {
    if ((verb === "dial" || verb === "text") && !this.to) return this.say("请先填写号码");
    return this.try(() => ask("POST", this.path + "/" + verb, body));
  }

  async try(work) {
    this.say("");
    try { await work(); return true; } catch (problem) { return this.say(problem.message); }
  }

  say(text) { this.at(".problem").textContent = text; return false; }

  show(handset) {
    this.handset = handset;
    const state = handset.state;
    this.node.className = "handset " + state;
    this.at(".name").textContent = handset.name || "手机";
    this.at(".number").textContent = handset.number + disguise(handset.caller_id);
    this.at(".state").textContent = STATES[state];
    this.at(".shows").textContent = state === "idle" ? "" : handset.shows;
    this.at(".asked").hidden = !handset.asked;
    fill(this.at(".hears"), handset.hears.map((text) => row(text)));
    fill(this.at(".texts"), handset.texts.map((text) =>
      text.from ? row(text.body, "来自 " + text.from) : row(text.body, "发给 " + text.to, "mine")));
    const can = { dial: state === "idle", answer: state === "ringing", reject: state === "ringing",
      "hang-up": state !== "idle" && state !== "ringing" };
    for (const button of this.node.querySelectorAll("[data-verb]")) button.disabled = !can[button.dataset.verb];
    this.at(".say button").disabled = state !== "talking";
    this.at("[data-remove]").disabled = state !== "idle";
    const choice = this.at("[name=behaviour]");
    if (document.activeElement !== choice) choice.value = handset.behaviour;
  }
}

async function refresh() {
  const handsets = (await ask("GET", "/_sim/handsets")).filter((one) => !only || one.number === only);
  const numbers = new Set(handsets.map((one) => one.number));
  for (const [number, card] of cards) {
    if (!numbers.has(number)) { card.node.remove(); cards.delete(number); }
  }
  for (const handset of handsets) {
    if (!cards.has(handset.number)) {
      const card = new Card(handset);
      cards.set(handset.number, card);
      find("handsets").append(card.node);
    }
    cards.get(handset.number).show(handset);
  }
  find("empty").hidden = handsets.length > 0;
  showFaults(await ask("GET", "/_sim/faults"));
}

function showFaults(faults) {
  let wrong = 0;
  for (const field of find("faults").elements) {
    if (!field.name) continue;
    const value = faults[field.name];
    if (field.type === "checkbox") {
      field.checked = field.name === "drop" ? value.includes("all") : value;
      wrong += field.checked ? 1 : 0;
    } else {
      field.value = String(value);
      wrong += field.selectedIndex > 0 ? 1 : 0;
    }
  }
  find("fault-count").hidden = !wrong;
  find("fault-count").textContent = wrong + " 项";
}

function changeFault(event) {
  const field = event.target;
  let value = field.type === "checkbox" ? field.checked : field.value;
  if (field.name === "drop") value = field.checked ? ["all"] : [];
  if ("number" in field.dataset) value = Number(value);
  ask("POST", "/_sim/faults", { [field.name]: value });
}

const SENTENCES = {
  displayed: (one) => one.handset + " 屏幕显示 " + one.shows + "（" + STATES[one.state] + "）",
  heard: (one) => one.handset + " 听到：" + one.text,
  pressed: (one) => one.handset + " 按下 " + one.key,
  said: (one) => one.handset + " 说：" + one.text,
  texted: (one) => one.handset + " 收到短信（来自 " + one.shows + "）：" + one.body,
  sent: (one) => one.handset + " 发短信给 " + one.to + "：" + one.body,
  ended: (one) => one.handset + " 通话结束（" + one.status + "）",
  http: (one) => "→ " + one.method + " " + one.url + " " + (one.error || one.status),
  api: (one) => "← " + one.method + " " + one.path + " " + one.status,
  error: (one) => "错误 " + one.code + "：" + one.detail,
  dropped: (one) => "通知丢失：" + one.event,
};

function log(entry) {
  const sentence = SENTENCES[entry.kind];
  if (!sentence || only) return;
  const item = row(sentence(entry), "", entry.kind === "error" || entry.error ? "bad" : "");
  item.prepend(Object.assign(document.createElement("time"), { textContent: new Date(entry.at).toLocaleTimeString("zh-CN") }));
  find("log").prepend(item);
  while (find("log").children.length > 200) find("log").lastChild.remove();
}

let waiting = false;
let again = false;
async function soon() {
  if (waiting) { again = true; return; }
  waiting = true;
  try { await refresh(); } finally { waiting = false; }
  if (again) { again = false; soon(); }
}

function listen() {
  const stream = new EventSource("/_sim/ledger/stream?since=-100");
  const live = (yes) => {
    find("link").classList.toggle("live", yes);
    find("link").textContent = yes ? "已连接" : "连接断开，正在重连…";
  };
  stream.onopen = () => { find("log").replaceChildren(); live(true); soon(); };
  stream.onerror = () => live(false);
  stream.onmessage = (event) => { log(JSON.parse(event.data)); soon(); };
}

options(document.querySelector("#add [name=behaviour]"));
options(document.querySelector("#faults [name=next_answer]"), "照常");
find("faults").addEventListener("change", changeFault);
find("clear-faults").addEventListener("click", () => ask("DELETE", "/_sim/faults"));
find("add").addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const problem = form.querySelector(".problem");
  try {
    await ask("POST", "/_sim/handsets", Object.fromEntries(new FormData(form)));
    problem.textContent = "";
    form.reset();
  } catch (trouble) { problem.textContent = trouble.message; }
});
find("tools").hidden = Boolean(only);
if (only) find("empty").textContent = "没有号码为 " + only + " 的手机。";
listen();
