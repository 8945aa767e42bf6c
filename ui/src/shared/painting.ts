/** No window that is seen goes without a frame for so long, milliseconds. */
const UNSEEN_MS = 500;

/** Calls once the next frame has been painted; in a window that nobody sees, which gets no frames, after a while. */
export function afterPainting(call: () => void): void {
  const unseen = setTimeout(() => {
    cancelAnimationFrame(frame);
    call();
  }, UNSEEN_MS);
  const frame = requestAnimationFrame(() => {
    clearTimeout(unseen);
    // The frame is painted after this, and before a task of its own.
    setTimeout(call);
  });
}
