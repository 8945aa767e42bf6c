/** What was jotted down beside an article and is no note yet: kept over changes of tab, article and window. */
const keptUnder = (article: string) => `tearsheet.jot.${article}`;

export function jotted(article: string): string {
  try {
    return localStorage.getItem(keptUnder(article)) ?? '';
  } catch {
    return '';
  }
}

/** Keeps the words; nothing of them forgets them. */
export function jot(article: string, words: string): void {
  try {
    if (words) localStorage.setItem(keptUnder(article), words);
    else localStorage.removeItem(keptUnder(article));
  } catch {
    // A full or forbidden storage costs the rescue, not the field.
  }
}
