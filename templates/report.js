(() => {
'use strict';
const doc = document, at = id => doc.getElementById(id), all = (what, within = doc) => [...within.querySelectorAll(what)];
const words = JSON.parse(doc.body.dataset.words), root = doc.documentElement;
const tell = (name, ...values) => values.reduce((text, value) => text.replace('{}', value), words[name]);
const say = text => { at('live').textContent = text; };
const rows = all('.body > .row:not(.removed, .vh)'), cards = all('.conflict');
root.classList.add('on');

// What is kept between visits. Where the browser keeps nothing, the page works all the same.
const kept = (name, value) => {
  try {
    if (value === undefined) return JSON.parse(localStorage.getItem('reporter-' + name));
    localStorage.setItem('reporter-' + name, JSON.stringify(value));
  } catch { /* storage is off or full, or holds what is not ours */ }
  return null;
};

// Going from row to row and from conflict to conflict.
let current = null, chosen = null;
const verdicts = ['conflicting', 'shared', 'unique'];
// Read from what is switched on, not from the layout: asking for that would lay out every row off screen.
const sides = all('.sides input'), beside = (part, what) => sides.filter(({ value }) => part.classList.contains(what + value));
const shown = row => {
  const { classList } = row, run = row.closest('.run');
  return !classList.contains('miss') && (!sides.length || beside(row, 'h').some(side => side.checked)) && (!run || run.open && !run.classList.contains('miss'))
    && !(classList.contains('again') && at('order-aligned')?.checked && sides[0]?.checked !== false)
    && verdicts.every(verdict => !classList.contains(verdict) || at('show-' + verdict).checked);
};
const open = part => { for (let fold = part.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true; };
const choose = (card, list = visible()) => {
  chosen?.classList.remove('chosen');
  chosen = card;
  card?.classList.add('chosen');
  at('position').value = card ? tell('hit', list.indexOf(card) + 1, list.length) : '';
};
const homes = new Map(cards.map(card => [card, card.closest('.row')]));
const visible = () => cards.filter(card => !card.classList.contains('off') && homes.get(card) && shown(homes.get(card)));
const select = row => {
  current?.classList.remove('current');
  current = row;
  row.classList.add('current');
};
const go = (row, part = row) => {
  select(row);
  part.focus({ preventScroll: true });
  row.scrollIntoView({ block: row.offsetHeight > innerHeight * .7 ? 'start' : 'center', behavior: 'instant' });
};
const onward = (list, here, by) => {
  const after = node => here && (here.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING);
  if (!here) return list.at(by > 0 ? 0 : -1);
  return by > 0 ? list.find(after) ?? list[0] : list.findLast(node => node !== here && !after(node)) ?? list.at(-1);
};
const stepRow = by => {
  const list = rows.filter(shown);
  if (!list.length) return say(words.noRow);
  const row = onward(list, current, by);
  choose(visible().find(card => row.contains(card)) ?? null);
  go(row);
  say(tell('row', list.indexOf(row) + 1, list.length));
};
const stepConflict = by => {
  const list = visible();
  if (!list.length) return say(words.noConflict);
  const card = onward(list, chosen ?? current, by);
  choose(card, list);
  go(card.closest('.row'), card.querySelector('summary'));
  say(tell('conflict', list.indexOf(card) + 1, list.length));
};
const toggle = () => {
  const parts = chosen ? all('details', chosen) : current ? all('details', current) : [];
  const closed = parts.some(part => !part.open);
  parts.forEach(part => { part.open = closed; });
};

// Search and filters hide rows; the text of the page is not touched. Folded runs open while either is on.
let index = null, hits = [], hit = -1, timer = 0;
const opened = new Set();
const read = () => rows.map(row => all('.sentence', row).map(sentence => {
  const nodes = [], walker = doc.createTreeWalker(sentence, NodeFilter.SHOW_TEXT);
  let text = '';
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node.parentElement.closest('.tag, .ref, .moved')) continue;
    nodes.push([text.length, node]);
    text += node.data;
  }
  const low = text.toLowerCase();
  return { nodes, text: low.length === text.length ? low : text };
}));
const place = (nodes, offset) => {
  const [start, node] = nodes.findLast(([start]) => start <= offset);
  return [node, Math.min(offset - start, node.length)];
};
const find = (row, wanted) => index[row].flatMap(({ nodes, text }) => {
  const found = [];
  for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length)) found.push([nodes, from]);
  return found;
}).map(([nodes, from]) => {
  const range = new Range();
  range.setStart(...place(nodes, from));
  range.setEnd(...place(nodes, from + wanted.length - 1));
  range.setEnd(range.endContainer, Math.min(range.endOffset + 1, range.endContainer.length));
  return { range, row: rows[row] };
});
// Touching a highlight has every element styled anew: only where there is something to paint or to wipe off.
const paint = (name, ranges) => {
  if (!self.Highlight) return;
  if (ranges.length) CSS.highlights.set(name, new Highlight(...ranges));
  else if (CSS.highlights.has(name)) CSS.highlights.delete(name);
};
const filter = () => {
  const wanted = at('search').value.trim().toLowerCase();
  const [relation, kind, speaker] = ['relation', 'kind', 'speaker'].map(name => at('by-' + name).value);
  const byFact = relation || kind || speaker;
  const matching = byFact && new Set(all('.card:not(.near-miss)').filter(({ dataset }) =>
    (!relation || dataset.r === relation) && (!kind || dataset.k === kind) && (!speaker || dataset.w.split(' ').includes(speaker))
  ).map(card => card.id));
  const fits = part => !byFact || (part.dataset.f ?? '').split(' ').some(id => matching.has(id));
  if (wanted) index ??= read();
  hits = [];
  let left = 0;
  rows.forEach((row, number) => {
    let fit = fits(row);
    if (fit && wanted) {
      const found = find(number, wanted);
      hits.push(...found);
      fit = found.length > 0;
    }
    row.classList.toggle('miss', !fit);
    left += fit;
  });
  all('tr[data-f]').forEach(line => line.classList.toggle('miss', !fits(line)));
  cards.forEach(card => card.classList.toggle('off', Boolean(byFact) && !matching.has(card.querySelector('.card').id)));
  all('.run').forEach(run => {
    const busy = wanted || byFact, holds = busy && run.querySelector('.row:not(.miss, .removed, .vh)');
    run.classList.toggle('miss', Boolean(busy && !holds));
    if (holds && !run.open) { run.open = true; opened.add(run); }
    if (!busy && opened.delete(run)) run.open = false;
  });
  paint('find', hits.slice(0, 2000).map(({ range }) => range));
  paint('hit', []);
  hit = -1;
  at('rows').value = wanted || byFact ? tell('rows', left, rows.length) : '';
  at('hits').value = !wanted ? '' : hits.length ? tell('hit', 0, hits.length) : words.noHit;
  choose(null);
};
const stepHit = by => {
  if (!hits.length) return;
  hit = (hit + by + hits.length) % hits.length;
  const { range, row } = hits[hit];
  select(row);
  row.scrollIntoView({ block: 'center', behavior: 'instant' });
  paint('hit', [range]);
  at('hits').value = tell('hit', hit + 1, hits.length);
};
const clear = () => {
  for (const id of ['search', 'by-relation', 'by-kind', 'by-speaker']) at(id).value = '';
  filter();
};

