/** What is done to the whole library: a backup, themes taken in and given out. */
import type { Library } from '../../api/library';
import { attempt } from '../../shared/attempt';
import { saveAs } from '../../shared/exporting';
import { i18n } from '../../shared/i18n';
import { toasts } from '../../shared/toasts.svelte';

/** As many as fit into a message. */
const PROBLEMS_MAX = 3;

export const backUp = (library: Library): Promise<void> =>
  attempt(async () => {
    const { file, bytes } = await library.call('library.backup', {});
    toasts.show({ title: i18n.t.settings.backedUp, detail: `${file} · ${i18n.size(bytes)}`, tone: 'good' });
  });

/** Takes the themes that one may start with. */
export const takeStarter = (library: Library): Promise<void> =>
  attempt(async () => {
    const t = i18n.t.settings;
    const { added, extended } = await library.call('themes.starter', {});
    const extendedTold = extended ? t.themesExtended(extended, i18n.number(extended)) : undefined;
    const title = added ? t.themesAdded(added, i18n.number(added)) : (extendedTold ?? t.starterThere);
    toasts.show({ title, detail: added ? extendedTold : undefined, tone: 'good' });
  });

/** Reads a table of themes that one chose. */
export const takeTable = (library: Library, file: File): Promise<void> =>
  attempt(async () => {
    const t = i18n.t.settings;
    const { added, extended, problems } = await library.call('themes.takeTable', { csv: await file.text() });
    const told = problems.slice(0, PROBLEMS_MAX).map(({ line, message }) => t.tableProblem(line, message));
    const title = t.tableTaken(i18n.number(added), i18n.number(extended), problems.length);
    toasts.show({ title, detail: told.join('\n') || undefined, tone: problems.length ? 'warn' : 'good' });
  });

/** Lets one choose a table of themes, and reads it. */
export function chooseTable(library: Library): void {
  const field = document.createElement('input');
  field.type = 'file';
  field.accept = '.csv,text/csv';
  field.addEventListener('change', () => field.files?.[0] && void takeTable(library, field.files[0]));
  field.click();
}

/** Writes all themes as a table where the user says. */
export async function giveTable(library: Library): Promise<void> {
  const saved = await saveAs(library, [], 'csv');
  if (saved) toasts.show({ title: i18n.t.settings.tableGiven, detail: saved.file, tone: 'good' });
}
