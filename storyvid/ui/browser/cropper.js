// The cropper: a frame of the film's shape over the picture, moved by dragging it, sized by its corner or the slider.

const STEP = 0.02, LEAST = 0.2;
const croppers = new WeakMap();

export default function ({ parentElement, data, setStateValue }) {
  const crop = croppers.get(parentElement) ?? open(parentElement);
  crop.teller = tellerOf({ data, setStateValue });
  const other = crop.data?.picture !== data.picture;
  crop.data = data;
  if (other) {
    crop.size = 1; crop.x = crop.y = 0.5;
    crop.image.src = new URL(data.url.replace(/^\//, ""), new URL(".", location.href)).href;
  }
  place(crop);
  return whenGone(parentElement, () => { hush(crop.teller); crop.watch.disconnect(); croppers.delete(parentElement); });
}

function open(parentElement) {
  const find = (name) => parentElement.querySelector(name);
  const crop = { image: find("img"), window: find(".window"), slider: find(".size"), size: 1, x: 0.5, y: 0.5 };
  crop.image.onload = () => place(crop);
  crop.watch = new ResizeObserver(() => place(crop));
  crop.watch.observe(crop.image);
  crop.window.onpointerdown = (event) => drag(crop, event);
  crop.window.onkeydown = (event) => nudge(crop, event);
  crop.slider.oninput = () => { crop.size = crop.slider.value / 100; place(crop); };
  find(".use").onclick = () => tell(crop.teller, { scene: crop.data.scene, picture: crop.data.picture, box: box(crop) }, () => true);
  croppers.set(parentElement, crop);
  return crop;
}

// The window's share of the picture: at size 1 it is the largest of the film's shape that fits.
function share(crop) {
  const film = crop.data.ratio[0] / crop.data.ratio[1], shape = crop.image.naturalWidth / crop.image.naturalHeight || film;
  return shape > film ? [crop.size * film / shape, crop.size] : [crop.size, crop.size * shape / film];
}

function place(crop) {
  const [wide, high] = share(crop);
  crop.x = Math.min(1 - wide / 2, Math.max(wide / 2, crop.x));
  crop.y = Math.min(1 - high / 2, Math.max(high / 2, crop.y));
  Object.assign(crop.window.style, { width: `${100 * wide}%`, height: `${100 * high}%`,
    left: `${100 * (crop.x - wide / 2)}%`, top: `${100 * (crop.y - high / 2)}%` });
  crop.slider.value = String(Math.round(100 * crop.size));
}

// Left, top, right, bottom in thousandths of the picture.
function box(crop) {
  const [wide, high] = share(crop);
  return [crop.x - wide / 2, crop.y - high / 2, crop.x + wide / 2, crop.y + high / 2].map((side) => Math.round(1000 * side));
}

function drag(crop, event) {
  const area = crop.image.getBoundingClientRect(), sizing = event.target.classList.contains("corner");
  const from = { x: event.clientX, y: event.clientY, cropX: crop.x, cropY: crop.y, size: crop.size }, [wide] = share(crop);
  event.preventDefault();
  crop.window.focus({ preventScroll: true });
  crop.window.setPointerCapture(event.pointerId);
  crop.window.onpointermove = (move) => {
    const dx = (move.clientX - from.x) / area.width, dy = (move.clientY - from.y) / area.height;
    if (sizing) resize(crop, from.size * (1 + 2 * dx / wide));
    else { crop.x = from.cropX + dx; crop.y = from.cropY + dy; }
    place(crop);
  };
  crop.window.onpointerup = crop.window.onpointercancel = () => { crop.window.onpointermove = null; };
}

function resize(crop, size) {
  crop.size = Math.min(1, Math.max(LEAST, size));
}

function nudge(crop, event) {
  const [dx, dy] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
  const grow = { "+": 1, "=": 1, "-": -1 }[event.key] ?? 0;
  if (!dx && !dy && !grow) return;
  event.preventDefault();
  event.stopPropagation();
  crop.x += dx * STEP;
  crop.y += dy * STEP;
  resize(crop, crop.size + grow * STEP);
  place(crop);
}
