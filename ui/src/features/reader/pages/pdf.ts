/**
 * PDF.js, loaded when the first page is shown: its worker, its maps of characters and its fonts come from the program itself.
 *
 * **Invariant:** nothing of a document is fetched by an address: the library hands over its bytes.
 */
import type { PDFDocumentProxy } from 'pdfjs-dist';
// oxlint-disable-next-line import/default -- with ?url the bundler gives the address of the file
import workerUrl from 'pdfjs-dist/legacy/build/pdf.worker.min.mjs?url';
import { walkable } from './streams';

export type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';

/** Points of a page that are painted at the most: twice the sharpest screen; more is memory, not sharpness. */
const POINTS_MAX = 16_000_000;

type Library = typeof import('pdfjs-dist');
let loaded: Promise<Library> | undefined;

/** PDF.js with its worker, once. */
export function pdfjs(): Promise<Library> {
  loaded ??= (async () => {
    walkable();
    const library = (await import('pdfjs-dist/legacy/build/pdf.mjs')) as unknown as Library;
    // Given as a port: PDF.js takes an address of the program's own scheme for a foreign one, and would wrap it in a blob.
    library.GlobalWorkerOptions.workerPort = new Worker(workerUrl, { type: 'module' });
    return library;
  })();
  return loaded;
}

/** Where the build puts what PDF.js reads beside its code. */
const beside = (folder: string) => new URL(`pdf/${folder}/`, document.baseURI).href;

/** Opens a document of these bytes. */
export async function open(bytes: ArrayBuffer): Promise<PDFDocumentProxy> {
  const { getDocument } = await pdfjs();
  return getDocument({
    data: new Uint8Array(bytes),
    cMapUrl: beside('cmaps'),
    cMapPacked: true,
    standardFontDataUrl: beside('fonts'),
    // The policy of the window allows no WebAssembly; pictures in JPEG 2000 are decoded by script.
    wasmUrl: beside('wasm'),
    useWasm: false,
    isEvalSupported: false,
    enableXfa: false,
    maxImageSize: POINTS_MAX,
  }).promise;
}

/** How much finer than its size on the screen a page is painted. */
export function fineness(width: number, height: number): number {
  return Math.min(window.devicePixelRatio || 1, Math.sqrt(POINTS_MAX / Math.max(1, width * height)));
}
