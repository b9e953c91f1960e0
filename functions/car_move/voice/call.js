"use strict";
// Calling from the page, once somebody taps for it: the microphone first, then the carrier's SDK, a token, the call.
(() => {
  const card = document.querySelector("[data-voice]");
  if (!card || !navigator.mediaDevices || !window.RTCPeerConnection) return;
  const part = (name) => card.querySelector(`[data-${name}]`);
  const said = part("said"), start = part("call"), end = part("hang-up"), instead = part("instead");
  const PATIENCE = 15000; // milliseconds until the carrier has begun to ring
  const REFUSALS = {
    NotAllowedError: "浏览器没有允许使用麦克风。请在地址栏旁边的设置里允许后再试。",
    NotFoundError: "这台设备没有麦克风，不能用网页通话。",
    NotReadableError: "麦克风正被别的程序使用，请先关掉它。",
  };
  let device, call, waiting, under_way;

  const show = (words, calling) => {
    said.textContent = words;
    start.hidden = calling;
    end.hidden = !calling;
  };

  const over = (words, failed = false) => {
    if (!under_way) return;
    under_way = false;
    clearTimeout(waiting);
    device?.destroy();
    device = call = undefined;
    instead.hidden = !failed;
    show(words, false);
  };

  const fail = (error) => over(REFUSALS[error?.name] || "网页通话没有接通，可能是网络或浏览器不支持。", true);

  const microphone = async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    stream.getTracks().forEach((track) => track.stop()); // the SDK opens it again by itself
  };

  const sdk = () =>
    window.Twilio ||
    new Promise((loaded, failed) => {
      const script = document.createElement("script");
      Object.assign(script, { src: card.dataset.sdk, onload: loaded, onerror: failed });
      document.head.append(script);
    });

  const token = async () => {
    const answer = await fetch(card.dataset.voice, {
      method: "POST",
      body: "{}",
      credentials: "same-origin",
      headers: { Accept: "application/json", "Content-Type": "application/json", "Idempotency-Key": crypto.randomUUID() },
    });
    if (!answer.ok) throw new Error(answer.status);
    return (await answer.json()).token;
  };

  const connect = async (given) => {
    device = new window.Twilio.Device(given, { codecPreferences: ["opus", "pcmu"], logLevel: "silent" });
    device.on("error", fail);
    const made = await device.connect();
    if (!under_way) return made.disconnect();
    call = made;
    call.on("ringing", () => { clearTimeout(waiting); show("正在呼叫车主，请稍等…", true); });
    call.on("accept", () => { clearTimeout(waiting); show("电话通了，请听提示，可以说话。", true); });
    call.on("disconnect", () => over("通话已结束。"));
    call.on("cancel", () => over("已取消。"));
    call.on("error", fail);
  };

  start.addEventListener("click", async () => {
    under_way = true;
    instead.hidden = true;
    show("正在接通，请允许使用麦克风…", true);
    try {
      await microphone();
      if (!under_way) return;
      waiting = setTimeout(fail, PATIENCE);
      await sdk();
      const given = await token();
      if (under_way) await connect(given);
    } catch (error) {
      fail(error);
    }
  });
  end.addEventListener("click", () => over("已挂断。"));
  addEventListener("pagehide", () => over("通话已结束。"));
  card.hidden = false;
})();
