// The contact sheet: takes in seed order, looked at with the arrows, picked by click, digits or Enter.
// The store is the truth; a pick shows at once and is held until Python has acted on it, whatever came of that.

const SECOND_DIGIT_MS = 500, LOOK_MS = 250;
const TAKES_KEYS = `input, textarea, select, [contenteditable="true"], [role="slider"], [role="listbox"], [role="radiogroup"],
  [role="tablist"], [role="menu"], [role="dialog"], audio, video`;
const sheets = new WeakMap();

export default function ({ parentElement, data, setStateValue }) {
  const sheet = sheets.get(parentElement) ?? open(parentElement);
  sheet.teller = tellerOf({ data, setStateValue });
  show(sheet, data);
  return whenGone(parentElement, () => close(sheet, parentElement));
}

function open(parentElement) {
  const find = (name) => parentElement.querySelector(name);
  const sheet = { root: find(".sheet"), image: find(".frame img"), blank: find(".blank"), which: find(".which"),
    badge: find(".badge"), status: find(".status"), bar: find(".bar"), takes: find(".takes"), next: find(".next"),
    last: find(".last"), to: find(".to"), keys: find(".keys"), tiles: new Map(), data: null, at: null, held: null, digits: "" };
  sheet.takes.onclick = (event) => {
    const tile = event.target.closest(".take");
    if (tile) { look(sheet, tile.dataset.id); pick(sheet, tile.dataset.id); }
  };
  sheet.next.onclick = () => next(sheet);
  sheet.listen = (event) => press(sheet, event);
  document.addEventListener("keydown", sheet.listen);
  sheets.set(parentElement, sheet);
  return sheet;
}

function close(sheet, parentElement) {
  document.removeEventListener("keydown", sheet.listen);
  clearTimeout(sheet.timer);
  clearTimeout(sheet.looking);
  hush(sheet.teller);
  sheets.delete(parentElement);
}

function show(sheet, data) {
  const other = sheet.data?.scene !== data.scene;
  sheet.data = data;
  sheet.root.dataset.scene = data.scene;
  if (other) { sheet.held = null; sheet.at = null; sheet.digits = ""; clearTimeout(sheet.timer); }
  if (!sheet.teller.done.some((one) => one.what === "pick" && one.scene === data.scene)) sheet.held = null;
  if (!data.takes.some((take) => take.id === sheet.at)) sheet.at = data.picked ?? data.takes[0]?.id ?? null;
  const [width, height] = data.ratio;
  sheet.root.style.setProperty("--ratio", `${width} / ${height}`);
  sheet.root.style.setProperty("--wide", width / height);
  sheet.root.classList.toggle("wide", width > height);
  setText(sheet.status, data.status);
  sheet.bar.classList.toggle("idle", data.share == null);
  sheet.bar.firstElementChild.style.width = `${100 * (data.share ?? 0)}%`;
  sheet.next.hidden = !data.unpicked;
  sheet.keys.hidden = !data.takes.some((take) => take.number);
  const numbered = data.takes.filter((take) => take.number).length;
  setText(sheet.last, String(numbered));
  sheet.to.hidden = numbered < 2;
  lay(sheet);
  mark(sheet);
}

// Tiles are kept by id: a picture that is there already is never taken out and put back, so nothing flickers.
function lay(sheet) {
  const wanted = new Set(sheet.data.takes.map((take) => take.id));
  for (const [id, tile] of sheet.tiles) if (!wanted.has(id)) { tile.remove(); sheet.tiles.delete(id); }
  sheet.data.takes.forEach((take, place) => {
    let tile = sheet.tiles.get(take.id);
    if (!tile) sheet.tiles.set(take.id, (tile = newTile(take.id)));
    if (sheet.takes.children[place] !== tile) sheet.takes.insertBefore(tile, sheet.takes.children[place] ?? null);
    paint(tile, take);
  });
}

function newTile(id) {
  const tile = document.createElement("button");
  tile.type = "button";
  tile.dataset.id = id;
  tile.setAttribute("role", "option");
  for (const name of ["word", "n", "tick"]) {
    const part = document.createElement("span");
    part.className = name;
    tile.append(part);
  }
  tile.querySelector(".tick").textContent = "✓";
  return tile;
}

function paint(tile, take) {
  tile.dataset.state = take.state;
  setText(tile.querySelector(".n"), take.number ? String(take.number) : take.label);
  setText(tile.querySelector(".word"), take.url ? "" : { painting: "painting", failed: "failed" }[take.state] ?? "");
  tile.title = take.note ?? "";
  tile.setAttribute("aria-label", `${take.number ? "Take " + take.number : take.label}, ${take.state}`);
  let image = tile.querySelector("img");
  if (!take.url) return image?.remove();
  if (!image) { image = document.createElement("img"); image.alt = ""; image.draggable = false; tile.prepend(image); }
  setSource(image, take.url);
}

