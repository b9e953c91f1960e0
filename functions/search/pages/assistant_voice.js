"use strict";
// Recording in the browser, where it can; without it (or without a script) one sends a file. Nothing is recorded before a tap.
(() => {
  const waiting = document.querySelector("[data-reload]");
  if (waiting) {
    const look = () => (document.hidden ? setTimeout(look, 1500) : location.reload());
    setTimeout(look, Number(waiting.dataset.reload));
  }

  const form = document.querySelector("[data-recorder]");
  const kind = window.MediaRecorder && ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"].find((it) => MediaRecorder.isTypeSupported(it));
  if (!form || !kind || !navigator.mediaDevices) return;
  const button = form.querySelector("[data-record]");
  const says = form.querySelector("[data-says]");
  const byFile = form.querySelector("[data-by-file]");
  button.hidden = false;
  byFile.hidden = true;

  const say = (words) => {
    says.hidden = false;
    says.textContent = words;
  };
  const send = (parts) => {
    const files = new DataTransfer();
    files.items.add(new File(parts, "voice", { type: kind }));
    form.elements.file.files = files.files;
    say("正在发送……");
    form.requestSubmit();
  };

  let recorder;
  const begin = async () => {
    let stream;
    try {
      stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    } catch {
      say("浏览器没有允许使用麦克风。请允许后再试，或者返回打字。");
      byFile.hidden = false;
      return;
    }
    const parts = [];
    recorder = new MediaRecorder(stream, { mimeType: kind, audioBitsPerSecond: 32000 });
    recorder.addEventListener("dataavailable", ({ data }) => data.size && parts.push(data));
    recorder.addEventListener("stop", () => {
      stream.getTracks().forEach((track) => track.stop());
      button.disabled = true;
      send(parts);
    });
    recorder.start();
    setTimeout(() => recorder.state === "recording" && recorder.stop(), 1000 * form.dataset.recorder);
    button.textContent = "说完了，发送";
    say("正在录音，请说。");
  };
  button.addEventListener("click", () => (recorder?.state === "recording" ? recorder.stop() : begin()));
})();