// A fact that is pointed at or focused marks its counterparts.
let marks = null, lit = [];
const light = event => {
  const part = event.target.closest?.('mark[data-f], a.tag');
  lit.forEach(one => one.classList.remove('lit'));
  lit = [];
  if (!part) return;
  if (!marks) {
    marks = new Map();
    for (const mark of all('mark[data-f]')) for (const id of mark.dataset.f.split(' ')) marks.set(id, [...marks.get(id) ?? [], mark]);
  }
  const ids = part.dataset.f?.split(' ') ?? [part.hash.slice(1)];
  lit = ids.flatMap(id => marks.get(id) ?? []);
  lit.forEach(one => one.classList.add('lit'));
};

// Decisions, by finding id: those the report was made with, then what was decided here (null: taken back).
const outcomes = ['confirmed', 'not-an-issue', 'dismissed'];
const fields = ['finding', 'outcome', 'topic', 'note', 'name', 'decided', 'subject'];
const records = new Map(cards.map(card => [JSON.parse(card.dataset.record).finding, { card, ...JSON.parse(card.dataset.record) }]));
const valid = most => one => one && typeof one === 'object' && outcomes.includes(one.outcome) && Boolean(one.finding)
  && Object.keys(one).every(key => fields.includes(key) && typeof one[key] === 'string') && (one.note ?? '').length <= most;
