"use strict";
// Keeps what a page lets a device keep, and shows it, marked with its date, when there is no network.
// The rules are in docs/decisions/2026-11-25-offline.md. Nothing else ever passes through here.
const PAGES = "pages-1", OWN = "own-1", ASSETS = "assets-1";
const MOST = { [PAGES]: 60, [OWN]: 4, [ASSETS]: 40 };
const DAYS = { [PAGES]: 30, [OWN]: 7 };
const A_DAY = 24 * 3600 * 1000;
const KEPT_AT = "x-kept-at";

addEventListener("install", (event) => event.waitUntil(begin()));
addEventListener("activate", (event) => event.waitUntil(takeOver()));
addEventListener("message", (event) => event.waitUntil(keepOwn(event.data.keep)));
addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && endsPermission(url)) event.waitUntil(caches.delete(OWN));
  if (request.method !== "GET") return;
  if (request.mode === "navigate") event.respondWith(page(event, url));
  else if (/\/assets\/[0-9a-f]{16}\.(css|js)$/.test(url.pathname)) event.respondWith(asset(url));
});

// Of the front page, what a stranger sees; and the page for when nothing else is there.
const begin = async () => {
  await Promise.all([fetchAndKeep("/offline", "same-origin"), fetchAndKeep("/", "omit")]);
  await skipWaiting();
};

const fetchAndKeep = async (path, credentials) => {
  const answer = await fetch(path, { credentials, cache: "no-store", headers: { Accept: "text/html" } });
  await keep(PAGES, new URL(path, location.origin), answer);
};

const takeOver = async () => {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => !(name in MOST)).map((name) => caches.delete(name)));
  if (registration.navigationPreload) await registration.navigationPreload.enable();
  await clients.claim();
};

const endsPermission = ({ pathname }) => pathname.startsWith("/identity/sign-out") || pathname.startsWith("/account/");

const page = async (event, url) => {
  try {
    const answer = (await event.preloadResponse) || (await fetch(event.request));
    if (url.pathname === "/identity/sign-in") event.waitUntil(caches.delete(OWN)); // nobody is signed in any more
    if (url.pathname.endsWith("/elder")) event.waitUntil(fetchAndKeep("/offline", "same-origin")); // in its letters
    if (answer.ok) event.waitUntil(keep(PAGES, url, answer.clone()));
    return answer;
  } catch {
    const own = url.search ? undefined : await found(OWN, new URL(`${url.pathname}/kept`, url));
    return own || (await found(PAGES, url)) || offline();
  }
};

const mayKeep = ({ headers, status, redirected }) => {
  const rule = headers.get("Cache-Control") || "no-store";
  return status === 200 && !redirected && !/no-store/.test(rule) && /^text\/html/.test(headers.get("Content-Type") || "");
};

const keep = async (name, url, answer) => {
  if (!mayKeep(answer)) return;
  const headers = new Headers(answer.headers);
  headers.set(KEPT_AT, new Date().toISOString());
  const text = await answer.text();
  const cache = await caches.open(name);
  await cache.delete(plain(url)); // what was opened last stands last
  await cache.put(plain(url), new Response(text, { headers }));
  await Promise.all([...text.matchAll(/"(\/[^"]*assets\/[0-9a-f]{16}\.(?:css|js))"/g)].map(([, path]) => asset(path)));
  await trim(name);
};

const keepOwn = async (path) => {
  if (path !== "/my/kept" && path !== "/inbox/kept") return;
  const answer = await fetch(path, { cache: "no-store", headers: { Accept: "text/html" } });
  await keep(OWN, new URL(path, location.origin), answer);
};

const asset = async (path) => {
  const cache = await caches.open(ASSETS);
  const known = await cache.match(path);
  if (known) return known;
  const answer = await fetch(path);
  if (answer.ok && /immutable/.test(answer.headers.get("Cache-Control") || "")) {
    await cache.put(path, answer.clone());
    await trim(ASSETS);
  }
  return answer;
};

const trim = async (name) => {
  const cache = await caches.open(name);
  const keys = await cache.keys();
  await Promise.all(keys.slice(0, Math.max(0, keys.length - MOST[name])).map((key) => cache.delete(key)));
};

const plain = (url) => url.origin + url.pathname + url.search;

const found = async (name, url) => {
  const cache = await caches.open(name);
  const answer = await cache.match(plain(url));
  if (!answer) return;
  const at = new Date(answer.headers.get(KEPT_AT));
  if (Date.now() - at > DAYS[name] * A_DAY) return void (await cache.delete(plain(url)));
  const said = `现在没有网络。这是 ${when(at)} 打开时的内容，可能已经变了。`;
  return shown(answer, (text) => text.replace(/(<main [^>]*>)/, `$1<div class="notice warn" role="status"><p>${said}</p></div>`));
};

const offline = async () => {
  const cache = await caches.open(PAGES);
  const answer = await cache.match(`${location.origin}/offline`);
  if (!answer) return Response.error();
  const pages = await Promise.all((await cache.keys()).map(async ({ url }) => line(url, await cache.match(url))));
  const list = pages.filter(Boolean).reverse().join("");
  return shown(answer, (text) => (list ? text.replace("<!--kept-->", `<section class="group"><h2>打开过的页面</h2><ul class="cells">${list}</ul></section>`) : text));
};

const line = async (url, answer) => {
  const { pathname, search } = new URL(url);
  if (pathname === "/offline") return "";
  const [, title] = (await answer.text()).match(/<title>([^<]*) - /) || [];
  const at = when(new Date(answer.headers.get(KEPT_AT)));
  return `<li><a class="cell go" href="${safe(pathname + search)}"><span class="what">${title || "页面"}<small>${at}</small></span></a></li>`;
};

const safe = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt()};`);

const when = (at) => at.toLocaleString("zh-CN", { timeZone: "Asia/Shanghai", month: "long", day: "numeric", hour: "2-digit", minute: "2-digit", hour12: false });

const shown = async (answer, change) => {
  const headers = new Headers(answer.headers);
  headers.delete("Content-Length");
  return new Response(change(await answer.text()), { headers });
};
