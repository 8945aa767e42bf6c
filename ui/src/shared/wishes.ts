/** What the settings ask for beside the window, and why the desktop may refuse it. */
import type { Settings, WireError } from '../api/wire';
import type { Wishes } from '../host';
import { i18n } from './i18n';
import { toasts } from './toasts.svelte';

/** The key that is offered when one asks for one: free on the common desktops. */
export const CLIP_KEY = 'Ctrl+Alt+KeyK';

/** What the settings ask for, in the present language. */
export function wishesOf({ tray, clipKey }: Partial<Settings>): Wishes {
  return { ...(clipKey && { shortcut: clipKey }), ...(tray && { tray: { ...i18n.t.shared.tray } }) };
}

/** Says that the desktop refuses a wish, and why. */
export function tellRefusal(error: unknown): void {
  toasts.show({ title: i18n.t.shared.failed, detail: refusalOf(error as WireError), tone: 'warn' });
}

function refusalOf({ code, detail, message }: WireError): string {
  const t = i18n.t.shared.refused;
  if (detail === 'tray') return t.noTray;
  if (detail !== 'shortcut') return message;
  return code === 'name-taken' ? t.keyTaken : code === 'bad-request' ? t.noKey : t.noKeys;
}

/** A key as one reads it on the keyboard: `Ctrl Alt K`. */
export const keyName = (key: string): string =>
  key
    .split('+')
    .map((part) => part.replace(/^(Key|Digit)(?=.$)/, ''))
    .join(' ');

/** The key that an event pressed, as the platform names it; null while only modifiers are held. */
export function keyOfEvent({ ctrlKey, altKey, shiftKey, metaKey, code }: KeyboardEvent): string | null {
  if (!code || /^(Control|Alt|Shift|Meta|OS|AltGr)/.test(code)) return null;
  const held = [ctrlKey && 'Ctrl', altKey && 'Alt', shiftKey && 'Shift', metaKey && 'Super'].filter(Boolean);
  return [...held, code].join('+');
}
