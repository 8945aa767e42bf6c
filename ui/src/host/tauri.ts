/** The host of the real window. */
import { convertFileSrc, invoke } from '@tauri-apps/api/core';
import { listen } from '@tauri-apps/api/event';
import type { CommandName, Host, Reply, Request } from './host';

/** What the window asked for before this script was there; see `src-tauri/src/early.js`. */
interface Early {
  /** The name of the command and its request. */
  asked: string;
  reply: Promise<unknown>;
  taken?: boolean;
}

/** The answer to this very question, where the window asked it already; it is taken once. */
function takeEarly<N extends CommandName>(name: N, request: Request<N>): Promise<Reply<N>> | undefined {
  const early = (window as { tearsheetEarly?: Early }).tearsheetEarly;
  if (!early || early.taken || early.asked !== `${name} ${JSON.stringify(request)}`) return undefined;
  early.taken = true;
  return early.reply as Promise<Reply<N>>;
}

/** The window's program as host. */
export function tauriHost(): Host {
  return {
    call: (name, request) => takeEarly(name, request) ?? invoke('call', { name, request }),
    on(event, hear) {
      const listening = listen(event, ({ payload }) => hear(payload as never));
      return () => void listening.then((stop) => stop());
    },
    takeDrop: (seen) => invoke('take_drop', { seen }),
    clipBytes: (bytes, name) => invoke('clip_bytes', bytes, { headers: { 'x-name': encodeURIComponent(name) } }),
    pastePicture: (whole = false) => invoke('paste_picture', { whole }),
    notePictures: (note, from) =>
      typeof from === 'string'
        ? invoke('note_picture', new Uint8Array(), { headers: { 'x-note': note, 'x-from': from } })
        : invoke('note_picture', from, { headers: { 'x-note': note } }),
    openLink: (url) => invoke('open_link', { url }),
    original: (hash) => invoke('original', { hash }),
    chooseFolder: () => invoke('choose_folder'),
    saveExport: (request) => invoke('save_export', { request }),
    fitSystem: (wishes) => invoke('fit_system', { wishes }),
    notify: (title, body) => invoke('notify', { title, body }),
    zoom: (times) => invoke('plugin:webview|set_webview_zoom', { value: times }),
    blobUrl: (hash) => convertFileSrc(hash, 'tearsheet-blob'),
  };
}
