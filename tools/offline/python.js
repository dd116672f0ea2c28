// Runs the library in the browser, in a thread of its own, to say what an answer to a practice case is worth.
const home = new URL("lab/static/pyodide/", import.meta.url);

const begun = (async () => {
  const { loadPyodide } = await import(new URL("pyodide.mjs", home));
  const [pyodide, lock] = await Promise.all([
    loadPyodide({ indexURL: home.href }),
    fetch(new URL("pyodide-lock.json", home)).then((answer) => answer.json()),
  ]);
  // The library alone: what notebooks need besides isn't needed here.
  const wheel = await fetch(new URL(lock.packages.firearmskit.file_name, home));
  pyodide.unpackArchive(await wheel.arrayBuffer(), "wheel");
  return pyodide.runPython("from firearmskit.course.formpage import review; review");
})();

let last = Promise.resolve();
addEventListener("message", ({ data }) => {
  // One after the other, so that answers come back in the order of the questions.
  last = last.then(async () => {
    try {
      postMessage({ html: (await begun)(...data) });
    } catch (error) {
      postMessage({ error: String(error) });
    }
  });
});
