// Niceties only: every page works without this.
(function () {
  "use strict";

  function isTyping(target) {
    return target instanceof Element && target.closest("input, textarea, select, [contenteditable]");
  }

  // j and k go through the results of a search, or the marked words of a document.
  function stops() {
    const hits = document.querySelectorAll(".hit h3 a");
    if (hits.length) return Array.from(hits);
    return Array.from(document.querySelectorAll(".text mark[id]")).filter(
      (mark) => mark.classList.contains("cited") || getComputedStyle(mark).cursor === "help");
  }

  function go(step) {
    const list = stops();
    if (!list.length) return;
    const at = list.indexOf(document.activeElement);
    let next = at + step;
    if (at < 0) {
      // Begin with the first one on screen.
      next = list.findIndex((stop) => stop.getBoundingClientRect().top > 60);
      if (next < 0) next = 0;
    }
    const stop = list[Math.min(Math.max(next, 0), list.length - 1)];
    if (stop.tagName !== "A") stop.tabIndex = -1;
    stop.focus({ preventScroll: true });
    stop.scrollIntoView({ block: "center" });
  }

  document.addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const box = document.getElementById("q");
    if (event.key === "Escape" && document.activeElement === box && box) {
      box.blur();
      return;
    }
    if (isTyping(event.target) && event.target.type !== "checkbox") return;
    if (event.key === "/") {
      event.preventDefault();
      if (box) {
        box.focus();
        box.select();
      } else {
        location.assign("/");
      }
    } else if (event.key === "j") {
      go(1);
    } else if (event.key === "k") {
      go(-1);
    }
  });

  // #o123 names a position in the text; where nothing begins just there, the last mark before it.
  function jump() {
    const match = /^#o(\d+)$/.exec(location.hash);
    if (!match || document.getElementById(location.hash.slice(1))) return;
    const wanted = Number(match[1]);
    let best = null;
    for (const mark of document.querySelectorAll(".text mark[id]")) {
      if (Number(mark.id.slice(1)) > wanted) break;
      best = mark;
    }
    if (best) best.scrollIntoView({ block: "center" });
  }

  window.addEventListener("hashchange", jump);
  jump();
})();
