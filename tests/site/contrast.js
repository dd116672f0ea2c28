// Lists the texts whose contrast with what lies behind them is below WCAG 2 AA.
() => {
  const numbers = colour => (colour.match(/[\d.]+/g) || []).map(Number);
  const linear = v => (v /= 255) <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4;
  const luminance = ([r, g, b]) => .2126 * linear(r) + .7152 * linear(g) + .0722 * linear(b);
  const behind = element => {
    for (; element; element = element.parentElement) {
      const colour = numbers(getComputedStyle(element).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.querySelectorAll('main *, .bd-sidebar *')) {
    const says = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    const style = getComputedStyle(element);
    const hidden = !element.getBoundingClientRect().width || style.visibility === 'hidden' || element.closest('dialog, .onlyprint');
    if (!says || hidden) continue;
    const [light, dark] = [luminance(numbers(style.color)), luminance(behind(element))].sort((a, b) => b - a);
    const ratio = (light + .05) / (dark + .05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && style.fontWeight >= 700);
    if (ratio < (large ? 3 : 4.5)) poor.push(`${ratio.toFixed(2)} ${element.tagName} ${element.className}: ${element.textContent.trim().slice(0, 40)}`);
  }
  return poor;
}
