// The filmstrip: scenes with their pictures and states; a click opens a scene's takes.  Of a long story it shows the
// section that is open, under a row of all sections.

const strips = new WeakMap();

export default function ({ parentElement, data, setStateValue }) {
  const strip = parentElement.querySelector(".strip"), row = parentElement.querySelector(".sections");
  const held = strips.get(parentElement) ?? { scenes: new Map(), here: null };
  if (!strips.has(parentElement)) { rove(strip); rove(row); }
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
    fill(element, scene, data.here);
    element.onclick = () => { show(held, scene.id, strip); tell(held.teller, { scene: scene.id }, () => true); };
  });
  drawSections(held, row, data);
  if (!strip.contains(strip.getRootNode().activeElement)) stopAt(strip, held.scenes.get(data.here));
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

function drawSections(held, row, data) {
  row.hidden = !data.sections.length;
  while (row.children.length > data.sections.length) row.lastElementChild.remove();
  while (row.children.length < data.sections.length) row.append(newSection());
  data.sections.forEach((section, place) => {
    const element = row.children[place], [name, meter] = element.children, count = section.last - section.first + 1;
    const isHere = section.ids.includes(data.here), state = section.failed ? "failed" : section.painting ? "painting" : "";
    if (isHere && element.getAttribute("aria-current") !== "true") reveal(row, element);
    element.className = `section ${state}${isHere ? " here" : ""}${section.picked === count ? " whole" : ""}`;
    element.setAttribute("aria-current", String(isHere));
    name.textContent = `${section.first}–${section.last}`;
    meter.firstElementChild.style.width = `${(100 * section.picked) / count}%`;
    const told = `Scenes ${section.first} to ${section.last}: ${section.picked} of ${count} picked`
      + (section.painting ? `, ${section.painting} being painted` : "") + (section.failed ? `, ${section.failed} failed` : "");
    element.title = told;
    element.setAttribute("aria-label", told);
    element.onclick = () => { if (!isHere) tell(held.teller, { scene: section.open }, () => true); };
  });
  if (!row.contains(row.getRootNode().activeElement)) stopAt(row, row.querySelector(".here"));
}

function newSection() {
  const element = document.createElement("button"), name = document.createElement("span"), meter = document.createElement("span");
  element.type = "button";
  meter.className = "share";
  meter.append(document.createElement("i"));
  element.append(name, meter);
  return element;
}

// Not scrollIntoView: that would move the page, too.
function reveal(row, element) {
  row.scrollTo({ left: element.offsetLeft - row.clientWidth / 2 + element.offsetWidth / 2 });
}

function fill(element, scene, here) {
  const [face, state] = element.children, find = (name) => face.querySelector(name);
  element.className = `scene ${scene.state}${scene.picked ? "" : " unpicked"}${scene.id === here ? " here" : ""}`;
  element.title = scene.text;
  element.setAttribute("aria-label", `Scene ${scene.number}, ${scene.word}`);
  find(".number").textContent = scene.number;
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
    element.setAttribute("aria-current", String(one === id));
    if (one !== id) continue;
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    const left = element.offsetLeft - strip.clientWidth / 2 + element.offsetWidth / 2;
    strip.scrollTo({ left, behavior: still ? "auto" : "smooth" });
  }
}
