/** Short messages at the corner of the window, with what can be done about them. */
import type { WireError } from '../api/wire';
import { i18n } from './i18n';

export interface ToastAction {
  label: string;
  run: () => void;
}

export interface Toast {
  title: string;
  detail?: string;
  tone?: 'plain' | 'good' | 'warn' | 'bad';
  actions?: ToastAction[];
  /** Milliseconds until it goes by itself; 0 keeps it. */
  stays?: number;
  /** Whether it offers to take a deed back. */
  deed?: boolean;
}

interface ShownToast extends Toast {
  key: number;
}

/** Long enough to read two lines and to reach for undo. */
const STAYS_MS = 7000;
/** More would cover what one reads. */
const SHOWN_MAX = 4;

class Toasts {
  shown = $state.raw<ShownToast[]>([]);
  #next = 0;
  readonly #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Shows one; the returned function takes it away. */
  show(toast: Toast): () => void {
    const key = this.#next++;
    this.shown = [...this.shown, { ...toast, key }].slice(-SHOWN_MAX);
    this.go(key, toast.stays ?? STAYS_MS);
    return () => this.close(key);
  }

  /** Tells of a deed, with a button that takes it back; the message goes when deeds are taken back otherwise. */
  done(toast: Toast, undo: () => unknown): () => void {
    const actions = [...(toast.actions ?? []), { label: i18n.t.shared.undo, run: () => void undo() }];
    return this.show({ ...toast, actions, deed: true });
  }

  /** Takes away what offers to take deeds back: they were. */
  settle(): void {
    for (const { key, deed } of this.shown) if (deed) this.close(key);
  }

  /** Says that something did not work, and why. */
  fail(error: unknown): () => void {
    return this.show({ title: i18n.t.shared.failed, detail: (error as WireError).message, tone: 'bad' });
  }

  close(key: number): void {
    this.hold(key);
    this.shown = this.shown.filter((toast) => toast.key !== key);
  }

  /** Keeps one while someone reads it. */
  hold(key: number): void {
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
  }

  /** Lets one go after a while. */
  go(key: number, after = STAYS_MS): void {
    this.hold(key);
    if (after > 0)
      this.#timers.set(
        key,
        setTimeout(() => this.close(key), after),
      );
  }
}

export const toasts = new Toasts();
