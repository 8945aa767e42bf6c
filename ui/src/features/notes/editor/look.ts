/** How the editor looks: tokens only, so that it follows light and dark by itself. */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language';
import { EditorView } from '@codemirror/view';
import { tags } from '@lezer/highlight';

const theme = EditorView.theme({
  '&': { color: 'var(--ink)', background: 'none' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'inherit', lineHeight: 'inherit', overflow: 'visible' },
  '.cm-content': { padding: '0', caretColor: 'var(--accent)', minHeight: 'var(--h-text)', lineBreak: 'strict' },
  '.cm-line': { padding: '0' },
  '.cm-placeholder': { color: 'var(--ink-3)' },
  '.cm-h1': { fontSize: 'var(--note-h1)', fontWeight: '600', lineHeight: '1.5' },
  '.cm-h2': { fontSize: 'var(--note-h2)', fontWeight: '600', lineHeight: '1.6' },
  '.cm-h3': { fontSize: 'var(--note-h3)', fontWeight: '600' },
  '.cm-quoted': { borderLeft: 'var(--bar) solid var(--rule-2)', paddingLeft: 'var(--s4)', color: 'var(--ink-2)' },
  '.cm-fenced, .cm-table': {
    fontFamily: 'var(--code)',
    fontSize: 'var(--f-m)',
    background: 'var(--wash)',
    paddingLeft: 'var(--s3)',
  },
  '.cm-inline-code': {
    fontFamily: 'var(--code)',
    fontSize: '0.88em',
    background: 'var(--wash)',
    borderRadius: 'var(--r-s)',
  },
  '.cm-han': { textEmphasis: 'filled dot', textEmphasisPosition: 'under right', fontStyle: 'normal' },
  '.cm-link': {
    color: 'var(--accent)',
    textDecoration: 'underline',
    textUnderlineOffset: 'var(--s1)',
    textDecorationColor: 'color-mix(in srgb, currentColor 35%, transparent)',
  },
  '.cm-link.cm-shown': { cursor: 'pointer' },
  '.cm-bullet': { display: 'inline-block', width: '1ch', textAlign: 'center' },
  '.cm-bullet::before': {
    content: '""',
    display: 'inline-block',
    width: 'var(--s1)',
    height: 'var(--s1)',
    borderRadius: 'var(--round)',
    background: 'var(--ink-3)',
    verticalAlign: 'middle',
  },
  '.cm-break': {
    display: 'inline-block',
    width: '100%',
    borderTop: 'var(--hair) solid var(--rule-2)',
    verticalAlign: 'middle',
  },
  '.cm-task': { margin: '0 var(--s1) 0 0', accentColor: 'var(--accent)', verticalAlign: 'baseline' },
  '.cm-tooltip': {
    border: 'var(--hair) solid var(--rule)',
    borderRadius: 'var(--r-l)',
    background: 'var(--sheet)',
    boxShadow: 'var(--lift-2)',
    overflow: 'hidden',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul': {
    fontFamily: 'var(--ui)',
    fontSize: 'var(--f-m)',
    maxHeight: 'var(--h-list-max)',
    maxWidth: 'var(--w-dialog)',
    minWidth: 'var(--w-popover)',
    padding: 'var(--s1)',
  },
  '.cm-tooltip.cm-tooltip-autocomplete > ul > li': {
    display: 'flex',
    alignItems: 'center',
    gap: 'var(--s2)',
    minHeight: 'var(--h-row)',
    padding: '0 var(--s2)',
    borderRadius: 'var(--r-s)',
    lineHeight: '1.4',
  },
  '.cm-tooltip-autocomplete ul li[aria-selected]': { background: 'var(--press)', color: 'var(--ink)' },
  '.cm-completionLabel': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '.cm-completionMatchedText': { textDecoration: 'none' },
  '.cm-completionDetail': {
    flex: 'none',
    maxWidth: '50%',
    marginLeft: 'auto',
    paddingLeft: 'var(--s3)',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    color: 'var(--ink-3)',
    fontStyle: 'normal',
    fontSize: 'var(--f-xs)',
  },
  '.cm-target': {
    flex: 'none',
    width: 'var(--chip)',
    height: 'var(--chip)',
    borderRadius: 'var(--s0)',
    border: 'var(--hair) solid var(--ink-3)',
  },
  '.cm-target.theme': { border: '0' },
  '.cm-target.quote': { background: 'var(--mark-1)', borderColor: 'var(--mark-line-1)' },
  '.cm-target.note': { borderRadius: 'var(--round)' },
});

const marks = HighlightStyle.define([
  { tag: tags.strong, fontWeight: '600' },
  { tag: tags.emphasis, fontStyle: 'italic', fontSynthesis: 'none' },
  { tag: tags.strikethrough, textDecoration: 'line-through', color: 'var(--ink-2)' },
  { tag: tags.processingInstruction, color: 'var(--ink-3)' },
  { tag: tags.url, color: 'var(--ink-3)' },
  { tag: tags.list, color: 'inherit' },
]);

export const look = [theme, syntaxHighlighting(marks)];
