/*
 * The one script inside the reader frame: puts one page into its document, draws marks, reports selections, clicks and keys; decides
 * nothing. Its exact bytes are hashed into both content security policies. Places are counted in code points: an element with
 * `data-at` begins at that character, its text nodes follow one another, a <br> is one character.
 */
'use strict';
(() => {
  const root = document.documentElement;
  const nonce = root.dataset.nonce;
  const post = (message) => parent.postMessage({ nonce, ...message }, '*');

  const wide = /[\ud800-\udbff][\udc00-\udfff]/;
  const count = (text) => (wide.test(text) ? Array.from(text).length : text.length);
  const units = (text, characters) =>
    wide.test(text) ? Array.from(text).slice(0, characters).join('').length : Math.min(characters, text.length);

  /** Wraps what is found in running text, so that the style can set it; a look ahead sees into the piece that follows. */
  function wrap(found, name, within = document.body) {
    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
    const texts = [];
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement;
      if (!parent.closest('pre, code')) texts.push({ text: node, block: parent.closest('[data-at]') });
    }
    texts.forEach(({ text, block }, place) => {
      const next = texts[place + 1];
      const ahead = next?.block === block ? next.text.data.slice(0, 2) : '';
      const inside = ({ index, 0: words }) => index + words.length <= text.data.length;
      const all = Array.from((text.data + ahead).matchAll(found)).filter(inside);
      for (const { index, 0: words } of all.toReversed()) {
        const piece = text.splitText(index);
        piece.splitText(words.length);
        const span = document.createElement('span');
        span.className = name;
        piece.replaceWith(span);
        span.append(piece);
      }
    });
  }
  /** Names with a hyphen and one or two characters beside it, as in CoWoS-L: no line ends within them. */
  const WHOLE = /(?<![\w-])(?:\w+-\w{1,2}|\w{1,2}-\w+)(?![\w-])/g;
  /** The last character before a border of Han and Latin, for engines that cannot set the two apart themselves. */
  const GAP = /\p{Script=Han}(?=[\p{Script=Latin}\p{Nd}])|[\p{Script=Latin}\p{Nd}](?=\p{Script=Han})/gu;

  /** Han characters: where they are stressed they carry dots, and what else is stressed beside them does not. */
  const HAN = /\p{Script=Han}+/gu;

  const HAN_OR_KANA = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
  /** Paragraphs of a Chinese or Japanese page in Latin script alone are set, broken and spoken as such. */
  function tellLatin() {
    if (!/^(zh|ja)/.test(root.lang)) return;
    for (const paragraph of document.querySelectorAll('p:not([lang])')) {
      const words = paragraph.textContent;
      if (/\p{Script=Latin}/u.test(words) && !HAN_OR_KANA.test(words)) paragraph.lang = 'en';
    }
  }

  const FIGURE = /^[-+−–~～≈<>≥≤$€£¥￥(（]*\p{Nd}[\p{Nd}\s.,:/×xX–—~～-]*[%％‰)）倍万亿千元美币a-zA-Z]{0,6}$/u;
  /** A cell with more characters than this is read as a sentence. */
  const WORDS_MIN = 24;
  /** Figures of a column stand under each other and its head over them; sentences get room. */
  function setTable(table) {
    const figures = new Map();
    for (const { cells } of table.rows) {
      for (const cell of cells) {
        const text = cell.textContent.trim();
        if (text.length >= WORDS_MIN) cell.className = 'words';
        if (cell.localName === 'th' || !text) continue;
        const isFigure = FIGURE.test(text);
        if (isFigure) cell.className = 'figures';
        figures.set(cell.cellIndex, (figures.get(cell.cellIndex) ?? 0) + (isFigure ? 1 : -1));
      }
    }
    for (const head of table.querySelectorAll('tr:first-child > th')) {
      if (figures.get(head.cellIndex) > 0) head.className = 'figures';
    }
  }

  /** Every text node and <br> inside a block, in document order: {node, at, size}. */
  function collect() {
    const runs = [];
    const next = new Map();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const isText = node.nodeType === Node.TEXT_NODE;
      if (!isText && node.localName !== 'br') continue;
      const block = node.parentElement.closest('[data-at]');
      if (!block) continue;
      const at = next.get(block) ?? Number(block.dataset.at);
      const size = isText ? count(node.data) : 1;
      next.set(block, at + size);
      runs.push({ node, at, size });
    }
    return runs;
  }

  /** The page's runs: in document order, by their places, by their nodes. */
  let runs = [];
  let byPlace = [];
  let runOf = new Map();
  /** The pictures of the page that can be quoted, in order. */
  let pictures = [];

  /** Puts the page into the document: the first that comes, so that no page ever stands where another was. */
  let hasPage = false;
  function show({ lang, look, body }) {
    hasPage = true;
    root.lang = lang;
    dress(look);
    document.body.innerHTML = body;
    tellLatin();
    wrap(WHOLE, 'whole');
    if (root.dataset.autospace === 'own') wrap(GAP, 'gap');
    for (const stressed of document.querySelectorAll('em')) wrap(HAN, 'stressed', stressed);
    document.querySelectorAll('table').forEach(setTable);
    runs = collect();
    byPlace = runs.toSorted((a, b) => a.at - b.at);
    runOf = new Map(runs.map((run) => [run.node, run]));
    pictures = Array.from(document.querySelectorAll('img[data-picture]'));
    for (const one of document.querySelectorAll('table, pre')) reach.observe(one);
    post({ type: 'ready' });
    requestAnimationFrame(tellScroll);
  }

  /** The first run of the sorted list whose end lies beyond (or at, when `closing`) a place. */
  function runAt(place, closing) {
    let low = 0;
    let high = byPlace.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const end = byPlace[middle].at + byPlace[middle].size;
      if (closing ? end < place : end <= place) low = middle + 1;
      else high = middle;
    }
    return byPlace[low];
  }

  function pointOf(run, place) {
    const inside = Math.max(0, place - run.at);
    if (run.node.nodeType === Node.TEXT_NODE) return [run.node, units(run.node.data, inside)];
    const children = run.node.parentNode.childNodes;
    return [run.node.parentNode, Array.prototype.indexOf.call(children, run.node) + (inside > 0 ? 1 : 0)];
  }

  function rangeOf(start, end) {
    const first = runAt(start, false);
    const last = runAt(end, true);
    if (!first || !last || end <= start) return null;
    const range = document.createRange();
    range.setStart(...pointOf(first, start));
    range.setEnd(...pointOf(last, end));
    return range;
  }

  /** The place of a boundary point; a point between blocks belongs to the block that follows, or to the end. */
  function placeOf(node, offset) {
    const run = runOf.get(node);
    if (run && node.nodeType === Node.TEXT_NODE) return run.at + count(node.data.slice(0, offset));
    const point = document.createRange();
    point.setStart(node, offset);
    const here = document.createRange();
    for (const one of runs) {
      here.selectNode(one.node);
      if (point.compareBoundaryPoints(Range.START_TO_START, here) <= 0) return one.at;
    }
    const last = runs.at(-1);
    return last ? last.at + last.size : 0;
  }

  const rectOf = (range) => {
    const { left, top, width, height } = range.getBoundingClientRect();
    return { left, top, width, height };
  };

  const numberOf = (picture) => Number(picture.dataset.picture);
  const pictureOf = (number) => pictures.find((picture) => numberOf(picture) === number);

  /** What a range holds: words, or a single picture; nothing when it is neither. */
  function held(range) {
    if (!range || range.collapsed) return null;
    if (!range.toString().trim()) {
      const inside = pictures.filter((picture) => range.intersectsNode(picture));
      return inside.length === 1 ? { start: 0, end: 0, picture: numberOf(inside[0]), rect: rectOf(inside[0]) } : null;
    }
    const start = placeOf(range.startContainer, range.startOffset);
    const end = placeOf(range.endContainer, range.endOffset);
    return end > start ? { start, end, rect: rectOf(range) } : null;
  }

  let told = '';
  function tellSelection() {
    const selection = getSelection();
    const range = selection && selection.rangeCount ? selection.getRangeAt(0) : null;
    const message = { type: 'selection', ...(held(range) ?? { start: 0, end: 0, rect: null }) };
    const now = JSON.stringify(message);
    if (now !== told) post(message);
    told = now;
  }

  let pressed = false;
  let waiting = 0;
  addEventListener('pointerdown', () => (pressed = true));
  addEventListener('pointerup', () => {
    pressed = false;
    setTimeout(tellSelection, 0);
  });
  document.addEventListener('selectionchange', () => {
    clearTimeout(waiting);
    if (!pressed) waiting = setTimeout(tellSelection, 60);
  });

  addEventListener('click', (event) => {
    const link = event.target.closest && event.target.closest('a[href]');
    if (link) {
      event.preventDefault();
      const href = link.getAttribute('href');
      if (href.startsWith('#')) document.getElementById(decodeURIComponent(href.slice(1)))?.scrollIntoView();
      else post({ type: 'link', href: link.href });
      return;
    }
    if (event.target.localName === 'img' && event.target.naturalWidth) {
      const { src, alt, dataset } = event.target;
      post({ type: 'picture', src, alt, number: dataset.picture === undefined ? null : Number(dataset.picture) });
      return;
    }
    if (!getSelection().isCollapsed) return;
    const point = document.caretRangeFromPoint(event.clientX, event.clientY);
    if (point && runOf.has(point.startContainer)) {
      post({ type: 'click', at: placeOf(point.startContainer, point.startOffset) });
    }
  });
  addEventListener('auxclick', (event) => event.preventDefault());

  addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
    const alone = !ctrlKey && !metaKey && !altKey;
    // What leads through the page, scrolls it or follows a link is the page's own.
    if (alone && /^(Tab| |Arrow.*|Page.*|Home|End)$/.test(key)) return;
    if (alone && key === 'Enter' && event.target.closest?.('a[href]')) return;
    const copying = (ctrlKey || metaKey) && /^[acv]$/i.test(key);
    if (!alone && !copying) event.preventDefault();
    if (key === '/' || key === "'") event.preventDefault();
    post({ type: 'key', key, ctrl: ctrlKey || metaKey, shift: shiftKey, alt: altKey });
  });

  let scrolling = false;
  addEventListener(
    'scroll',
    () => {
      if (scrolling) return;
      scrolling = true;
      requestAnimationFrame(() => {
        scrolling = false;
        tellScroll();
      });
    },
    { passive: true },
  );
  function tellScroll() {
    const room = root.scrollHeight - innerHeight;
    post({ type: 'scroll', at: placeAtTop(), share: room > 0 ? Math.min(1, scrollY / room) : 1 });
  }

  /** The place of the first block that reaches below the top edge, as far as it was passed. */
  function placeAtTop() {
    for (const { node, at, size } of runs) {
      const box = node.nodeType === Node.TEXT_NODE ? boxOf(node) : node.getBoundingClientRect();
      if (box.bottom <= 0 || box.height === 0) continue;
      const passed = Math.max(0, Math.min(1, -box.top / box.height));
      return at + Math.floor(passed * Math.max(0, size - 1));
    }
    return 0;
  }
  function boxOf(text) {
    const range = document.createRange();
    range.selectNodeContents(text);
    return range.getBoundingClientRect();
  }

  /** What is wider than the page is reached and scrolled by keys. */
  const reach = new ResizeObserver((all) => {
    for (const { target } of all) {
      if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
      else target.removeAttribute('tabindex');
    }
  });

  const seen = (data) => ({
    html: data.getData('text/html').slice(0, 5e6),
    text: data.getData('text/plain').slice(0, 5e6),
    url: data.getData('text/uri-list').slice(0, 9e3),
    files: data.files.length,
  });
  for (const name of ['dragenter', 'dragover']) {
    addEventListener(name, (event) => {
      event.preventDefault();
      if (name === 'dragenter') post({ type: 'drag' });
    });
  }
  addEventListener('drop', (event) => {
    event.preventDefault();
    post({ type: 'drop', seen: seen(event.dataTransfer) });
  });
  addEventListener('paste', (event) => {
    event.preventDefault();
    post({ type: 'paste', seen: seen(event.clipboardData) });
  });

  function draw(names, marks) {
    for (const name of names) {
      // WebKit paints anew what leaves a highlight, and nothing where a highlight itself goes.
      CSS.highlights.get(name)?.clear();
      CSS.highlights.delete(name);
    }
    const ranges = new Map();
    for (const mark of marks) {
      const range = names.includes(mark.name) && rangeOf(mark.start, mark.end);
      if (range) ranges.set(mark.name, [...(ranges.get(mark.name) ?? []), range]);
    }
    // The later in the list lies over the earlier.
    for (const name of names) if (ranges.has(name)) CSS.highlights.set(name, new Highlight(...ranges.get(name)));
  }

  /** A picture is marked by its frame: highlights reach words alone. */
  function drawPictures(marks) {
    for (const picture of pictures) {
      const of = marks.filter((mark) => mark.picture === numberOf(picture));
      picture.dataset.marks = of.map((mark) => mark.name).join(' ');
    }
  }

  /** Selects the next (1) picture or the one before (-1), from the one that is selected or the first that is seen. */
  function selectPicture({ step }) {
    const selection = getSelection();
    const range = selection.rangeCount ? selection.getRangeAt(0) : null;
    const now = held(range)?.picture;
    const from = pictures.findIndex((picture) => numberOf(picture) === now);
    const first = pictures.findIndex((picture) => picture.getBoundingClientRect().bottom > 0);
    const next = pictures[from < 0 ? Math.max(0, first) : Math.max(0, Math.min(from + step, pictures.length - 1))];
    if (!next) return;
    next.scrollIntoView({ block: 'center' });
    const at = Array.prototype.indexOf.call(next.parentNode.childNodes, next);
    selection.setBaseAndExtent(next.parentNode, at, next.parentNode, at + 1);
    setTimeout(tellSelection, 0);
  }

  const pace = () => (matchMedia('(prefers-reduced-motion: reduce)').matches ? 'instant' : 'smooth');

  function scrollTo(place) {
    const range = rangeOf(place, place + 1);
    if (!range) return;
    const { top, height } = range.getBoundingClientRect();
    if (top > innerHeight * 0.1 && top + height < innerHeight * 0.85) return;
    window.scrollTo({ top: scrollY + top - innerHeight * 0.3, behavior: pace() });
  }

  /** Brings a place to the top edge, as it was left. */
  function returnTo(place) {
    const range = rangeOf(place, place + 1);
    if (!place || !range) return window.scrollTo({ top: 0, behavior: 'instant' });
    const top = scrollY + range.getBoundingClientRect().top;
    window.scrollTo({ top: Math.max(0, top - 4), behavior: 'instant' });
  }

  /** How the page is set: sizes by style, faces by name; what was at the top stays there. */
  function dress({ appearance, size, leading, measure, face }) {
    const place = scrollY > 0 ? placeAtTop() : 0;
    root.dataset.appearance = appearance;
    root.dataset.face = face;
    for (const [name, value] of Object.entries({ size, leading, measure })) {
      root.style.setProperty(`--set-${name}`, String(value));
    }
    if (place) returnTo(place);
  }

  /** Selects a stretch, and brings a place of it to sight. */
  function select({ start, end, at }) {
    const range = rangeOf(start, end);
    if (!range) return;
    getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.endContainer, range.endOffset);
    scrollTo(at);
    setTimeout(tellSelection, 0);
  }

  const MARKS = [
    ...['mark', 'over', 'under'].flatMap((of) => [1, 2, 3, 4, 5].map((colour) => `${of}-${colour}`)),
    'chosen',
  ];
  const heard = {
    marks({ marks }) {
      draw(MARKS, marks);
      drawPictures(marks);
    },
    finds: ({ marks }) => draw(['find', 'found'], marks),
    spoken: ({ marks }) => draw(['spoken'], marks),
    look: ({ look }) => dress(look),
    place: ({ at, picture }) =>
      picture === undefined ? scrollTo(at) : pictureOf(picture)?.scrollIntoView({ block: 'center' }),
    turn: ({ step }) => scrollBy({ top: step * innerHeight * 0.9, behavior: pace() }),
    top: ({ at }) => returnTo(at),
    select,
    picture: selectPicture,
    unselect: () => getSelection().removeAllRanges(),
  };
  addEventListener('message', (event) => {
    if (event.source !== parent || !event.data || event.data.nonce !== nonce) return;
    if (!hasPage) return event.data.type === 'page' && show(event.data.page);
    if (Object.hasOwn(heard, event.data.type)) heard[event.data.type](event.data);
  });

  post({ type: 'empty' });
})();
