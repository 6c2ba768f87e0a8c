"use strict";
// All of it is extra: without it the numbers in the text are links to the list, and the list to the text.
const WORDS = "article :is(mark, .cue, .source, .relay)";
const panel = document.querySelector(".panel");
const shown = panel.querySelector("[aria-live]");
const walk = [...document.querySelectorAll("article")].flatMap((article) =>
  article.dataset.walk.split(" ").filter(Boolean).map((id) => [article, id]));
let place = -1;

function clear() {
  document.querySelectorAll(".current").forEach((element) => element.classList.remove("current"));
}

// Show the quotation at a place of the walk: scroll to its words, and put its evidence into the panel.
function show(at) {
  const [article, id] = walk[at];
  place = at;
  clear();
  const entry = document.getElementById(`${article.id}${id}e`);
  const copy = entry.cloneNode(true);
  const words = [...article.getElementsByClassName(id)];
  [entry, ...words].forEach((element) => element.classList.add("current"));
  const voice = entry.closest("details");
  const name = [...voice.querySelectorAll("summary > *")].flatMap((part) => [part.cloneNode(true), " "]);
  const paragraphs = [name, copy.childNodes];
  // The rule that found the speaker is explained once, at the foot of the page.
  const code = copy.querySelectorAll("a")[1];
  const meaning = code && document.getElementById(code.hash.slice(1));
  if (meaning) paragraphs.push([meaning.nextElementSibling.textContent]);
  shown.replaceChildren(...paragraphs.map((nodes) => {
    const paragraph = document.createElement("p");
    paragraph.append(...nodes);
    return paragraph;
  }));
  shown.className = voice.className;
  shown.children[1].className = copy.className;
  if (!article.classList.contains("alone")) voice.open = true;
  panel.hidden = false;
  document.getElementById(article.id + id)?.scrollIntoView({ block: "center" });
  const aside = entry.closest("aside");
  if (aside.scrollHeight > aside.clientHeight) aside.scrollTop = entry.offsetTop - aside.offsetTop - 80;
}

function step(by) {
  if (walk.length) show(place < 0 ? 0 : (place + by + walk.length) % walk.length);
}

function close() {
  panel.hidden = true;
  clear();
}

// Fade all but the speaker who is opened; closing shows all again.
function alone(voice, wanted) {
  const article = voice.closest("article");
  article.querySelectorAll("details").forEach((other) => { if (other !== voice) other.open = false; });
  article.classList.toggle("alone", wanted);
  article.querySelectorAll(".on").forEach((element) => element.classList.remove("on"));
  voice.classList.add("on");
  voice.querySelectorAll("li").forEach((entry) => {
    const id = entry.id.slice(article.id.length, -1);
    [...article.getElementsByClassName(id)].forEach((words) => words.classList.add("on"));
  });
}

// Show the quotation with this id, or with this id of its evidence.
function showNamed(name) {
  const at = walk.findIndex(([article, id]) => name.replace(/e$/, "") === article.id + id);
  if (at >= 0) show(at);
  return at >= 0;
}

document.addEventListener("click", (event) => {
  const { target } = event;
  const link = target.closest('a[href^="#"]');
  const button = target.closest("button");
  if (link) {
    if (showNamed(link.hash.slice(1))) event.preventDefault();
  } else if (button?.dataset.step === "0") close();
  else if (button?.dataset.step) step(Number(button.dataset.step));
  else if (target.closest("summary")) alone(target.closest("details"), !target.closest("details").open);
  else if (target.closest(WORDS) && !String(getSelection())) {
    const words = target.closest(WORDS);
    // The innermost quotation comes first.
    showNamed(words.closest("article").id + [...words.classList].find((name) => /^q\d+$/.test(name)));
  }
});

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") close();
  if (event.ctrlKey || event.metaKey || event.altKey || !["j", "k"].includes(event.key)) return;
  if (document.querySelector(".keys").checked) step(event.key === "j" ? 1 : -1);
});

addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((voice) => { voice.open = true; }));
showNamed(location.hash.slice(1));
addEventListener("hashchange", () => showNamed(location.hash.slice(1)));
