// How alike pictures are, scene by scene: a dot on a scale above each picture; what stands out has another colour.

export default function ({ parentElement, data }) {
  const scale = parentElement.querySelector(".scale"), scenes = parentElement.querySelector(".scenes");
  const lowest = floor(data.points);
  scenes.setAttribute("aria-label", data.label);
  scale.replaceChildren(...[100, (100 + lowest) / 2, lowest].map((value) => mark(value, lowest)));
  scenes.replaceChildren(...data.points.map((point) => column(point, lowest)));
}

function floor(points) {
  const least = Math.min(...points.map((point) => point.percent), 90);
  return Math.max(0, Math.floor((least - 5) / 10) * 10);
}

function mark(value, lowest) {
  const part = document.createElement("span");
  part.textContent = String(value);
  part.style.bottom = place(value, lowest);
  return part;
}

function column(point, lowest) {
  const scene = document.createElement("li");
  scene.className = point.outlier ? "scene outlier" : "scene";
  const said = point.outlier ? ", stands out" : "";
  scene.setAttribute("aria-label", `Scene ${point.number}: ${Math.round(point.percent)} of 100${said}`);
  const field = box("div", "field"), dot = box("span", "dot"), value = box("span", "value");
  dot.style.bottom = value.style.bottom = place(point.percent, lowest);
  value.textContent = String(Math.round(point.percent));
  value.classList.toggle("low", point.percent > lowest + 0.8 * (100 - lowest));
  field.append(dot, value);
  const number = box("span", "number");
  number.textContent = String(point.number);
  scene.append(field, face(point.url), number);
  return scene;
}

function face(url) {
  const image = document.createElement("img");
  image.className = "face";
  image.alt = "";
  if (url) image.src = new URL(url.replace(/^\//, ""), new URL(".", location.href)).href;
  return image;
}

function box(tag, name) {
  const part = document.createElement(tag);
  part.className = name;
  return part;
}

function place(value, lowest) {
  return `${(100 * (value - lowest)) / (100 - lowest)}%`;
}
