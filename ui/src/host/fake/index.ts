/** A pretended library in memory, for design and for tests of components; it knows every command. */
import { dropOf } from '../seen';
import type { WireError } from '../../api/wire';
import type { CommandName, Host, HostEvents, Reply, Request, Wishes } from '../host';
import { answers, READING } from './commands';
import { History } from './history';
import { Things } from './things';

/** A pretended host, with the ways to disturb it that tests need. */
export interface FakeHost extends Host {
  readonly things: Things;
  /** Every call so far, oldest first. */
  readonly calls: Array<{ name: CommandName; request: unknown }>;
  /** What is beside the window. */
  wishes: Wishes;
  /** What the desktop answers to wishes, when it does not have it. */
  refused: WireError | null;
  /** How many times as large as usual the window is drawn. */
  zoomed: number;
  /** The notices so far. */
  notices: Array<{ title: string; body: string }>;
  /** Tells an event as the platform would. */
  emit<E extends keyof HostEvents>(event: E, what: HostEvents[E]): void;
  /** Runs before a call is answered; a test delays or fails calls with it. */
  before: (name: CommandName, request: unknown) => Promise<void> | void;
}

/** A library with some weeks of use, or an empty one. */
export function fakeHost({ empty = false } = {}): FakeHost {
  const things = empty ? new Things() : Things.grown();
  const history = new History(things);
  const known = answers(things, history);
  const ears = new Map<keyof HostEvents, Set<(what: never) => void>>();
  let seq = 1;

  const host: FakeHost = {
    things,
    calls: [],
    before: () => {},
    emit(event, what) {
      for (const hear of ears.get(event) ?? []) hear(what as never);
    },
    async call<N extends CommandName>(name: N, request: Request<N>): Promise<Reply<N>> {
      host.calls.push({ name, request });
      await host.before(name, request);
      history.note(name, request);
      const answer = structuredClone((known[name] as (request: Request<N>) => Reply<N>)(request));
      if (!READING.test(name)) queueMicrotask(() => host.emit('changed', { seq: ++seq, items: [], receipts: true }));
      return answer;
    },
    on(event, hear) {
      const hearing = ears.get(event) ?? new Set();
      ears.set(event, hearing.add(hear));
      return () => void hearing.delete(hear);
    },
    takeDrop: (seen) => host.call('clips.drop', { drops: [dropOf(seen) ?? { kind: 'text', text: '' }] }),
    clipBytes: (bytes, name) =>
      host.call('clips.drop', { drops: [{ kind: 'text', text: `${name}\n${bytes.byteLength} bytes` }] }),
    pastePicture: async () => [],
    notePictures: async () => [`tearsheet-blob:${'0'.repeat(64)}`],
    openLink: async (url) => void window.open(url, '_blank', 'noopener,noreferrer'),
    original: () => Promise.reject({ code: 'not-found', message: 'there is no such document' }),
    chooseFolder: async () => {
      const settings = (things.settings = { ...things.settings, watchedFolder: '/home/reader/Clippings' });
      queueMicrotask(() => host.emit('changed', { seq: ++seq, items: [], receipts: false }));
      return { ...settings };
    },
    saveExport: async (request) => (await host.call('exports.save', request))[0] ?? null,
    async fitSystem(wishes) {
      host.wishes = wishes;
      if (host.refused) throw host.refused;
    },
    notify: async (title, body) => void host.notices.push({ title, body }),
    zoom: async (times) => void (host.zoomed = times),
    zoomed: 1,
    wishes: {},
    refused: null,
    notices: [],
    blobUrl: (hash) => `data:,${hash}`,
  };
  return host;
}
