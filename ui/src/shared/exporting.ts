/** Items written as files, and what is said of it. */
import type { Library } from '../api/library';
import type { ExportedFile } from '../api/wire';
import { i18n } from './i18n';
import { toasts } from './toasts.svelte';

/** The formats by the names they have in every language, in the order they are offered. */
export const FORMATS = { markdown: 'Markdown', html: 'HTML', docx: 'Word', pdf: 'PDF' } as const;
/** Quotes for other programs. */
export const ANNOTATIONS = { w3c: 'Web Annotation' } as const;
export type ExportFormat = keyof typeof FORMATS | keyof typeof ANNOTATIONS;
/** The table of all themes. */
export type TableFormat = 'csv';
/** What a receipt keeps, as it came. */
export type KeptFormat = 'original';

/** As many words as make a passage known again. */
const WORDS_MAX = 40;

/** Exports one item where the user says, or the quotes of all when none is named; says where the file is, and which passages do not stand as they are quoted. */
export async function exportItem(library: Library, id: string | null, format: ExportFormat): Promise<void> {
  const t = i18n.t.shared;
  const saved = await saveAs(library, id ? [id] : [], format);
  if (!saved) return;
  const title = format === 'w3c' ? t.exportedQuotes(saved.passages) : t.exported(saved.sources, saved.passages);
  toasts.show({ title, detail: saved.file, tone: 'good' });
  if (!saved.faults.length) return;
  const told = saved.faults.map(({ words, message }) => `“${words.slice(0, WORDS_MAX)}” ${message}`);
  toasts.show({ title: t.exportFaults(saved.faults.length), detail: told.join('\n'), tone: 'warn', stays: 0 });
}

/** Writes a file where the user says; null when the user thinks better of it, or it failed, which was said. */
export async function saveAs(
  library: Library,
  ids: string[],
  format: ExportFormat | TableFormat | KeptFormat,
): Promise<ExportedFile | null> {
  try {
    return await library.host.saveExport({ ids, format, lang: i18n.locale });
  } catch (error) {
    toasts.fail(error);
    return null;
  }
}
