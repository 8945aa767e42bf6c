/**
 * Comments on their way into the library: kept on this device until it has them, and offered again beside their article.
 *
 * **Invariant:** what was written is forgotten only once it is saved, or when one says so.
 */
import { i18n } from '../../shared/i18n';
import { toasts } from '../../shared/toasts.svelte';
import type { Marking, Passage } from './marking';

/** A comment, and the quote it belongs to or is to make. */
export interface Begun {
  comment: string;
  on: { quote: string } | { capture: string; passage: Passage; colour: number };
}

const keptUnder = (article: string) => `tearsheet.comments.${article}`;

function kept(article: string): Begun[] {
  try {
    return JSON.parse(localStorage.getItem(keptUnder(article)) ?? '[]') as Begun[];
  } catch {
    return [];
  }
}

function keep(article: string, all: readonly Begun[]): void {
  try {
    if (all.length) localStorage.setItem(keptUnder(article), JSON.stringify(all));
    else localStorage.removeItem(keptUnder(article));
  } catch {
    // A full or forbidden storage costs the rescue, not the save.
  }
}

const isOn =
  ({ on }: Begun) =>
  (other: Begun) =>
    JSON.stringify(other.on) === JSON.stringify(on);
/** Lets go of a comment. */
export const forget = (article: string, one: Begun) =>
  keep(
    article,
    kept(article).filter((other) => !isOn(one)(other)),
  );
const remember = (article: string, one: Begun) =>
  keep(article, [...kept(article).filter((other) => !isOn(one)(other)), one]);

/** Saves a comment, its quote first where there is none yet; what is refused stays kept. Whether the library has it. */
export async function saveComment(marking: Marking, article: string, begun: Begun): Promise<boolean> {
  const { on, comment } = begun;
  if (comment) remember(article, begun);
  const quote = 'quote' in on ? on.quote : (await marking.add(article, on.capture, on.passage, on.colour))?.id;
  if (quote === undefined) return false;
  if ('capture' in on) {
    forget(article, begun);
    remember(article, { on: { quote }, comment });
  }
  if (!(await marking.edit(quote, { comment }))) return false;
  forget(article, { on: { quote }, comment });
  return true;
}

/** What is offered now, by article. */
let withdraw: Array<() => void> = [];

/** Offers what could not be saved beside an article, in place of what was offered beside another one. */
export function offerComments(marking: Marking, article: string): void {
  for (const close of withdraw) close();
  const t = i18n.t.reader;
  withdraw = kept(article).map((begun) =>
    toasts.show({
      title: t.commentKept,
      detail: begun.comment,
      tone: 'warn',
      stays: 0,
      actions: [
        { label: i18n.t.shared.retry, run: () => void again(marking, article, begun) },
        { label: t.commentForget, run: () => forget(article, begun) },
      ],
    }),
  );
}

async function again(marking: Marking, article: string, begun: Begun): Promise<void> {
  if (!(await saveComment(marking, article, begun))) offerComments(marking, article);
}