const whole = one => Object.fromEntries(fields.map(key => [key, one[key] ?? '']));
const server = doc.querySelector('meta[name=reporter-decisions]')?.content;
let mine = {}, others = new Map(), past = [], saving = Promise.resolve();
const load = () => {
  const stored = kept('decisions') ?? {};
  for (const [id, one] of Object.entries(stored)) if (one === null || valid(2000)(one)) mine[id] = one;
};
const grouped = (parts, key) => parts.reduce((map, part) => map.set(key(part), [...map.get(key(part)) ?? [], part]), new Map());
const lines = grouped(all('#conflicts tr[data-f]'), line => line.dataset.f);
const lanes = grouped(all('.lane a'), tag => tag.getAttribute('href').slice(1));
// A decision on what a finding was before further articles joined it settles that finding too.
const before = new Map([...records].filter(([id, { decision }]) => decision && decision.finding !== id).map(([id, { decision }]) => [decision.finding, id]));
const home = ({ finding }) => records.has(finding) ? finding : before.get(finding);
const ruled = id => Object.hasOwn(mine, id) ? mine[id] : records.get(id).decision;
const day = iso => {
  const date = new Date(iso.slice(0, 10) + 'T12:00');
  return isNaN(date) ? '' : date.toLocaleDateString(root.lang === 'en' ? 'en-GB' : root.lang, { day: 'numeric', month: 'long', year: 'numeric' });
};
const sentence = ({ outcome, name, decided }) => [words[outcome], name && tell('by', name), day(decided) && tell('on', day(decided))].filter(Boolean).join(' ');
const show = id => {
  const { card, button } = records.get(id), one = ruled(id), anchor = card.querySelector('.card').id;
  card.classList.toggle('settled', Boolean(one));
  all('.decision', card).forEach(part => part.remove());
  for (const part of button.buttons) part.setAttribute('aria-pressed', String(one?.outcome === part.value));
  if (doc.activeElement !== button.note) button.note.value = one?.note ?? '';
  let status = '';
  if (one) {
    const line = doc.createElement('p'), bold = doc.createElement('b');
    line.className = 'decision';
    status = '✓ ' + sentence(one) + (one.finding === id ? '' : '; ' + records.get(id).joined);
    bold.textContent = status;
    line.append(bold, one.note ? ': ' + one.note : '');
    card.querySelector('.card').after(line);
  }
  for (const line of lines.get(anchor) ?? []) {
    line.classList.toggle('settled', Boolean(one));
    const part = line.querySelector('.status');
    if (part) part.textContent = status;
  }
  (lanes.get(anchor) ?? []).forEach(tag => tag.classList.toggle('settled', Boolean(one)));
};
const progress = () => {
  const ids = [...records.keys()];
  at('progress').textContent = ids.length ? tell('progress', ids.filter(ruled).length, ids.length) : '';
};
const file = () => {
  const list = new Map(others);
  for (const { superseded } of records.values()) if (superseded && !list.has(superseded.finding)) list.set(superseded.finding, superseded);
  for (const id of records.keys()) ruled(id) ? list.set(ruled(id).finding, ruled(id)) : list.delete(id);
  const decisions = [...list.values()].map(whole).sort((a, b) => a.finding < b.finding ? -1 : 1);
  return JSON.stringify({ format: 'reporter-decisions/1', decisions }, null, 1) + '\n';
};
const ask = async (options = {}) => {
  const answer = await fetch(server, { cache: 'no-store', ...options, headers: { 'X-Reporter': '1', ...options.headers } });
  if (!answer.ok && answer.status !== 412) throw new Error(answer.statusText);
  return answer;
};
const fetched = async () => {
  const answer = await ask();
  return { tag: answer.headers.get('ETag'), list: parse(await answer.text(), 10000) };
};
// What the file beside the report says, where the page is served: it alone counts there.
const take = list => {
  others = new Map();
  for (const id of records.keys()) mine[id] = null;
  for (const one of list) {
    const id = home(one);
    if (!id) others.set(one.finding, one);
    else if (one.finding === id || !mine[id]) mine[id] = one;
  }
};
const save = changed => {
  kept('decisions', mine);
  if (!server) return;
  saving = saving.then(async () => {
    try {
      const here = Object.fromEntries(changed.map(id => [id, mine[id] ?? null]));
      for (let tries = 0, status = 412; status === 412; tries += 1) {
        if (tries > 4) throw new Error(words.notSaved);
        const { tag, list } = await fetched();
        take(list);
        Object.assign(mine, here);
        const headers = { 'Content-Type': 'application/json', ...tag && { 'If-Match': tag } };
        status = (await ask({ method: 'PUT', body: file(), headers })).status;
      }
      say(words.saved);
      root.classList.remove('unsaved');
      [...records.keys()].forEach(show);
      progress();
    } catch {
      say(words.notSaved);
      at('report').value = words.notSaved;
      root.classList.add('unsaved');
    }
  });
};
const change = (entries, text) => {
  past.push(entries.map(([id]) => [id, Object.hasOwn(mine, id) ? mine[id] : undefined]));
  for (const [id, one] of entries) mine[id] = one;
  settle(entries, text);
};
const settle = (entries, text) => {
  for (const [id] of entries) if (records.has(id)) show(id);
  progress();
  say(text);
  save(entries.map(([id]) => id));
};
const decide = (outcome, card = chosen) => {
  if (!card) return say(words.noneHere);
  const { finding, topic, subject, button } = records.get(JSON.parse(card.dataset.record).finding);
  if (ruled(finding)?.outcome === outcome) return change([[finding, null]], words.removed);
  const now = new Date(), decided = new Date(now - now.getTimezoneOffset() * 6e4).toISOString().slice(0, 10);
  const one = whole({ finding, outcome, topic, subject, note: button.note.value.trim(), name: at('name').value.trim(), decided });
  change([[finding, one]], sentence(one));
};
const undo = () => {
  const last = past.pop();
  if (!last) return say(words.nothingToUndo);
  for (const [id, one] of last) one === undefined ? delete mine[id] : mine[id] = one;
  settle(last, words.undone);
};
const parse = (text, most = 2000) => {
  const { format, decisions } = JSON.parse(text);
  if (format !== 'reporter-decisions/1' || !Array.isArray(decisions) || !decisions.every(valid(most))) throw new Error(words.notImported);
  return decisions.map(whole);
};
const bring = async chosenFile => {
  try {
    if (!chosenFile || chosenFile.size > 4e6) throw new Error(words.notImported);
    const list = parse(await chosenFile.text()), here = list.filter(one => records.has(one.finding));
    for (const one of list) if (!records.has(one.finding)) others.set(one.finding, one);
    const text = tell('imported', list.length, here.length);
    if (here.length) change(here.map(one => [one.finding, one]), text);
    at('report').value = text;
  } catch {
    at('report').value = words.notImported;
  }
};
const carry = () => {
  const link = doc.createElement('a');
  link.href = URL.createObjectURL(new Blob([file()], { type: 'application/json' }));
  link.download = 'decisions.json';
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
for (const [id, record] of records) {
  const bar = at('decide').content.firstElementChild.cloneNode(true);
  record.button = { buttons: all('button', bar), note: bar.querySelector('.note') };
  record.card.append(bar);
  bar.addEventListener('click', event => { const part = event.target.closest('button'); if (part) decide(part.value, record.card); });
  record.button.note.addEventListener('change', () => {
    const one = ruled(id), note = record.button.note.value.trim();
    if (one && one.note !== note) change([[id, { ...whole(one), note }]], words.kept);
  });
  record.card.addEventListener('focusin', () => { choose(record.card); if (record.card.closest('.row')) select(record.card.closest('.row')); });
}
const begin = () => { [...records.keys()].forEach(show); progress(); };
load();
begin();
// What was decided while the file was on its way stays.
const arrived = ({ list }) => {
  const here = past.flat().map(([id]) => [id, mine[id] ?? null]);
  take(list);
  Object.assign(mine, Object.fromEntries(here));
  begin();
};
if (server) fetched().then(arrived).catch(() => { at('report').value = words.notSaved; });

// Deep links: the target is opened, and shown whatever the filters say.
const follow = () => {
  const name = decodeURIComponent(location.hash.slice(1));
  const target = name && (at(name) ?? at('f-' + name) ?? at('n-' + name));
  if (!target) return;
  if (target.matches('details')) target.open = true;
  open(target);
  if (!target.checkVisibility()) {
    for (const verdict of verdicts) at('show-' + verdict).checked = true;
    clear();
    open(target);
    if (!target.checkVisibility()) at('order-own').checked = true;
  }
  const row = target.closest('.row'), cell = target.closest('.cell');
  if (row && sides.length) (cell ? beside(cell, 'c') : beside(row, 'h').some(side => side.checked) ? [] : beside(row, 'h')).forEach(side => { side.checked = true; });
  if (row) select(row);
  if (target.closest('.conflict')) choose(target.closest('.conflict'));
  if (row || target.closest('details')) {
    (target.querySelector('summary') ?? row)?.focus({ preventScroll: true });
    target.scrollIntoView({ block: 'center', behavior: 'instant' });
  }
};

// Where the window stands on the map, and how high the bar is.
const body = doc.querySelector('.rows');
const mapped = () => {
  const { top, height } = body.getBoundingClientRect(), part = at('window');
  const from = Math.max(0, -top / height), to = Math.min(1, (innerHeight - top) / height);
  part.setAttribute('y', 1000 * Math.min(1, from));
  part.setAttribute('height', 1000 * Math.max(0, to - from));
};
let frame = 0;
addEventListener('scroll', () => { frame ||= requestAnimationFrame(() => { frame = 0; mapped(); }); }, { passive: true });
const bar = doc.querySelector('.bar');
// Set where it is used: a property that all elements inherit would have them all styled anew.
const below = () => {
  const high = getComputedStyle(bar).position === 'sticky' ? bar.offsetHeight : 0;
  doc.querySelector('.row.head').style.top = high + 'px';
  doc.querySelector('.map').style.top = high + 8 + 'px';
  root.style.scrollPaddingTop = high + 48 + 'px';
};
new ResizeObserver(below).observe(bar);

const listen = (id, what, act) => at(id).addEventListener(what, act);
listen('search', 'input', () => { clearTimeout(timer); timer = setTimeout(filter, 120); });
listen('search', 'keydown', event => {
  if (event.key === 'Enter') { event.preventDefault(); stepHit(event.shiftKey ? -1 : 1); }
  if (event.key === 'Escape') { clear(); at('search').blur(); }
});
for (const name of ['relation', 'kind', 'speaker']) listen('by-' + name, 'change', filter);
listen('next', 'click', () => stepConflict(1));
listen('previous', 'click', () => stepConflict(-1));
listen('undo', 'click', undo);
listen('export', 'click', carry);
listen('import', 'change', event => { bring(event.target.files[0]).then(() => { event.target.value = ''; }); });
listen('help-button', 'click', () => at('help').showModal());
at('name').value = kept('name') ?? '';
listen('name', 'change', () => kept('name', at('name').value.trim()));
at('keys').checked = kept('keys') ?? true;
listen('keys', 'change', () => { kept('keys', at('keys').checked); root.classList.toggle('no-keys', !at('keys').checked); });
root.classList.toggle('no-keys', !at('keys').checked);
doc.addEventListener('click', event => {
  const pair = event.target.closest('[data-pair]')?.dataset.pair.split(' ');
  if (pair) sides.forEach(side => { side.checked = pair.includes(side.value); });
});
const theme = at(kept('theme') ?? '');
if (theme?.name === 'theme') theme.checked = true;
doc.querySelector('.theme').addEventListener('change', event => kept('theme', event.target.id));
bar.addEventListener('submit', event => event.preventDefault());
for (const what of ['pointerover', 'focusin']) doc.addEventListener(what, light);
const keys = {
  n: () => stepConflict(1), p: () => stepConflict(-1), j: () => stepRow(1), k: () => stepRow(-1), o: toggle,
  c: () => decide(outcomes[0]), i: () => decide(outcomes[1]), x: () => decide(outcomes[2]), u: undo,
  '/': () => at('search').focus(), '?': () => at('help').showModal(),
};
doc.addEventListener('keydown', event => {
  if (event.ctrlKey || event.metaKey || event.altKey || !at('keys').checked) return;
  if (event.target.closest('input:not([type=checkbox], [type=radio]), select, dialog')) return;
  const act = Object.hasOwn(keys, event.key) && keys[event.key];
  if (act) { event.preventDefault(); act(); }
});
addEventListener('beforeprint', () => all('details').forEach(part => { part.open = true; }));
addEventListener('hashchange', follow);
addEventListener('load', () => setTimeout(follow)); // after the browser's own jump, which takes the focus away
requestAnimationFrame(mapped);
})();
