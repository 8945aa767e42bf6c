/** A host for journeys in a plain browser: the real library behind a loopback address. */
import { dropOf } from './seen';
import type { Host, HostEvents } from './host';

/** How often the bridge is asked whether the library changed, milliseconds. */
const ASK_EVERY_MS = 400;

/** The library behind `http://127.0.0.1:port`: `/call`, `/clip_bytes` and `/blob/HASH`. */
export function bridgeHost(port: number): Host {
  const base = `http://127.0.0.1:${port}`;
  const ears: { [E in keyof HostEvents]: Set<(what: HostEvents[E]) => void> } = {
    changed: new Set(),
    hover: new Set(),
    dropped: new Set(),
    linked: new Set(),
  };
  let seq = -1;

  async function post(path: string, init: RequestInit) {
    const answer = await fetch(base + path, { method: 'POST', ...init });
    const value: unknown = await answer.json();
    if (!answer.ok) throw value;
    return value as never;
  }
  const call: Host['call'] = (name, request) =>
    post('/call', { body: JSON.stringify({ name, request }), headers: { 'content-type': 'application/json' } });

  async function ask() {
    const status = await call('library.status', {}).catch(() => null);
    if (status && status.seq !== seq) {
      const first = seq < 0;
      seq = status.seq;
      if (!first) for (const hear of ears.changed) hear({ seq, items: [], receipts: true });
    }
    setTimeout(ask, ASK_EVERY_MS);
  }
  void ask();

  return {
    call,
    on(event, hear) {
      ears[event].add(hear);
      return () => ears[event].delete(hear);
    },
    async takeDrop(seen) {
      const drop = dropOf(seen);
      return call('clips.drop', { drops: [drop ?? { kind: 'text', text: '' }] });
    },
    clipBytes: (bytes, name) => post('/clip_bytes', { body: bytes, headers: { name: encodeURIComponent(name) } }),
    pastePicture: async () => [],
    notePictures: async (note, from) =>
      typeof from === 'string' ? [] : [await post('/note_picture', { body: from, headers: { note } })],
    openLink: async (url) => void window.open(url, '_blank', 'noopener,noreferrer'),
    original: async (hash) => (await fetch(`${base}/blob/${hash}`)).arrayBuffer(),
    chooseFolder: async () => null,
    saveExport: async (request) => (await call('exports.save', request))[0] ?? null,
    fitSystem: async () => {},
    notify: async () => {},
    // A browser has a zoom of its own.
    zoom: async () => {},
    blobUrl: (hash) => `${base}/blob/${hash}`,
  };
}
