"use strict";
const slides = [...document.querySelectorAll(".slide")];
const place = document.getElementById("place");
const back = document.getElementById("back");
const next = document.getElementById("next");
let shown = 0;

function show(number) {
  shown = Math.max(0, Math.min(slides.length - 1, number));
  slides.forEach((slide, index) => slide.classList.toggle("shown", index === shown));
  place.textContent = `${shown + 1} of ${slides.length}`;
  const first = shown === 0, last = shown === slides.length - 1, focused = document.activeElement;
  back.disabled = next.disabled = false;
  if (first && focused === back) next.focus();
  if (last && focused === next) back.focus();
  back.disabled = first;
  next.disabled = last;
  history.replaceState(null, "", `#step-${shown + 1}`);
}

function named() {
  return slides.findIndex((slide) => `#${slide.id}` === location.hash);
}

function onKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const onButton = event.target instanceof HTMLButtonElement;
  if (event.key === " " && onButton) return;
  const steps = { ArrowRight: 1, ArrowDown: 1, PageDown: 1, " ": 1, ArrowLeft: -1, ArrowUp: -1, PageUp: -1 };
  if (event.key in steps) show(shown + (event.key === " " && event.shiftKey ? -1 : steps[event.key]));
  else if (event.key === "Home") show(0);
  else if (event.key === "End") show(slides.length - 1);
  else if (event.key === "f" || event.key === "F") {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.();
  } else return;
  event.preventDefault();
}

document.documentElement.classList.add("stepping");
document.querySelector("nav").hidden = false;
back.addEventListener("click", () => show(shown - 1));
next.addEventListener("click", () => show(shown + 1));
document.addEventListener("keydown", onKey);
addEventListener("hashchange", () => show(named()));
show(named());
