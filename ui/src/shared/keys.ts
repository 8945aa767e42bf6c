/** What a key means, whichever part of the window has the focus. */

/** The part of a keyboard event that shortcuts look at. */
export interface Key {
  key: string;
  ctrl: boolean;
  shift: boolean;
  alt: boolean;
}

/** Reads a keyboard event; Command counts as Ctrl. */
export const keyOf = (event: KeyboardEvent): Key => ({
  key: event.key,
  ctrl: event.ctrlKey || event.metaKey,
  shift: event.shiftKey,
  alt: event.altKey,
});

/** Whether the key belongs to an input method that is composing; 229 is how older engines say so. */
export const isComposing = (event: KeyboardEvent): boolean => event.isComposing || event.keyCode === 229;

/** Whether a key presses what has the focus. */
export const isPressing = ({ key, target }: KeyboardEvent): boolean =>
  (key === ' ' || key === 'Enter') && target instanceof Element && target.matches('button, summary, input, [role=tab]');

/** Whether a key typed there is text. */
export function isEditable(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('input:not([type=checkbox], [type=radio]), textarea, select');
}
