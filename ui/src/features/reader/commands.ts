/** What the reader offers to the palette beside its keys. */
import type { Article } from '../../api/wire';
import type { Command } from '../../shared/commands';
import { i18n } from '../../shared/i18n';
import type { Aloud } from './aloud.svelte';
import { COLOURS } from './marking';
import type { Selecting } from './selecting.svelte';

/** The reader, as far as its commands need it. */
export interface Reading {
  article: Article | undefined;
  /** Whether the clean text is what is shown. */
  plain: boolean;
  selecting: Selecting;
  aloud: Aloud;
  readAloud: () => void;
  /** Opens the sheet for type. */
  look: () => void;
  /** Opens the sheet that corrects what the article says of itself. */
  correct: () => void;
  original: (capture: string) => void;
  compare: (from: string, to: string) => void;
}

export function commandsOf(reading: Reading): Command[] {
  const { article, plain, selecting, aloud } = reading;
  if (!article) return [];
  const t = i18n.t.reader;
  const [newest, older] = article.captures;
  const said = aloud.part === null ? t.tools.aloud : t.tools.silence;
  return [
    ...(plain ? [{ id: 'look', name: t.tools.look, run: reading.look }] : []),
    ...(plain && aloud.voices.length ? [{ id: 'aloud', name: said, run: reading.readAloud }] : []),
    { id: 'correct', name: t.correcting.title, run: reading.correct },
    ...(newest ? [{ id: 'original', name: t.original, run: () => reading.original(article.capture) }] : []),
    ...(newest && older ? [{ id: 'compare', name: t.compare, run: () => reading.compare(older.id, newest.id) }] : []),
    ...(selecting.now
      ? COLOURS.map((colour) => ({
          id: `mark ${colour}`,
          name: `${i18n.t.shell.keys.colours}: ${t.colours[colour] ?? colour}`,
          hint: String(colour),
          run: () => selecting.paint(colour),
        }))
      : []),
  ];
}
