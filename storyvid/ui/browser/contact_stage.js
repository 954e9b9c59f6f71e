// The contact sheet's stage: the take that is looked at, large; compared with another, zoomed into, its marks explained.

const DOABLE = ["pick", "star", "reject", "zoom"]; // what needs a picture

function openStage(sheet, find) {
  const stage = { frames: find(".frames"), eye: find(".eye img"), blank: find(".blank"), pinned: find(".pinned img"),
    eyeTag: find(".eye .tag"), pinnedTag: find(".pinned .tag"), cut: find(".cut"), which: find(".which"),
    badge: find(".badge"), tools: find(".tools"), marks: find(".marks"), zoom: find(".zoom"), zoomed: find(".zoom img"),
    pane: find(".pane"), zoomTag: find(".zoom .tag"), pin: null, beside: false };
  stage.cut.oninput = () => stage.frames.style.setProperty("--cut", `${stage.cut.value}%`);
  stage.tools.onclick = (event) => {
    const button = event.target.closest("button");
    if (button) doOnStage(sheet, button.dataset.do);
  };
  find(".zoom .close").onclick = () => stage.zoom.close();
  stage.pane.onclick = (event) => magnify(stage, event);
  stage.zoom.onclose = () => stage.pane.classList.remove("full");
  return stage;
}

function doOnStage(sheet, what) {
  const { stage } = sheet, take = takeAt(sheet, sheet.at);
  if (!take || (DOABLE.includes(what) && !take.url)) return false;
  if (what === "pick") pick(sheet, sheet.at);
  else if (what === "star") done(sheet, "star", sheet.at, { on: !isOn(sheet, "star", take) });
  else if (what === "reject") done(sheet, "reject", sheet.at, { on: !isOn(sheet, "reject", take) });
  else if (what === "compare") { stage.pin = stage.pin === null && take.url ? sheet.at : null; if (stage.pin) sheet.at = other(sheet); }
  else if (what === "beside") stage.beside = !stage.beside;
  else if (what === "zoom") zoom(sheet);
  else done(sheet, what, sheet.at); // vary, repaint: the page opens what belongs to it
  lay(sheet);
  mark(sheet);
  rest(sheet, sheet.at);
  return true;
}

// What to compare with first: the pick, else the take beside.
function other(sheet) {
  const ids = shown(sheet).filter((take) => take.url).map((take) => take.id), picked = pickedId(sheet), at = ids.indexOf(sheet.at);
  return picked && picked !== sheet.at && ids.includes(picked) ? picked : ids[at + 1] ?? ids[at - 1] ?? sheet.at;
}

function markStage(sheet, picked) {
  const { stage, data } = sheet, take = takeAt(sheet, sheet.at);
  if (stage.pin && !takeAt(sheet, stage.pin)?.url) stage.pin = null;
  const pinned = stage.pin && takeAt(sheet, stage.pin), url = take && (data.large[take.id] ?? take.url ?? take.rough);
  stage.frames.classList.toggle("slide", Boolean(pinned) && !stage.beside);
  stage.frames.classList.toggle("beside", Boolean(pinned) && stage.beside);
  sheet.root.classList.toggle("pair", Boolean(pinned) && stage.beside);
  if (url) setSource(stage.eye, url); else stage.eye.removeAttribute("src");
  stage.eye.classList.toggle("rough", Boolean(url) && !take.url);
  if (pinned) setSource(stage.pinned, data.large[pinned.id] ?? pinned.url); else stage.pinned.removeAttribute("src");
  setText(stage.pinnedTag, pinned ? nameOf(pinned) : "");
  setText(stage.eyeTag, pinned && take ? nameOf(take) : "");
  setText(stage.blank, take && !url ? { painting: "The paint is still wet…", failed: take.note || "This take failed.",
    waiting: "Waiting for its turn" }[take.state] ?? "" : "");
  const name = take ? nameOf(take) : "No takes yet";
  setText(stage.which, pinned ? `${nameOf(pinned)} and ${name}` : take && sheet.at === picked ? `${name} · picked` : name);
  stage.badge.hidden = !(take?.badge && sheet.at === picked);
  setText(stage.badge, take?.badge ?? "");
  markTools(sheet, take, picked);
  explain(stage.marks, take);
  if (stage.zoom.open) fillZoom(sheet);
}

function markTools(sheet, take, picked) {
  const { stage, data } = sheet;
  for (const button of stage.tools.children) {
    const what = button.dataset.do;
    button.disabled = !take?.url || (what === "pick" && take.id === picked);
    if (what === "beside") button.hidden = !stage.pin;
    if (what === "vary" || what === "repaint") button.hidden = !data.edits.includes(what) || Boolean(stage.pin);
    const on = { star: () => isOn(sheet, "star", take), reject: () => isOn(sheet, "reject", take),
      compare: () => Boolean(stage.pin), beside: () => stage.beside }[what];
    if (on) button.setAttribute("aria-pressed", String(Boolean(take) && on()));
  }
}

// The marks of the ranking: a name, a meter where there is a measure, and the words that explain it.
function explain(list, take) {
  const marks = take?.marks ?? [];
  list.hidden = !marks.length;
  const told = JSON.stringify(marks);
  if (list.dataset.told === told) return;
  list.dataset.told = told;
  list.replaceChildren(...marks.flatMap((one) => {
    const name = document.createElement("dt"), value = document.createElement("dd");
    name.textContent = one.name;
    if (one.percent !== null) {
      const meter = document.createElement("i");
      meter.style.setProperty("--share", `${one.percent}%`);
      value.append(meter);
    }
    value.append(one.words);
    return [name, value];
  }));
}

function zoom(sheet) {
  const { stage } = sheet;
  if (stage.zoom.open) return stage.zoom.close();
  fillZoom(sheet);
  stage.zoom.showModal();
}

function fillZoom(sheet) {
  const { stage, data } = sheet, take = takeAt(sheet, sheet.at);
  if (!take?.url) return stage.zoom.close();
  setSource(stage.zoomed, data.full[take.id] ?? data.large[take.id] ?? take.url);
  setText(stage.zoomTag, nameOf(take) + (take.id === pickedId(sheet) ? " · picked" : ""));
  if (!data.full[take.id]) done(sheet, "zoom", take.id);
}

// A click goes to the picture's own pixels, around the place that was clicked; the next one back.
function magnify(stage, event) {
  const box = stage.zoomed.getBoundingClientRect();
  const x = (event.clientX - box.left) / box.width, y = (event.clientY - box.top) / box.height;
  if (!stage.pane.classList.toggle("full")) return;
  stage.pane.scrollTo(x * stage.zoomed.offsetWidth - stage.pane.clientWidth / 2,
    y * stage.zoomed.offsetHeight - stage.pane.clientHeight / 2);
}

function nameOf(take) {
  return take.number ? `Take ${take.number}` : take.label;
}
