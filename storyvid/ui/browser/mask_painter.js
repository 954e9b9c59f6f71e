// The mask painter: the part of a take that shall be painted anew is painted over with a brush.
// Strokes are kept and drawn again for every undo; the mask is told as a small black and white PNG, white where it is new.

const SIDE = 384; // pixels of the mask's longer side: a brush has soft needs
const INK = "#e0492f";
const painters = new WeakMap();

export default function ({ parentElement, data, setStateValue }) {
  const painter = painters.get(parentElement) ?? open(parentElement);
  painter.teller = tellerOf({ data, setStateValue });
  const other = painter.data?.picture !== data.picture;
  painter.data = data;
  if (other) {
    const [width, height] = data.ratio, scale = SIDE / Math.max(width, height);
    painter.canvas.width = Math.round(width * scale);
    painter.canvas.height = Math.round(height * scale);
    painter.strokes = [];
    painter.image.src = new URL(data.url.replace(/^\//, ""), new URL(".", location.href)).href;
    draw(painter);
  }
  return whenGone(parentElement, () => { hush(painter.teller); painters.delete(parentElement); });
}

function open(parentElement) {
  const find = (name) => parentElement.querySelector(name);
  const painter = { image: find("img"), canvas: find("canvas"), brush: find(".brush"), size: find(".size"), use: find(".use"),
    eraser: find("[data-do=erase]"), strokes: [], erasing: false };
  painter.canvas.onpointerdown = (event) => begin(painter, event);
  painter.canvas.onpointermove = (event) => hover(painter, event);
  painter.canvas.onpointerleave = () => { painter.brush.style.display = "none"; };
  find(".painter").onkeydown = (event) => press(painter, event);
  for (const tool of parentElement.querySelectorAll(".tool")) tool.onclick = () => act(painter, tool.dataset.do);
  painter.use.onclick = () => tell(painter.teller, { scene: painter.data.scene, tile: painter.data.tile,
    picture: painter.data.picture, mask: mask(painter) }, () => true);
  painters.set(parentElement, painter);
  return painter;
}

function begin(painter, event) {
  if (event.button) return;
  event.preventDefault();
  painter.canvas.focus({ preventScroll: true });
  painter.canvas.setPointerCapture(event.pointerId);
  const stroke = { erase: painter.erasing, width: brushWidth(painter), points: [point(painter, event)] };
  painter.strokes.push(stroke);
  painter.drawing = stroke;
  draw(painter);
  painter.canvas.onpointerup = painter.canvas.onpointercancel = () => { painter.drawing = null; draw(painter); };
}

function hover(painter, event) {
  const area = painter.canvas.getBoundingClientRect(), shown = brushWidth(painter) * area.width / painter.canvas.width;
  Object.assign(painter.brush.style, { display: "block", width: `${shown}px`, height: `${shown}px`,
    left: `${event.clientX - area.left}px`, top: `${event.clientY - area.top}px` });
  if (!painter.drawing) return;
  for (const one of event.getCoalescedEvents?.() ?? [event]) painter.drawing.points.push(point(painter, one));
  draw(painter);
}

function point(painter, event) {
  const area = painter.canvas.getBoundingClientRect();
  return [(event.clientX - area.left) * painter.canvas.width / area.width, (event.clientY - area.top) * painter.canvas.height / area.height];
}

function brushWidth(painter) {
  return painter.size.value / 100 * Math.min(painter.canvas.width, painter.canvas.height) * 1.4;
}

function draw(painter) {
  const { canvas } = painter, context = canvas.getContext("2d", { willReadFrequently: true });
  context.globalCompositeOperation = "source-over";
  context.clearRect(0, 0, canvas.width, canvas.height);
  for (const stroke of painter.strokes) put(context, canvas, stroke);
  painter.use.disabled = !some(context, canvas);
}

function put(context, canvas, stroke) {
  context.fillStyle = context.strokeStyle = INK;
  if (stroke.invert) {
    context.globalCompositeOperation = "xor";
    return context.fillRect(0, 0, canvas.width, canvas.height);
  }
  context.globalCompositeOperation = stroke.erase ? "destination-out" : "source-over";
  context.lineWidth = stroke.width;
  context.lineCap = context.lineJoin = "round";
  context.beginPath();
  stroke.points.forEach(([x, y], at) => at ? context.lineTo(x, y) : context.moveTo(x, y));
  if (stroke.points.length === 1) context.lineTo(stroke.points[0][0] + 0.01, stroke.points[0][1]);
  context.stroke();
}

function some(context, canvas) {
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height).data;
  for (let at = 3; at < pixels.length; at += 4) if (pixels[at] > 127) return true;
  return false;
}

function act(painter, what) {
  if (what === "erase") painter.erasing = !painter.erasing;
  else if (what === "undo") painter.strokes.pop();
  else if (what === "invert") painter.strokes.push({ invert: true });
  else painter.strokes = [];
  painter.eraser.setAttribute("aria-pressed", String(painter.erasing));
  draw(painter);
}

function press(painter, event) {
  const what = { e: "erase", u: "undo" }[event.key.toLowerCase()];
  const by = { "[": -2, "]": 2 }[event.key];
  if (event.ctrlKey || event.metaKey || event.altKey || (!what && !by)) return;
  event.preventDefault();
  event.stopPropagation();
  if (by) painter.size.value = String(Number(painter.size.value) + by);
  else act(painter, what);
}

function mask(painter) {
  const { canvas } = painter, from = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 0; at < from.data.length; at += 4) {
    const white = from.data[at + 3] > 127 ? 255 : 0;
    from.data[at] = from.data[at + 1] = from.data[at + 2] = white;
    from.data[at + 3] = 255;
  }
  const told = document.createElement("canvas");
  told.width = canvas.width;
  told.height = canvas.height;
  told.getContext("2d").putImageData(from, 0, 0);
  return told.toDataURL("image/png");
}
