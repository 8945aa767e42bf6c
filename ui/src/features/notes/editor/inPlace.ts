/**
 * Draws Markdown formatted where it stands; on the lines one is writing, its marks show themselves.
 *
 * **Invariant:** only what is drawn changes, and nothing changes on a line while an input method composes there.
 */
import { ensureSyntaxTree, syntaxTree } from '@codemirror/language';
import type { EditorState, Range, Text } from '@codemirror/state';
import { Decoration, EditorView, ViewPlugin, WidgetType, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import type { Shows } from '../shown';
import { widgetFor } from './embeds';
import { drawFootnotes, followNote, footnotesIn } from './footnotes';
import { Sign } from './sign';
import { drawTable } from './tables';
import type { SyntaxNode, Tree } from './tree';

const hidden = Decoration.replace({});
const line = (name: string) => Decoration.line({ class: name });
const LINES: Record<string, Decoration> = {
  ATXHeading1: line('cm-h1'),
  ATXHeading2: line('cm-h2'),
  ATXHeading3: line('cm-h3'),
  ATXHeading4: line('cm-h3'),
  ATXHeading5: line('cm-h3'),
  ATXHeading6: line('cm-h3'),
  SetextHeading1: line('cm-h1'),
  SetextHeading2: line('cm-h2'),
  Blockquote: line('cm-quoted'),
  FencedCode: line('cm-fenced'),
  CodeBlock: line('cm-fenced'),
  Table: line('cm-table'),
};
const inlineCode = Decoration.mark({ class: 'cm-inline-code' });
const han = Decoration.mark({ class: 'cm-han' });

class Task extends WidgetType {
  constructor(
    readonly done: boolean,
    readonly words: string,
  ) {
    super();
  }
  override eq(other: Task): boolean {
    return other.done === this.done && other.words === this.words;
  }
  override toDOM(view: EditorView): HTMLElement {
    const box = document.createElement('input');
    box.type = 'checkbox';
    box.className = 'cm-task';
    box.checked = this.done;
    box.setAttribute('aria-label', this.words);
    box.addEventListener('change', () => {
      const at = view.posAtDOM(box);
      view.dispatch({ changes: { from: at + 1, to: at + 2, insert: box.checked ? 'x' : ' ' }, userEvent: 'input' });
    });
    return box;
  }
  override ignoreEvent(): boolean {
    return true;
  }
}

/** The address of the link at a place; null when none stands there. */
export function hrefAt(tree: Tree, doc: Text, at: number): string | null {
  for (let node: SyntaxNode | null = tree.resolveInner(at, -1); node; node = node.parent) {
    if (node.name === 'Link' || node.name === 'Autolink') return hrefOf(node, doc);
    if (node.name === 'URL' && node.parent?.name !== 'Link') return address(doc.sliceString(node.from, node.to));
  }
  return null;
}

function hrefOf(link: SyntaxNode, doc: Text): string | null {
  const url = link.getChild('URL');
  return url && address(doc.sliceString(url.from, url.to).replace(/^<|>$/g, ''));
}

const address = (text: string) => (/^www\./i.test(text) ? `https://${text}` : text);

/** What is drawn over one range of the text. */
class Drawing {
  readonly ranges: Range<Decoration>[] = [];
  /** The cells of tables: they lie around all other marks. */
  readonly cells: Range<Decoration>[] = [];
  readonly #lines = new Set<string>();

  constructor(
    readonly state: EditorState,
    readonly focused: boolean,
    readonly shows: Shows | undefined,
  ) {}

  draw(from: number, to: number): void {
    const tree = ensureSyntaxTree(this.state, to, 20) ?? syntaxTree(this.state);
    tree.iterate({ from, to, enter: (reference) => this.#enter(reference.node) });
    drawFootnotes(footnotesIn(this.state, tree, from, to), this.state, this.written, this.ranges);
  }

  /** Whether one is writing on a line of this range. */
  readonly written = (from: number, to: number): boolean => {
    if (!this.focused) return false;
    const { doc, selection } = this.state;
    const [start, end] = [doc.lineAt(from).from, doc.lineAt(to).to];
    return selection.ranges.some((range) => range.from <= end && range.to >= start);
  };

  #enter(node: SyntaxNode): void {
    const whole = LINES[node.name];
    if (whole) this.#drawLines(node, whole);
    const mark = this.#MARKS[node.name];
    if (mark) mark(node);
  }

  readonly #MARKS: Record<string, (node: SyntaxNode) => void> = {
    EmphasisMark: (node) => this.#hide(node),
    StrikethroughMark: (node) => this.#hide(node),
    HeaderMark: (node) => this.#hideWithSpace(node),
    QuoteMark: (node) => this.#hideWithSpace(node),
    CodeMark: (node) => node.parent?.name === 'InlineCode' && this.#hide(node),
    InlineCode: (node) => this.ranges.push(inlineCode.range(node.from, node.to)),
    Emphasis: (node) => this.#emphasise(node),
    Image: (node) => this.#embed(node),
    Link: (node) => this.#link(node),
    Autolink: (node) => this.#plainLink(node),
    URL: (node) => !/^(Link|Autolink|Image|LinkReference)$/.test(node.parent?.name ?? '') && this.#plainLink(node),
    ListMark: (node) => this.#bullet(node),
    TaskMarker: (node) => this.#task(node),
    Table: (node) => drawTable(node, this),
    HorizontalRule: (node) => this.#replace(node.from, node.to, new Sign('cm-break')),
  };

  #drawLines(node: SyntaxNode, decoration: Decoration): void {
    const { doc } = this.state;
    const last = doc.lineAt(node.to).number;
    for (let number = doc.lineAt(node.from).number; number <= last; number++) {
      const at = doc.line(number).from;
      const key = `${at} ${node.name}`;
      if (this.#lines.has(key)) continue;
      this.#lines.add(key);
      this.ranges.push(decoration.range(at));
    }
  }

  #hide(node: SyntaxNode, to = node.to): void {
    this.#hideRange(node.from, to);
  }

  /** A line break cannot be hidden by what depends on what is visible. */
  #hideRange(from: number, to: number): void {
    const { doc } = this.state;
    if (from < to && to <= doc.lineAt(from).to && !this.written(from, to)) this.ranges.push(hidden.range(from, to));
  }

  #hideWithSpace(node: SyntaxNode): void {
    const next = this.state.sliceDoc(node.to, node.to + 1);
    this.#hide(node, next === ' ' ? node.to + 1 : node.to);
  }

  #replace(from: number, to: number, widget: WidgetType): void {
    if (!this.written(from, to)) this.ranges.push(Decoration.replace({ widget }).range(from, to));
  }

  #emphasise(node: SyntaxNode): void {
    if (/\p{Script=Han}/u.test(this.state.sliceDoc(node.from, node.to)))
      this.ranges.push(han.range(node.from, node.to));
  }

  #link(node: SyntaxNode): void {
    const href = hrefOf(node, this.state.doc);
    const [opens, closes] = node.getChildren('LinkMark');
    if (!href || !opens || !closes || opens.to >= closes.from) return;
    this.#markLink(opens.to, closes.from, href, node);
    this.#hide(opens);
    this.#hideRange(closes.from, node.to);
  }

  /** A quote or a picture of the library stands there itself; what comes from elsewhere stays Markdown. */
  #embed(node: SyntaxNode): void {
    const href = hrefOf(node, this.state.doc);
    const [opens, closes] = node.getChildren('LinkMark');
    if (!href || !this.shows || !opens || !closes) return;
    const words = this.state.sliceDoc(opens.to, closes.from).replace(/\\(.)/g, '$1');
    const widget = widgetFor(href, words, this.shows);
    if (widget && node.to <= this.state.doc.lineAt(node.from).to) this.#replace(node.from, node.to, widget);
  }

  #plainLink(node: SyntaxNode): void {
    const text = this.state.sliceDoc(node.from, node.to).replace(/^<|>$/g, '');
    this.#markLink(node.from, node.to, address(text), node);
  }

  #markLink(from: number, to: number, href: string, node: SyntaxNode): void {
    const shown = this.written(node.from, node.to) ? '' : ' cm-shown';
    this.ranges.push(Decoration.mark({ class: `cm-link${shown}`, attributes: { 'data-href': href } }).range(from, to));
  }

  #bullet(node: SyntaxNode): void {
    const task = node.parent?.getChild('Task');
    if (task) this.#hideWithSpace(node);
    else if (node.parent?.parent?.name === 'BulletList') this.#replace(node.from, node.to, new Sign('cm-bullet'));
  }

  #task(node: SyntaxNode): void {
    const done = this.state.sliceDoc(node.from + 1, node.from + 2) !== ' ';
    const words = this.state.sliceDoc(node.to, this.state.doc.lineAt(node.to).to).trim();
    this.#replace(node.from, node.to, new Task(done, words));
  }
}

