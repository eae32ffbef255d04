// Contrast (WCAG 2.2, 1.4.3) of every text that is shown, from the colours that are painted; the lowest first.
() => {
  const luminance = ([r, g, b]) => [r, g, b].map(one => one / 255)
    .map(one => one <= .04045 ? one / 12.92 : ((one + .055) / 1.055) ** 2.4)
    .reduce((sum, one, at) => sum + one * [.2126, .7152, .0722][at], 0);
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const mixed = new Map(), grounds = new Map();
  const read = (colour, under) => {
    const key = colour + under;
    if (!mixed.has(key)) mixed.set(key, paint(colour, under));
    return mixed.get(key);
  };
  const paint = (colour, under) => {
    canvas.fillStyle = `rgb(${under})`; canvas.fillRect(0, 0, 1, 1);
    canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const ground = element => {
    if (!element) return [255, 255, 255];
    if (!grounds.has(element)) {
      grounds.set(element, read(getComputedStyle(element).backgroundColor, ground(element.parentElement)));
    }
    return grounds.get(element);
  };
  const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    if (!node.data.trim() || element.closest('svg, template, script, style')) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    let opacity = 1;
    for (let one = element; one; one = one.parentElement) opacity *= Number(getComputedStyle(one).opacity);
    const under = ground(element), full = read(getComputedStyle(element).color, under);
    const over = full.map((one, at) => one * opacity + under[at] * (1 - opacity));
    const [dark, bright] = [luminance(under), luminance(over)].sort((a, b) => a - b);
    found.push([(bright + .05) / (dark + .05), element.className + ': ' + node.data.trim().slice(0, 40)]);
  }
  return found.sort((a, b) => a[0] - b[0]);
}
