/** Chooses the host when the page starts. */
import type { Host } from './host';
import { tauriHost } from './tauri';

export type { CommandName, Host, HostEvents, Hover, Reply, Request, Seen, Wishes } from './host';

/** The window's program when it is there, the bridge when the address names one, otherwise a pretended library. */
export async function chooseHost(): Promise<Host> {
  if ('__TAURI_INTERNALS__' in window) return tauriHost();
  const params = new URLSearchParams(location.search);
  const port = Number(params.get('bridge'));
  if (port) return (await import('./bridge')).bridgeHost(port);
  return (await import('./fake')).fakeHost({ empty: params.has('empty') });
}
