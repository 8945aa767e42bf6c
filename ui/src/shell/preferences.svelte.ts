/** Language and appearance: what the settings say, and what that comes to on this system. */
import type { Library } from '../api/library';
import { engineSpaces } from '../shared/autospace';
import { i18n, systemLanguage, type Language } from '../shared/i18n';

export type Appearance = 'light' | 'dark';

export class Preferences {
  readonly #library: Library;
  readonly #settings;
  #systemDark = $state(matchMedia('(prefers-color-scheme: dark)').matches);

  constructor(library: Library) {
    this.#library = library;
    this.#settings = library.live('settings.get', {});
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', (event) => {
      this.#systemDark = event.matches;
    });
  }

  /** What is chosen; null follows the system. */
  get chosen(): { language: string | null; appearance: string | null } {
    return this.#settings.value ?? { language: null, appearance: null };
  }

  /** Whether the settings were read, so that nothing flashes in the wrong colours. */
  readonly known = $derived.by(() => this.#settings.value !== undefined || this.#settings.error !== undefined);

  readonly language = $derived.by((): Language => {
    const { language } = this.chosen;
    return language === null ? systemLanguage() : language.startsWith('zh') ? 'zh' : 'en';
  });

  readonly appearance = $derived.by((): Appearance => {
    const { appearance } = this.chosen;
    return appearance === 'dark' || (appearance !== 'light' && this.#systemDark) ? 'dark' : 'light';
  });

  put = (change: { language?: string | null; appearance?: string | null }): Promise<unknown> =>
    this.#library.call('settings.put', { ...this.chosen, ...change });

  /** Writes both into the document; called from an effect. */
  apply(): void {
    i18n.language = this.language;
    document.documentElement.lang = i18n.locale;
    document.documentElement.dataset.appearance = this.appearance;
    document.documentElement.dataset.autospace = engineSpaces() ? 'engine' : 'own';
  }
}
