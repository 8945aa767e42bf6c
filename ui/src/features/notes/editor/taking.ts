/**
 * What is dropped or pasted into a note: things of the library become links or the quotes themselves, formatted text
 * becomes Markdown, pictures are kept.
 */
import { syntaxTree } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { carried, type Carried } from '../../../shared/carrying';
import { i18n } from '../../../shared/i18n';
import { showing } from '../shown';
import { linkTo } from '../targets';

/** Gives the bytes of a picture, or where the host finds them, and gets their addresses. */
export type KeepPictures = (from: ArrayBuffer | 'clipboard' | 'drop') => Promise<string[]>;

/** The Markdown of what was carried; quotes stand on lines of their own. */
export function markdownOf(things: readonly Carried[]): string {
  const one = (thing: Carried) => (thing.kind === 'quote' ? showing(thing) : linkTo(thing, i18n.t.notes.untitled));
  return things.map(one).join(things.some((thing) => thing.kind === 'quote') ? '\n\n' : ', ');
}

/** Puts text in; text with quotes or pictures stands between blank lines. */
export function put(view: EditorView, at: number, text: string): void {
  const { doc } = view.state;
  const line = doc.lineAt(at);
  const alone = text.startsWith('!');
  const before = alone && line.text.slice(0, at - line.from).trim() ? '\n\n' : '';
  const after = alone ? (line.text.slice(at - line.from).trim() ? '\n\n' : '\n') : '';
  const insert = before + text + after;
  view.dispatch({ changes: { from: at, insert }, selection: { anchor: at + insert.length }, userEvent: 'input.drop' });
  view.focus();
}

async function keep(
  view: EditorView,
  at: number,
  files: readonly File[],
  from: 'clipboard' | 'drop',
  kept: KeepPictures,
) {
  const addresses: string[] = [];
  for (const file of files) addresses.push(...(await kept(await file.arrayBuffer())));
  if (files.length === 0) addresses.push(...(await kept(from)));
  const place = Math.min(at, view.state.doc.length);
  if (addresses.length) put(view, place, addresses.map((address) => `![](${address})`).join('\n\n'));
}

/** What shows in Markdown; text without it is pasted as it is. */
const FORMATTED = /<(?:a|b|strong|em|i|del|s|ul|ol|li|h[1-6]|code|pre|table|blockquote)[\s>]/i;
/** Longer is no passage but a whole site; it is pasted as plain words. */
const HTML_MAX = 500_000;

/** The formatted text on the clipboard, where it can stand as such: not inside code. */
function formattedOn(data: DataTransfer | null, view: EditorView): string | null {
  const html = data?.getData('text/html') ?? '';
  if (html.length > HTML_MAX || !FORMATTED.test(html)) return null;
  const at = syntaxTree(view.state).resolveInner(view.state.selection.main.head, -1);
  for (let node: typeof at | null = at; node; node = node.parent) if (/Code/.test(node.name)) return null;
  return html;
}

/** Puts formatted text in as Markdown; the plain words where that fails. */
async function pasteFormatted(view: EditorView, html: string, plain: string): Promise<void> {
  const text = await import('./fromHtml').then(({ markdownFrom }) => markdownFrom(html)).catch(() => plain);
  const { state } = view;
  const { from, to } = state.selection.main;
  const [before, after] = [
    state.sliceDoc(state.doc.lineAt(from).from, from),
    state.sliceDoc(to, state.doc.lineAt(to).to),
  ];
  // Blocks begin and end on lines of their own.
  const apart = /\n|^(?:[-#>|]|\d+\.) /.test(text);
  const insert = (apart && before.trim() ? '\n\n' : '') + text + (apart && after.trim() ? '\n\n' : '');
  view.dispatch(state.replaceSelection(insert), { userEvent: 'input.paste', scrollIntoView: true });
}

const isPicture = (file: File) => file.type.startsWith('image/') && file.size > 0;

/** Listens to drops and pastes over the words of a note; files it cannot keep are left to the window. */
export function taking(keepPictures: KeepPictures | undefined) {
  const placeOf = (view: EditorView, event: DragEvent) =>
    view.posAtCoords({ x: event.clientX, y: event.clientY }) ?? view.state.doc.length;
  /** Whether the words alone are asked for. */
  let bare = false;
  return EditorView.domEventHandlers({
    keydown(event) {
      bare = event.shiftKey && event.key.toLowerCase() === 'v';
    },
    dragover(event) {
      const files = keepPictures && event.dataTransfer?.types.includes('Files');
      if (carried().length === 0 && !files) return false;
      event.preventDefault();
      event.stopPropagation();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      return true;
    },
    drop(event, view) {
      const things = carried();
      const files = [...(event.dataTransfer?.files ?? [])];
      if (things.length === 0 && files.length === 0) return false;
      event.preventDefault();
      const at = placeOf(view, event);
      if (things.length) {
        event.stopPropagation();
        put(view, at, markdownOf(things));
      } else if (keepPictures) void keep(view, at, files.filter(isPicture), 'drop', keepPictures);
      return true;
    },
    paste(event, view) {
      const data = event.clipboardData;
      const html = bare ? null : formattedOn(data, view);
      if (html) {
        event.preventDefault();
        void pasteFormatted(view, html, data?.getData('text/plain') ?? '');
        return true;
      }
      if (!keepPictures) return false;
      const files = [...(data?.files ?? [])].filter(isPicture);
      // Some web views show a picture on the clipboard as nothing at all.
      if (files.length === 0 && (data?.types.length ?? 0) > 0) return false;
      event.preventDefault();
      void keep(view, view.state.selection.main.head, files, 'clipboard', keepPictures);
      return true;
    },
  });
}