/** What is drawn, and the cells of tables around it. */
interface Drawn {
  marks: DecorationSet;
  cells: DecorationSet;
}

function drawingOf(view: EditorView, shows: Shows | undefined): Drawn {
  const drawing = new Drawing(view.state, view.hasFocus, shows);
  for (const { from, to } of view.visibleRanges) drawing.draw(from, to);
  return { marks: Decoration.set(drawing.ranges, true), cells: Decoration.set(drawing.cells, true) };
}

/** The decorations, and clicks on the links they show. */
export function inPlace(onfollow: (href: string) => void, shows?: Shows) {
  return ViewPlugin.fromClass(
    class {
      drawn: Drawn;
      #tree: Tree;
      constructor(view: EditorView) {
        this.drawn = drawingOf(view, shows);
        this.#tree = syntaxTree(view.state);
      }
      update(update: ViewUpdate): void {
        const tree = syntaxTree(update.state);
        const parsed = tree !== this.#tree;
        this.#tree = tree;
        if (update.docChanged || update.selectionSet || update.viewportChanged || update.focusChanged || parsed) {
          this.drawn = drawingOf(update.view, shows);
        }
      }
    },
    {
      decorations: (plugin) => plugin.drawn.marks,
      provide: (plugin) =>
        EditorView.outerDecorations.of((view) => view.plugin(plugin)?.drawn.cells ?? Decoration.none),
      eventHandlers: {
        mousedown(event, view) {
          const sign = (event.target as Element).closest<HTMLElement>('.cm-sign');
          if (sign && event.button === 0) {
            event.preventDefault();
            followNote(view, syntaxTree(view.state), sign.dataset.note ?? '', view.posAtDOM(sign));
            return true;
          }
          const link = (event.target as Element).closest<HTMLElement>('.cm-link, .note-quote');
          const direct =
            link?.classList.contains('cm-shown') || link?.localName === 'figure' || event.ctrlKey || event.metaKey;
          if (!link || !direct || event.button !== 0) return false;
          event.preventDefault();
          onfollow(link.dataset.href ?? '');
          return true;
        },
      },
    },
  );
}
