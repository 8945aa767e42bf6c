/** Notices of the desktop about clips that end while the window is not in front. */
import type { Library } from '../api/library';
import type { Clipped, Receipt } from '../api/wire';
import { i18n } from '../shared/i18n';
import { Soon } from '../shared/soon';

/** Clips that end together are told together. */
const CALM_MS = 600;
const ENDED = new Set(['done', 'failed']);

type Ended = Pick<Receipt, 'title' | 'state' | 'message'>;

/** Follows what is clipped; the returned function stops. */
export function followNotices(library: Library): () => void {
  /** The states that were seen last; what had ended before is not told. */
  let known: Map<string, string> | undefined;
  const look = async () => {
    const receipts = await library.call('clips.receipts', {}).catch(() => null);
    if (!receipts) return;
    const before = known;
    known = new Map(receipts.map(({ id, state }) => [id, state]));
    const ended = receipts.filter(({ id, state }) => ENDED.has(state) && !ENDED.has(before?.get(id) ?? ''));
    if (before) tell(library, ended);
  };
  const soon = new Soon(() => void look(), CALM_MS);
  void look();
  const stops = [
    library.host.on('changed', ({ receipts }) => receipts && soon.ask()),
    library.host.on('dropped', (clipped) => tell(library, clipped.filter(isEnded).map(endOf))),
  ];
  return () => stops.forEach((stop) => stop());
}

/** What waits is told when its receipt ends. */
const isEnded = ({ state }: Clipped) => state !== 'waiting';
const endOf = ({ title, state, message }: Clipped): Ended => ({ title, state, message: message ?? null });

function tell(library: Library, ended: readonly Ended[]): void {
  const t = i18n.t.shell.notices;
  const failed = ended.filter(({ state }) => state === 'failed');
  const kept = ended.filter(({ state }) => state !== 'failed');
  const say = (title: string, body: string) => void library.host.notify(title, body).catch(() => {});
  const [one] = kept;
  if (one) say(kept.length === 1 ? t.kept : t.many(i18n.number(kept.length)), one.title);
  for (const { title, message } of failed) say(t.failed, [title, message].filter(Boolean).join(' · '));
}
