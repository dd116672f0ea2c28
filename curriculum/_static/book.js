// What the theme leaves to a far larger script, and what it leaves out for those who use the keyboard.
"use strict";

document.addEventListener("DOMContentLoaded", () => {
  const wide = window.matchMedia("(min-width: 992px)");

  // Back to the top, once the reader has gone down and turns back
  const top = document.getElementById("pst-back-to-top");
  if (top) {
    let before = window.scrollY;
    window.addEventListener("scroll", () => {
      const now = window.scrollY;
      top.style.display = now < before && now > window.innerHeight ? "block" : "none";
      before = now;
    }, { passive: true });
    top.addEventListener("click", () => {
      window.scrollTo(0, 0);
      document.getElementById("main-content").focus({ preventScroll: true });
    });
  }

  // A button without words says its name when the pointer rests on it
  for (const button of document.querySelectorAll("button[data-bs-title]")) button.title = button.dataset.bsTitle;

  // A dialog without a name is read as "dialog"
  const search = document.querySelector("#pst-search-dialog input");
  if (search) search.closest("dialog").setAttribute("aria-label", search.getAttribute("aria-label"));

  // What the search quotes of a page would run the words of two paragraphs or cells together
  if (typeof Search !== "undefined" && Search.htmlToText) {
    const plain = Search.htmlToText;
    Search.htmlToText = (html, anchor) => plain(html.replace(/<\/(?:p|li|t[dh]|h[1-6]|d[td]|pre|div|summary|figcaption)>/g, "$& "), anchor);
  }

  // Buttons that open or fold a side bar say so, and have the focus back when it closes
  let opener = null;
  for (const [side, id] of [["primary", "pst-primary-sidebar"], ["secondary", "pst-secondary-sidebar"]]) {
    const bar = document.getElementById(id);
    const dialog = document.getElementById(`${id}-modal`);
    const buttons = [...document.querySelectorAll(`button.${side}-toggle`)];
    if (!bar || !dialog) continue;
    const say = () => {
      const open = dialog.open || (side === "primary" && wide.matches && !bar.classList.contains("pst-sidebar-hidden"));
      for (const button of buttons) button.setAttribute("aria-expanded", String(open));
    };
    if (buttons.length) dialog.setAttribute("aria-label", buttons[buttons.length - 1].title || buttons[0].title);
    new MutationObserver(say).observe(bar, { attributes: true, attributeFilter: ["class"] });
    new MutationObserver(say).observe(dialog, { attributes: true, attributeFilter: ["open"] });
    wide.addEventListener("change", say);
    say();
  }

  // The theme takes the focus from a button that is used; who came by keyboard would have to begin at the top again
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    opener = button;
    if (!event.detail) setTimeout(() => { if (!document.querySelector("dialog[open]")) button.focus(); });
  }, true);
  for (const dialog of document.querySelectorAll("dialog")) {
    dialog.addEventListener("close", () => setTimeout(() => { if (opener && document.contains(opener)) opener.focus(); }));
  }
});
