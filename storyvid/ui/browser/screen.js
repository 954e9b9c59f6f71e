// The screen: a film, and over it, when asked, what the phone apps will cover.

const screens = new WeakMap();

export default function ({ parentElement, data }) {
  const held = screens.get(parentElement) ?? { app: "", sought: null };
  screens.set(parentElement, held);
  const root = parentElement.querySelector(".screen"), video = root.querySelector("video");
  root.style.setProperty("--ratio", `${data.ratio[0]} / ${data.ratio[1]}`);
  root.style.setProperty("--wide", `${data.wide}px`);
  const full = new URL(data.url.replace(/^\//, ""), new URL(".", location.href)).href;
  if (video.src !== full) {
    video.src = full;
    video.setAttribute("aria-label", data.label);
    captioned(video, data.vtt);
    if (data.autoplay && held.played) video.play().catch(() => {}); // a browser may forbid it: the author presses play
  }
  video.onplay = () => { held.played = true; };
  if (held.sought !== data.seek_id) {
    held.sought = data.seek_id;
    seek(video, data.seek_s);
  }
  apps(root, data.zones, held);
}

function captioned(video, vtt) {
  for (const track of video.querySelectorAll("track")) { URL.revokeObjectURL(track.src); track.remove(); }
  if (!vtt) return;
  const track = document.createElement("track");
  Object.assign(track, { kind: "captions", label: "Captions", default: true });
  track.src = URL.createObjectURL(new Blob([vtt], { type: "text/vtt" }));
  video.append(track);
}

function seek(video, seconds) {
  if (seconds === null) return;
  const go = () => { video.currentTime = seconds; };
  if (video.readyState > 0) go(); else video.addEventListener("loadedmetadata", go, { once: true });
}

function apps(root, zones, held) {
  const row = root.querySelector(".apps"), names = Object.keys(zones);
  row.replaceChildren(...(names.length ? ["", ...names] : []).map((name) => {
    const button = document.createElement("button");
    button.type = "button";
    button.setAttribute("role", "radio");
    button.textContent = name || "Film alone";
    button.setAttribute("aria-checked", String(held.app === name));
    button.onclick = () => { held.app = name; apps(root, zones, held); };
    return button;
  }));
  root.querySelector(".zones").replaceChildren(...(zones[held.app] ?? []).map((zone) => {
    const cover = document.createElement("span");
    for (const [side, percent] of Object.entries(zone)) cover.style[side] = `${percent}%`;
    return cover;
  }));
}
