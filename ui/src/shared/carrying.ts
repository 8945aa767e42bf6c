/** Things of the library that the pointer carries inside the window. */

/** One thing carried. */
export interface Carried {
  id: string;
  kind: 'article' | 'quote' | 'note';
  /** What it is called, or says. */
  title: string;
}

// A drag of our own begins and ends in this page, and its data cannot be read while it hovers.
let now: readonly Carried[] = [];

/** Begins to carry things; called by a `dragstart`. */
export function carry(event: DragEvent, things: readonly Carried[]): void {
  if (!event.dataTransfer || things.length === 0) return;
  now = things;
  event.dataTransfer.setData('text/plain', things.flatMap((thing) => thing.title || []).join('\n'));
  event.dataTransfer.effectAllowed = 'copyLink';
  addEventListener('dragend', () => (now = []), { once: true });
}

/** What is carried now; empty when nothing is. */
export const carried = (): readonly Carried[] => now;

/** Lets an element take what is carried: gives it the attribute `data-over` meanwhile, and hands the things over. */
export function takes(ondrop: ((things: readonly Carried[]) => void) | undefined) {
  return (element: HTMLElement): (() => void) | undefined => {
    if (!ondrop) return undefined;
    const over = (event: DragEvent) => {
      if (now.length === 0) return;
      // The window itself refuses drags of our own.
      event.preventDefault();
      event.stopPropagation();
      if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
      element.dataset.over = '';
    };
    const leave = (event: DragEvent) => {
      if (!element.contains(event.relatedTarget as Node | null)) delete element.dataset.over;
    };
    const drop = (event: DragEvent) => {
      delete element.dataset.over;
      if (now.length === 0) return;
      event.preventDefault();
      event.stopPropagation();
      ondrop(now);
    };
    element.addEventListener('dragover', over);
    element.addEventListener('dragleave', leave);
    element.addEventListener('drop', drop);
    return () => {
      element.removeEventListener('dragover', over);
      element.removeEventListener('dragleave', leave);
      element.removeEventListener('drop', drop);
    };
  };
}
