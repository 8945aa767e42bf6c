/** What PDF.js asks of streams and WebKitGTK 2.50 does not have: walking one with `for await`. */

async function* values<T>(this: ReadableStream<T>): AsyncGenerator<T, void, undefined> {
  const reader = this.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    reader.releaseLock();
  }
}

/** Gives streams their iterator where the engine has none. */
export function walkable(): void {
  const prototype = ReadableStream.prototype as unknown as Record<symbol, unknown>;
  prototype[Symbol.asyncIterator] ??= values;
}
