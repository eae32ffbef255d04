(() => {
'use strict';
const doc = document, at = id => doc.getElementById(id);
const rows = [...doc.querySelectorAll('.body > .row:not(.removed)')];
const say = words => { at('live').textContent = words; };
let current = null;
doc.documentElement.classList.add('on');

const shown = row => row.checkVisibility();
const select = row => {
  current?.classList.remove('current');
  current = row;
  row.classList.add('current');
};
const go = row => {
  select(row);
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: 'center' });
};
const step = (by, conflicts) => {
  const wanted = rows.filter(row => shown(row) && (!conflicts || row.querySelector('.card.conflicting')));
  if (!wanted.length) return say(conflicts ? 'No conflict is shown' : 'No row is shown');
  const here = rows.indexOf(current);
  const onward = by > 0 ? wanted.find(row => rows.indexOf(row) > here) : wanted.findLast(row => here < 0 || rows.indexOf(row) < here);
  const row = onward ?? wanted.at(by > 0 ? 0 : -1);
  go(row);
  say((conflicts ? 'Conflict row ' : 'Row ') + (wanted.indexOf(row) + 1) + ' of ' + wanted.length);
};
const toggle = () => {
  const parts = current ? [...current.querySelectorAll('details')] : [];
  const open = parts.some(part => !part.open);
  parts.forEach(part => { part.open = open; });
};

// Search hides the rows without a hit and marks the hits; the text of the page is not touched.
let words = null, timer = 0;
const search = () => {
  const wanted = at('search').value.trim().toLowerCase(), ranges = [];
  words ??= rows.map(row => [...row.querySelectorAll('.sentence')].map(one => one.textContent).join(' ').toLowerCase());
  let hits = 0;
  rows.forEach((row, number) => {
    const hit = !wanted || words[number].includes(wanted);
    row.classList.toggle('miss', !hit);
    if (!wanted || !hit) return;
    hits += 1;
    if (!self.Highlight || ranges.length > 2000) return;
    const walker = doc.createTreeWalker(row, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const text = node.data.toLowerCase();
      for (let from = text.indexOf(wanted); from >= 0; from = text.indexOf(wanted, from + wanted.length)) {
        const range = new Range();
        range.setStart(node, from);
        range.setEnd(node, from + wanted.length);
        ranges.push(range);
      }
    }
  });
  if (self.Highlight) CSS.highlights.set('find', new Highlight(...ranges));
  at('hits').value = wanted ? hits + ' of ' + rows.length + ' rows' : '';
};
const follow = () => {
  const target = location.hash.length > 1 && at(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  for (let part = target.closest('details'); part; part = part.parentElement.closest('details')) part.open = true;
  const row = target.closest('.row');
  if (row) select(row);
  if (row || target.closest('details')) target.scrollIntoView({ block: 'center' });
};

at('search').addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(search, 120); });
at('next').addEventListener('click', () => step(1, true));
at('previous').addEventListener('click', () => step(-1, true));
at('help-button').addEventListener('click', () => at('help').showModal());
doc.querySelector('.bar').addEventListener('submit', event => event.preventDefault());
const keys = {
  n: () => step(1, true), p: () => step(-1, true), j: () => step(1), k: () => step(-1), o: toggle,
  '/': () => at('search').focus(), '?': () => at('help').showModal(),
};
doc.addEventListener('keydown', event => {
  if (event.key === 'Escape' && event.target === at('search')) {
    at('search').value = '';
    search();
    return at('search').blur();
  }
  if (event.ctrlKey || event.metaKey || event.altKey || !at('keys').checked) return;
  if (event.target.closest('input:not([type=checkbox]), dialog')) return;
  const act = keys[event.key];
  if (act) { event.preventDefault(); act(); }
});
addEventListener('beforeprint', () => doc.querySelectorAll('details').forEach(part => { part.open = true; }));
addEventListener('hashchange', follow);
follow();
})();
