"use strict";
// Keeps what is answered in the browser, says what is missing, and gives the answers back as a file.
(() => {
  const FORMAT = "firearmskit-answers/1";
  const words = JSON.parse(document.getElementById("words").textContent);
  const say = (name, values = {}) =>
    words[name].replace(/\{(\w+)\}/g, (whole, key) => (key in values ? String(values[key]) : whole));
  const blank = (value) =>
    Array.isArray(value) ? !value.some((item) => item.trim()) : value === undefined || value === null || !value.trim();

  // What is kept: one entry for each exercise and pack, so that no page overwrites another's.
  const entry = (exercise) => `firearmskit:${exercise.dataset.exercise}:${exercise.dataset.pack}`;
  let keeps = true;
  const recall = (exercise) => {
    try {
      const found = JSON.parse(localStorage.getItem(entry(exercise)) || "{}");
      return found && typeof found === "object" && !Array.isArray(found) ? found : {};
    } catch {
      return {};
    }
  };
  const keep = (exercise, answers) => {
    try {
      localStorage.setItem(entry(exercise), JSON.stringify(answers));
    } catch {
      keeps = false;
    }
  };

  const exercises = [...document.querySelectorAll(".exercise")];
  const held = new Map(exercises.map((exercise) => [exercise, recall(exercise)]));

  const read = (field) => {
    const kind = field.dataset.kind;
    if (kind === "choices") return [...field.querySelectorAll("input:checked")].map((box) => box.value);
    if (kind === "order") return [...field.querySelectorAll("select")].map((list) => list.value);
    const radio = field.querySelector("input[type=radio]");
    if (radio) return (field.querySelector("input:checked") || { value: "" }).value;
    return field.querySelector("select, input, textarea").value;
  };
  const write = (field, value) => {
    const texts = Array.isArray(value) ? value : [value === undefined || value === null ? "" : String(value)];
    const boxes = field.querySelectorAll("input[type=radio], input[type=checkbox]");
    if (boxes.length) boxes.forEach((box) => { box.checked = texts.includes(box.value); });
    else field.querySelectorAll("select, input, textarea").forEach((control, at) => { control.value = texts[at] ?? ""; });
  };
  const title = (field) => field.querySelector("legend, label").textContent;

  // What is wrong with an order: a step that is chosen twice, or a place without one.
  const brief = (label) => label.length <= 60 ? label : label.slice(0, label.lastIndexOf(" ", 60)).replace(/[ ,;:]+$/, "") + "…";
  const twice = (field, value) => {
    if (field.dataset.kind !== "order" || blank(value)) return "";
    const counts = new Map();
    value.filter(Boolean).forEach((step) => counts.set(step, (counts.get(step) || 0) + 1));
    const named = (step) => brief([...field.querySelector("select").options].find((option) => option.value === step)?.label ?? step);
    const again = [...counts].filter(([, count]) => count > 1).map(([step, count]) => say("twice", { step: named(step), count }));
    return again.length ? [say("once"), ...again].join(" ") : "";
  };
  const misorder = (field, value) => {
    if (field.dataset.kind !== "order" || blank(value)) return "";
    const done = value.filter(Boolean).length, all = field.querySelectorAll("select").length;
    return twice(field, value) || (done < all ? say("steps", { done, all }) : "");
  };

  const spots = [...document.querySelectorAll(".spot")];
  const showSpots = () => spots.forEach((spot) => {
    const chosen = document.getElementById(spot.dataset.for).value === spot.dataset.value;
    spot.setAttribute("aria-pressed", String(chosen));
  });
  spots.forEach((spot) => {
    const [x, y, width, height] = spot.dataset.place.split(" ");
    Object.assign(spot.style, { left: `${x * 100}%`, top: `${y * 100}%`, width: `${width * 100}%`, height: `${height * 100}%` });
    spot.addEventListener("click", () => {
      const list = document.getElementById(spot.dataset.for);
      list.value = spot.dataset.value;
      list.dispatchEvent(new Event("input", { bubbles: true }));
    });
  });

  const tasks = exercises.flatMap((exercise) =>
    [...exercise.querySelectorAll(".task")].map((task) => {
      const fields = [...task.querySelectorAll(".field")];
      const name = task.dataset.task;
      const box = task.querySelector(".feedback");
      const answer = () => held.get(exercise)[name] || {};
      const status = () => {
        const done = fields.filter((field) => {
          const value = answer()[field.dataset.field];
          return !blank(value) && !misorder(field, value);
        }).length;
        fields.forEach((field) => {
          const wrong = field.querySelector(".wrong");
          if (wrong) wrong.textContent = twice(field, answer()[field.dataset.field]);
        });
        task.querySelector(".status").textContent = keeps
          ? say("answered", { done, all: fields.length })
          : say("not_kept");
      };
      const show = () => {
        fields.forEach((field) => write(field, answer()[field.dataset.field]));
        status();
      };
      const lacking = (field) => {
        const value = answer()[field.dataset.field];
        if (blank(value)) return [say("missing", { field: title(field) })];
        const problem = misorder(field, value);
        if (problem) return [say("field", { field: title(field), problem })];
        const number = field.dataset.kind === "number" ? String(value).replace(/\s/g, "").replace(/,/g, ".") : "0";
        return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(number) ? [] : [say("no_number", { field: title(field), value })];
      };
      const missing = () => fields.every((field) => blank(answer()[field.dataset.field]))
        ? [say("nothing", { count: fields.length })]
        : fields.flatMap(lacking);
      fields.forEach((field) => field.addEventListener("input", () => {
        // The same page may be open twice: what the other one kept since isn't lost.
        const answers = { ...held.get(exercise), ...recall(exercise) };
        answers[name] = { ...answers[name], [field.dataset.field]: read(field) };
        held.set(exercise, answers);
        keep(exercise, answers);
        showSpots();
        status();
        outdate(box);
      }));
      task.querySelector("form").addEventListener("submit", (event) => {
        event.preventDefault();
        review(exercise, name, answer, missing(), box);
      });
      show();
      return { show };
    })
  );
  const showAll = () => {
    tasks.forEach((task) => task.show());
    showSpots();
    document.querySelectorAll(".feedback").forEach(outdate);
  };
  showSpots();
  addEventListener("storage", (event) => {
    const changed = exercises.filter((exercise) => entry(exercise) === event.key);
    changed.forEach((exercise) => held.set(exercise, recall(exercise)));
    if (changed.length) showAll();
  });

  // What an answer is worth: only in the practice edition, and only where Python can be loaded beside the page.
  let python = null;
  const fromFile = location.protocol === "file:" && document.body.dataset.python;
  if (fromFile) document.querySelectorAll("[data-edition=practice] .edition").forEach((note) => { note.textContent = say("from_file"); });
  const lines = (box, texts) =>
    box.replaceChildren(...texts.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
  const outdate = (box) => {
    if (!box.firstChild || box.querySelector(".changed")) return;
    box.prepend(Object.assign(document.createElement("p"), { className: "changed", textContent: say("changed") }));
  };
  // The button may stand at the edge of the screen, and what it says below it.
  const bringIn = (box) => {
    const line = box.querySelector("p") || box, { top, bottom } = line.getBoundingClientRect();
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (top < 0 || bottom > innerHeight - 60) line.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  };
  const review = async (exercise, task, answer, missing, box) => {
    const plain = missing.length ? missing : [say("complete")];
    const address = document.body.dataset.python, asked = JSON.stringify(answer());
    const scored = exercise.dataset.edition === "practice" && address && Object.values(answer()).some((value) => !blank(value));
    if (!scored || fromFile) lines(box, scored ? [say("no_python"), ...plain] : plain);
    else {
      lines(box, [say("wait")]);
      try {
        python ??= new Python(address);
        box.innerHTML = await python.review(exercise.dataset.exercise, task, asked, document.documentElement.lang);
      } catch (error) {
        console.info(error);
        python = null;
        lines(box, [say("no_python"), ...plain]);
      }
      if (JSON.stringify(answer()) !== asked) outdate(box);
    }
    bringIn(box);
  };
  class Python {
    constructor(address) {
      this.waiting = [];
      this.worker = new Worker(address, { type: "module" });
      this.worker.onmessage = ({ data }) => {
        const [done, failed] = this.waiting.shift();
        if (data.error) failed(new Error(data.error));
        else done(data.html);
      };
      this.worker.onerror = (event) => this.waiting.splice(0).forEach(([, failed]) => failed(new Error(event.message || "worker")));
    }
    review(...asked) {
      return new Promise((done, failed) => {
        this.waiting.push([done, failed]);
        this.worker.postMessage(asked);
      });
    }
  }

  // Whose it is, where the page doesn't know: in the file, and in its name, which holds no more than letters and digits.
  const person = document.getElementById("name");
  const NAME = "firearmskit:name";
  const shorten = (text) => [...text.replace(/\s+/g, " ").trim()].slice(0, 60).join("");
  const called = () => shorten((person ? person.value : "").replace(/\p{C}+/gu, " "));
  const prefix = () => {
    const words = shorten(called().normalize("NFC").replace(/[^\p{L}\p{M}\p{N}' -]+/gu, " ")).replace(/^[' -]+|[' -]+$/g, "");
    return words ? `${words} - ` : "";
  };
  if (person) {
    try { person.value = localStorage.getItem(NAME) || ""; } catch { /* nothing is kept here */ }
    person.addEventListener("input", () => {
      try { localStorage.setItem(NAME, person.value); } catch { /* nothing is kept here */ }
    });
  }

  // Handing in: one exercise is one JSON file, several are a zip of them, as they lie in a learner's folder.
  const documents = () => exercises
    .filter((exercise) => Object.values(held.get(exercise)).some((task) => Object.values(task).some((value) => !blank(value))))
    .map((exercise) => ({
      name: `${exercise.dataset.exercise}.answers.json`,
      text: JSON.stringify({ answers: held.get(exercise), exercise: exercise.dataset.exercise, format: FORMAT, ...(called() && { name: called() }), pack: exercise.dataset.pack }, null, 1) + "\n",
    }));
  const table = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  const crc = (bytes) => {
    let value = 0xffffffff;
    for (const byte of bytes) value = (value >>> 8) ^ table[(value ^ byte) & 255];
    return (value ^ 0xffffffff) >>> 0;
  };
  const header = (size, ...numbers) => {
    const view = new DataView(new ArrayBuffer(size));
    let at = 0;
    for (const [width, value] of numbers) {
      if (width === 2) view.setUint16(at, value, true);
      else view.setUint32(at, value, true);
      at += width;
    }
    return new Uint8Array(view.buffer);
  };
  const zip = (files) => {
    const now = new Date();
    const time = (now.getHours() << 11) | (now.getMinutes() << 5) | (now.getSeconds() >> 1);
    const date = ((now.getFullYear() - 1980) << 9) | ((now.getMonth() + 1) << 5) | now.getDate();
    const parts = [], index = [];
    let at = 0;
    for (const { name, text } of files) {
      const path = new TextEncoder().encode(name), bytes = new TextEncoder().encode(text);
      const both = [[2, 20], [2, 0x800], [2, 0], [2, time], [2, date], [4, crc(bytes)], [4, bytes.length], [4, bytes.length], [2, path.length], [2, 0]];
      const local = header(30, [4, 0x04034b50], ...both);
      index.push(header(46, [4, 0x02014b50], [2, 20], ...both, [2, 0], [2, 0], [2, 0], [4, 0], [4, at]), path);
      parts.push(local, path, bytes);
      at += local.length + path.length + bytes.length;
    }
    const size = index.reduce((sum, part) => sum + part.length, 0);
    const end = header(22, [4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, size], [4, at], [2, 0]);
    return new Blob([...parts, ...index, end], { type: "application/zip" });
  };
  const said = (text, trouble = false) => {
    const place = document.getElementById("said");
    place.textContent = text;
    place.classList.toggle("trouble", trouble);
  };
  const file = () => {
    const found = documents();
    if (!found.length) {
      said(say("empty"), true);
      return null;
    }
    const name = prefix() + document.body.dataset.file;
    if (exercises.length === 1) return new File([found[0].text], `${name}.answers.json`, { type: "application/json" });
    return new File([zip(found)], `${name}.zip`, { type: "application/zip" });
  };
  document.getElementById("save").addEventListener("click", () => {
    const made = file();
    if (!made) return;
    const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(made), download: made.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    said([say("saved", { file: made.name }), ...(person && !called() ? [say("unnamed")] : [])].join(" "));
  });
  const share = document.getElementById("share");
  if (navigator.canShare && navigator.canShare({ files: [new File(["{}"], "a.json", { type: "application/json" })] })) share.hidden = false;
  share.addEventListener("click", async () => {
    const made = file();
    if (made) await navigator.share({ files: [made], title: made.name }).catch(() => {});
  });

  // Taking up what was saved: a JSON file, or a zip that this page made (its entries are stored as they are).
  const entries = async (chosen) => {
    if (!chosen.name.toLowerCase().endsWith(".zip")) return [await chosen.text()];
    const bytes = new Uint8Array(await chosen.arrayBuffer()), view = new DataView(bytes.buffer), texts = [];
    let at = 0;
    while (at + 30 <= bytes.length && view.getUint32(at, true) === 0x04034b50) {
      const method = view.getUint16(at + 8, true), size = view.getUint32(at + 22, true);
      const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
      if (method !== 0 || start + size > bytes.length) throw new Error("not a zip of this page");
      texts.push(new TextDecoder().decode(bytes.subarray(start, start + size)));
      at = start + size;
    }
    return texts;
  };
  const entriesOf = (value) => {
    if (!value || typeof value !== "object" || Array.isArray(value)) throw new Error("not a table");
    return Object.entries(value);
  };
  const tidy = (answers) => {
    const fits = (value) => typeof value === "string" || (Array.isArray(value) && value.every((item) => typeof item === "string"));
    return Object.fromEntries(entriesOf(answers).map(([task, fields]) =>
      [task, Object.fromEntries(entriesOf(fields).flatMap(([key, value]) =>
        fits(value) ? [[key, value]] : typeof value === "number" ? [[key, String(value)]] : []))]));
  };
  const load = document.getElementById("load");
  load.addEventListener("change", async () => {
    const [chosen] = load.files;
    if (!chosen) return;
    const name = chosen.name;
    try {
      if (chosen.size > 4 * 1024 * 1024) throw new Error("too large");
      const found = (await entries(chosen)).map((text) => JSON.parse(text));
      const ours = found.flatMap((each) => {
        const exercise = exercises.find((one) => one.dataset.exercise === each.exercise);
        return each.format === FORMAT && exercise ? [[exercise, each]] : [];
      });
      const other = ours.find(([exercise, each]) => exercise.dataset.pack !== each.pack);
      if (!ours.length) said(say("not_ours", { file: name }), true);
      else if (other) said(say("other_pack", { file: name, other: other[1].pack, own: other[0].dataset.pack }), true);
      else {
        const news = ours.map(([exercise, each]) => [exercise, tidy(each.answers)]);
        const differs = news.some(([exercise, answers]) =>
          Object.keys(held.get(exercise)).length && JSON.stringify(held.get(exercise)) !== JSON.stringify(answers));
        if (differs && !confirm(say("replace", { file: name }))) return;
        let count = 0;
        news.forEach(([exercise, answers]) => {
          held.set(exercise, answers);
          keep(exercise, answers);
          count += Object.values(answers).reduce((sum, fields) => sum + Object.values(fields).filter((value) => !blank(value)).length, 0);
        });
        const [name] = ours.map(([, each]) => each.name).filter((each) => typeof each === "string");
        if (person && !person.value && name) person.value = shorten(name);
        showAll();
        said(say("loaded", { file: name, count }));
      }
    } catch {
      said(say("not_ours", { file: name }), true);
    } finally {
      load.value = "";
    }
  });
})();