function mark(sheet) {
  const picked = sheet.held ?? sheet.data.picked;
  for (const [id, tile] of sheet.tiles) {
    tile.className = `take ${tile.dataset.state}${id === sheet.at ? " at" : ""}${id === picked ? " picked" : ""}`;
    tile.setAttribute("aria-selected", String(id === picked));
    tile.tabIndex = id === sheet.at ? 0 : -1;
  }
  const take = sheet.data.takes.find((one) => one.id === sheet.at);
  const large = sheet.data.large[sheet.at];
  if (large ?? take?.url) setSource(sheet.image, large ?? take.url); else sheet.image.removeAttribute("src");
  setText(sheet.blank, take ? { painting: "The paint is still wet…", failed: take.note || "This take failed.",
    waiting: "Waiting for its turn" }[take.state] ?? "" : "");
  const name = take ? (take.number ? `Take ${take.number}` : take.label) : "No takes yet";
  setText(sheet.which, take && sheet.at === picked ? `${name} · picked` : name);
  sheet.badge.hidden = !(take?.badge && sheet.at === picked);
  setText(sheet.badge, take?.badge ?? "");
}

function look(sheet, id, { focus = false } = {}) {
  sheet.at = id;
  mark(sheet);
  clearTimeout(sheet.looking); // the larger picture of a take is asked for when the eye rests on it
  sheet.looking = setTimeout(() => {
    if (sheet.tiles.get(id)?.dataset.state === "ready" && !sheet.data.large[id]) done(sheet, "look", id);
  }, LOOK_MS);
  const tile = sheet.tiles.get(id);
  if (focus) tile?.focus({ preventScroll: true });
  tile?.scrollIntoView({ block: "nearest", inline: "nearest" });
}

function pick(sheet, id) {
  const take = sheet.data.takes.find((one) => one.id === id);
  if (!take?.url || id === (sheet.held ?? sheet.data.picked)) return;
  sheet.held = id;
  mark(sheet);
  done(sheet, "pick", id);
}

function next(sheet) {
  done(sheet, "next", "");
}

// Of two picks in one scene the later one counts.
function done(sheet, what, id) {
  const scene = sheet.data.scene;
  tell(sheet.teller, { what, scene, id }, (one) => one.what === what && one.scene === scene);
}

function press(sheet, event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || !sheet.root.isConnected) return;
  const path = event.composedPath(), inside = path.includes(sheet.root);
  if (!inside && path.some((one) => one.matches?.(TAKES_KEYS))) return; // the author is typing, or on such a control
  const done = keys(sheet, event.key, inside, path[0]);
  if (done) event.preventDefault();
}

function keys(sheet, key, inside, target) {
  if (/^[0-9]$/.test(key)) return digit(sheet, key);
  if (key === "n" || key === "N") return next(sheet), true;
  if (key === "Enter" && (target === document.body || target.closest(".take"))) return pick(sheet, sheet.at), true;
  if (key === "ArrowRight") return step(sheet, 1);
  if (key === "ArrowLeft") return step(sheet, -1);
  if (inside && key === "ArrowDown") return step(sheet, across(sheet));
  if (inside && key === "ArrowUp") return step(sheet, -across(sheet));
  return false;
}

function step(sheet, by) {
  const ids = sheet.data.takes.map((take) => take.id);
  const to = ids.indexOf(sheet.at) + by;
  if (ids[to] !== undefined) look(sheet, ids[to], { focus: true }); // so that Enter is the sheet's
  return true;
}

function across(sheet) {
  const tiles = [...sheet.takes.children], top = tiles[0]?.offsetTop;
  return Math.max(1, tiles.filter((tile) => tile.offsetTop === top).length);
}

// "1" may be the start of "12": it shows at once, and is picked when no second digit follows.
function digit(sheet, key) {
  clearTimeout(sheet.timer);
  const numbered = sheet.data.takes.filter((take) => take.number);
  const called = (digits) => numbered.find((take) => String(take.number) === digits);
  sheet.digits = called(sheet.digits + key) ? sheet.digits + key : key;
  const take = called(sheet.digits);
  if (!take) { sheet.digits = ""; return false; }
  look(sheet, take.id, { focus: true });
  const longer = numbered.some((one) => String(one.number) !== sheet.digits && String(one.number).startsWith(sheet.digits));
  const settle = () => { sheet.digits = ""; pick(sheet, take.id); };
  if (longer) sheet.timer = setTimeout(settle, SECOND_DIGIT_MS); else settle();
  return true;
}

function setText(element, text) {
  if (element.textContent !== (text ?? "")) element.textContent = text ?? "";
}

// Media addresses come from the server's root; pages lie one level under the app's root, wherever that is.
function setSource(image, url) {
  const full = new URL(url.replace(/^\//, ""), new URL(".", location.href)).href;
  if (image.src !== full) image.src = full;
}
