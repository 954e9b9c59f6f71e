// The filmstrip: every scene with its picture and its state; a click opens that scene's takes.

const strips = new WeakMap();

export default function ({ parentElement, data, setStateValue }) {
  const strip = parentElement.querySelector(".strip");
  const held = strips.get(parentElement) ?? { scenes: new Map(), here: null };
  strips.set(parentElement, held);
  held.teller = tellerOf({ data, setStateValue });
  strip.style.setProperty("--ratio", `${data.ratio[0]} / ${data.ratio[1]}`);
  strip.style.setProperty("--width", data.ratio[0] > data.ratio[1] ? "128px" : "68px");
  const wanted = new Set(data.scenes.map((one) => one.id));
  for (const [id, element] of held.scenes) if (!wanted.has(id)) { element.remove(); held.scenes.delete(id); }
  data.scenes.forEach((scene, place) => {
    let element = held.scenes.get(scene.id);
    if (!element) held.scenes.set(scene.id, (element = newScene()));
    if (strip.children[place] !== element) strip.insertBefore(element, strip.children[place] ?? null);
    fill(element, scene, place, data.here);
    element.onclick = () => { show(held, scene.id, strip); tell(held.teller, { scene: scene.id }, () => true); };
  });
  if (held.here !== data.here) show(held, data.here, strip);
  return whenGone(parentElement, () => { hush(held.teller); strips.delete(parentElement); });
}

function newScene() {
  const element = document.createElement("button");
  element.type = "button";
  const face = document.createElement("span"), state = document.createElement("span");
  face.className = "face";
  state.className = "state";
  for (const name of ["number", "sign", "meter"]) {
    const part = document.createElement("span");
    part.className = name;
    face.append(part);
  }
  face.querySelector(".meter").append(document.createElement("i"));
  element.append(face, state);
  return element;
}

function fill(element, scene, place, here) {
  const [face, state] = element.children, find = (name) => face.querySelector(name);
  element.className = `scene ${scene.state}${scene.picked ? "" : " unpicked"}${scene.id === here ? " here" : ""}`;
  element.title = scene.text;
  element.setAttribute("aria-label", `Scene ${place + 1}, ${scene.word}`);
  find(".number").textContent = place + 1;
  find(".sign").textContent = { picked: "✓", earlier: "↺", failed: "!" }[scene.state] ?? "";
  find(".meter").hidden = scene.share == null;
  find(".meter i").style.width = `${100 * (scene.share ?? 0)}%`;
  state.textContent = scene.word;
  let image = find("img");
  if (!scene.url) return image?.remove();
  if (!image) { image = document.createElement("img"); image.alt = ""; face.prepend(image); }
  const full = new URL(scene.url.replace(/^\//, ""), new URL(".", location.href)).href;
  if (image.src !== full) image.src = full;
}

function show(held, id, strip) {
  held.here = id;
  for (const [one, element] of held.scenes) {
    element.classList.toggle("here", one === id);
    if (one !== id) continue;
    element.setAttribute("aria-current", "true");
    strip.scrollTo({ left: element.offsetLeft - strip.clientWidth / 2 + element.offsetWidth / 2, behavior: "smooth" });
  }
}
