/**
 * What stands around the page: the window's program, a pretended library, or a bridge to the real one.
 *
 * **Invariant:** nothing outside this folder imports `@tauri-apps` or knows which host is there.
 */
import type { Changed, Clipped, Commands, ExportedFile, SaveExport, Settings } from '../api/wire';

export type CommandName = keyof Commands;
export type Request<N extends CommandName> = Commands[N]['request'];
export type Reply<N extends CommandName> = Commands[N]['reply'];

/** What hovers over the window, as the platform tells it. */
export interface Hover {
  kind: 'files' | 'link' | 'selection' | 'text' | 'picture';
  count: number;
  /** A name for people: a title, a file name, the first words. */
  label: string | null;
  /** The host that it comes from, where that is known. */
  source?: string | null;
}

/** What the page itself saw of a drop or a paste. */
export interface Seen {
  html?: string;
  text?: string;
  url?: string;
  title?: string;
  files: number;
  /** Pasted, not dropped. */
  pasted?: boolean;
}

/** What a host tells without being asked. */
export interface HostEvents {
  /** The library changed. */
  changed: Changed;
  /** Something hovers over the window, or nothing any more. */
  hover: Hover | null;
  /** A drop that had no event in the page was clipped. */
  dropped: Clipped[];
  /** Another program asks to show what a link of the scheme `tearsheet` leads to. */
  linked: string;
}

/** What the window has beside itself on the desktop; what is absent ends. */
export interface Wishes {
  /** The key that clips the clipboard from every program. */
  shortcut?: string;
  /** The words of the tray's menu. */
  tray?: { show: string; clip: string; quit: string };
}

export interface Host {
  /** Runs one command; rejects with a `WireError`. */
  call<N extends CommandName>(name: N, request: Request<N>): Promise<Reply<N>>;
  /** Listens; the returned function stops. */
  on<E extends keyof HostEvents>(event: E, hear: (what: HostEvents[E]) => void): () => void;
  /** Clips what was let go: the platform's own record of the drop where there is one, otherwise what the page saw. */
  takeDrop(seen: Seen): Promise<Clipped[]>;
  /** Clips the bytes of one file or picture. */
  clipBytes(bytes: ArrayBuffer, name: string): Promise<Clipped[]>;
  /** Clips the picture or the files on the clipboard, or whatever is there when `whole`. */
  pastePicture(whole?: boolean): Promise<Clipped[]>;
  /** Keeps pictures for a note: bytes, or those of the clipboard or the drop where the page is shown none; gives their addresses in Markdown. */
  notePictures(note: string, from: ArrayBuffer | 'clipboard' | 'drop'): Promise<string[]>;
  /** Opens an address of http, https or mailto outside. */
  openLink(url: string): Promise<void>;
  /** The bytes of a kept document, for showing its pages. */
  original(hash: string): Promise<ArrayBuffer>;
  /** Lets the user choose the watched folder in a window of the system; null when none was chosen. */
  chooseFolder(): Promise<Settings | null>;
  /** Writes an export where the user says; null when the user thinks better of it. */
  saveExport(request: SaveExport): Promise<ExportedFile | null>;
  /** Begins and ends what is beside the window; rejects with what the desktop does not have. */
  fitSystem(wishes: Wishes): Promise<void>;
  /** Shows a notice of the desktop, unless the window is in front. */
  notify(title: string, body: string): Promise<void>;
  /** Draws the whole window so many times as large as usual. */
  zoom(times: number): Promise<void>;
  /** The address of a kept picture. */
  blobUrl(hash: string): string;
}
