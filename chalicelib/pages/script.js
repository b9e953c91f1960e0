"use strict";
// Everything here only adds comfort: each page works without it.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];

  // A form is sent once; coming back by the back button makes it usable again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-once]")) return;
    if (form.dataset.sent) return event.preventDefault();
    form.dataset.sent = "yes";
    setTimeout(() => all("button", form).forEach((button) => (button.disabled = true)));
  });
  addEventListener("pageshow", () =>
    all("form[data-sent]").forEach((form) => {
      delete form.dataset.sent;
      all("button", form).forEach((button) => (button.disabled = false));
    }),
  );

  document.addEventListener("click", (event) => {
    const back = event.target.closest("[data-back]");
    if (back && history.length > 1) {
      event.preventDefault();
      history.back();
    }
    const locate = event.target.closest("[data-locate]");
    if (locate) whereAmI(locate);
    const copy = event.target.closest("[data-copy]");
    if (copy) navigator.clipboard.writeText(copy.dataset.copy).then(() => say(copy, "已复制"));
  });

  // data-locate: ask the browser where it is, blur that to about 100 m before it leaves the phone, and send the form.
  const whereAmI = (button) => {
    const { form } = button;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.latitude.value = coords.latitude.toFixed(3);
        form.elements.longitude.value = coords.longitude.toFixed(3);
        form.requestSubmit();
      },
      () => say(button, "没有得到位置，请直接描述给车主听"),
      { timeout: 10000, maximumAge: 60000 },
    );
  };

  const say = (button, words) => {
    const before = button.textContent;
    button.textContent = words;
    setTimeout(() => (button.textContent = before), 2000);
  };

  // data-live: fetch the page again and take over the element of the same id, while it is live.
  const follow = (element) => {
    const every = 1000 * (element.dataset.every || 3);
    let wait = every;
    const look = async () => {
      if (document.hidden) return setTimeout(look, every);
      try {
        const answer = await fetch(element.dataset.live, { headers: { Accept: "text/html" }, credentials: "same-origin" });
        if (!answer.ok) throw new Error(answer.status);
        const page = new DOMParser().parseFromString(await answer.text(), "text/html");
        const fresh = page.getElementById(element.id);
        if (!fresh) return;
        if (fresh.innerHTML !== element.dataset.shown) {
          element.dataset.shown = fresh.innerHTML;
          element.innerHTML = fresh.innerHTML;
          enliven(element);
        }
        if (!fresh.dataset.live) return;
        wait = every;
      } catch {
        wait = Math.min(wait * 2, 30000);
      }
      setTimeout(look, wait);
    };
    element.dataset.shown = element.innerHTML;
    setTimeout(look, wait);
  };

  const count = (time) => {
    const end = Date.parse(time.dateTime);
    const tick = () => {
      const left = Math.max(0, Math.round((end - Date.now()) / 1000));
      const minutes = Math.floor(left / 60);
      const words = `${minutes ? `${minutes} 分 ` : ""}${String(left % 60).padStart(minutes ? 2 : 1, "0")} 秒`;
      time.textContent = left ? time.dataset.before + words : time.dataset.after;
      if (left && time.isConnected) setTimeout(tick, 1000);
    };
    tick();
  };

  // data-autosave: what was typed is kept a moment after typing stops; the element says when, or that it was not.
  const keepSaving = (told) => {
    const form = told.closest("form");
    let due;
    const save = async () => {
      const fields = new URLSearchParams(new FormData(form));
      try {
        const answer = await fetch(told.dataset.autosave, {
          method: "PUT", body: fields, headers: { Accept: "application/json" }, credentials: "same-origin",
        });
        if (!answer.ok) throw new Error(answer.status);
        told.textContent = `已自动保存 ${new Date().toLocaleTimeString("zh-CN", { hour: "2-digit", minute: "2-digit" })}`;
      } catch {
        told.textContent = "刚才没有保存上，请检查网络；填的内容还在这一页。";
      }
    };
    form.addEventListener("input", () => {
      clearTimeout(due);
      due = setTimeout(save, 1500);
    });
    form.addEventListener("submit", () => clearTimeout(due));
  };

  // data-when="kind=newcomer": shown only while that field has that value; the server does not look at what is hidden.
  const heed = (part) => {
    const [name, wanted] = part.dataset.when.split("=");
    const form = part.closest("form");
    const look = () => (part.hidden = new FormData(form).get(name) !== wanted);
    form.addEventListener("change", look);
    look();
  };

  const enliven = (root) => {
    all("[data-countdown]", root).forEach(count);
    if (navigator.geolocation) all("[data-locate]", root).forEach((button) => (button.hidden = false));
    if (navigator.clipboard) all("[data-copy]", root).forEach((button) => (button.hidden = false));
  };

  // data-suggest: words to go on with, in the list beside the field, a moment after typing stops.
  const suggest = (field) => {
    let due;
    const ask = async () => {
      const words = field.value.trim();
      if (!words) return;
      try {
        const answer = await fetch(`${field.dataset.suggest}?q=${encodeURIComponent(words)}`, { headers: { Accept: "application/json" } });
        if (!answer.ok || field.value.trim() !== words) return;
        const { suggestions } = await answer.json();
        field.list.replaceChildren(...suggestions.map((value) => Object.assign(document.createElement("option"), { value })));
      } catch {} // without suggestions, one searches as well
    };
    field.addEventListener("input", () => {
      clearTimeout(due);
      due = setTimeout(ask, 150);
    });
  };

  // data-worker: what keeps opened pages for when there is no network; data-keep: a copy that its owner lets this device keep.
  const { worker, keep } = document.body.dataset;
  if (worker && navigator.serviceWorker) {
    navigator.serviceWorker.register(worker);
    if (keep) navigator.serviceWorker.ready.then(({ active }) => active.postMessage({ keep }));
  }

  all("[data-suggest]").forEach(suggest);
  enliven(document);
  all("[data-live]").forEach(follow);
  all("[data-autosave]").forEach(keepSaving);
  all("[data-when]").forEach(heed);
  document.getElementById("summary")?.focus();
})();
