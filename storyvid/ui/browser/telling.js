// Telling Python what was done, in order and at least once: kept until Python says that it has acted on it.
// Streamlit drops what comes while a fragment is being drawn anew, and cuts callbacks short: what is not heard is told again.

const AGAIN_MS = 1000, SLOWEST_MS = 8000;
const tellers = new Map(); // by name, so that what was done is still told when the component is taken out and put back

// `again`: told again so soon.  Only what stays on its page may be quick: a page that is being left takes no second telling.
function tellerOf({ data, setStateValue }, again = AGAIN_MS) {
  let teller = tellers.get(data.teller);
  if (!teller) tellers.set(data.teller, (teller = { done: [], clock: 0, times: 0, again, wait: again, timer: null }));
  teller.set = setStateValue;
  teller.clock = Math.max(teller.clock, data.heard);
  teller.done = teller.done.filter((one) => one.at > data.heard);
  if (!teller.done.length) hush(teller);
  else if (teller.timer === null) say(teller);
  return teller;
}

// `replaces` names earlier things, not heard yet, that need not be told any more.
function tell(teller, what, replaces = () => false) {
  teller.clock = Math.max(Date.now(), teller.clock + 1);
  teller.done = [...teller.done.filter((one) => !replaces(one)), { ...what, at: teller.clock }];
  teller.wait = teller.again;
  say(teller);
}

function say(teller) {
  clearTimeout(teller.timer);
  teller.times += 1; // a value that differs: Streamlit keeps still about one that does not
  teller.set("told", { done: teller.done, times: teller.times });
  teller.timer = setTimeout(() => say(teller), teller.wait);
  teller.wait = Math.min(2 * teller.wait, SLOWEST_MS);
}

function hush(teller) {
  clearTimeout(teller.timer);
  teller.timer = null;
}

// Streamlit calls the cleanup of a drawing that newer data overtook, too, and after the newer one was drawn: a component
// that closed then would be deaf from there on.  It closes when it has left the page.
function whenGone(parentElement, close) {
  return () => setTimeout(() => { if (!parentElement.isConnected) close(); });
}

