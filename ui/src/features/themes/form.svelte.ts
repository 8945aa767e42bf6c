/**
 * A theme while one edits it.
 *
 * **Invariant:** a name that another theme has is refused here with the place where it stands, before the library is asked.
 */
import type { Library } from '../../api/library';
import type { Alias, Theme, WireError } from '../../api/wire';
import { i18n } from '../../shared/i18n';

/** What a new theme begins with. */
export interface Begin {
  kind?: string;
  parent?: string;
  name?: string;
}

/** What is wrong, each beside its field. */
export interface Problems {
  name?: string;
  aliases?: string;
  other?: string;
}

/** What makes two names the same: lower case, single spaces; as the library judges. */
export const fold = (form: string): string => form.trim().split(/\s+/).join(' ').toLowerCase();

/** Names of up to this many capitals are words of their own in lower case (ARM, ON), so they keep their case. */
const CAPITALS_MAX = 4;

/** A plain form as an alias, by the library's own rule. */
export function aliasOf(form: string): Alias {
  const capitals = new RegExp(`^[A-Z]{1,${CAPITALS_MAX}}$`).test(form);
  return { form, lang: null, matchCase: capitals, wholeWord: true, ambiguous: false };
}

export class ThemeForm {
  name = $state('');
  kind = $state('topic');
  /** The id of the theme it lies under; empty for none. */
  parent = $state('');
  colour = $state(1);
  description = $state('');
  aliases = $state<Alias[]>([]);
  /** How often its names must stand in an article that carries it by itself; 0 for no rule. */
  rule = $state(0);
  saving = $state(false);
  #refused = $state.raw<Problems>({});
  readonly #begun: string;
  readonly #library: Library;
  readonly #themes: () => readonly Theme[];

  /** `themes` gives those known; `edited` is one of them, or nothing for a new one. */
  constructor(
    library: Library,
    themes: () => readonly Theme[],
    readonly edited: Theme | null,
    begin: Begin = {},
  ) {
    this.#library = library;
    this.#themes = themes;
    this.name = edited?.name ?? begin.name ?? '';
    this.kind = edited?.kind ?? begin.kind ?? 'topic';
    this.parent = edited?.parent ?? begin.parent ?? '';
    this.colour = edited?.colour ?? (themes().length % 8) + 1;
    this.description = edited?.description ?? '';
    this.rule = edited?.rule ?? 0;
    this.aliases = edited?.aliases.map((alias) => ({ ...alias })) ?? [];
    this.#begun = this.#said();
  }

  #said(): string {
    const { name, kind, parent, colour, description, aliases, rule } = this;
    return JSON.stringify({ name, kind, parent, colour, description, aliases, rule });
  }

  /** Whether anything is other than it was. */
  get isChanged(): boolean {
    return this.#said() !== this.#begun;
  }

  /** The themes that it may lie under: all but itself and those below it. */
  readonly parents = $derived.by(() => {
    const themes = this.#themes();
    const below = new Set(this.edited ? [this.edited.id] : []);
    for (let size = -1; size !== below.size;) {
      size = below.size;
      for (const theme of themes) if (theme.parent && below.has(theme.parent)) below.add(theme.id);
    }
    return themes.filter((theme) => !below.has(theme.id)).toSorted((a, b) => a.name.localeCompare(b.name));
  });

  /** What is wrong with what stands there now. */
  readonly problems = $derived.by((): Problems => {
    const name = this.#taken(this.name);
    const aliases = this.aliases.map((alias) => this.#taken(alias.form)).find(Boolean);
    return { ...this.#refused, ...(name && { name }), ...(aliases && { aliases }) };
  });

  #taken(form: string): string | undefined {
    const sought = fold(form);
    if (!sought) return undefined;
    const holder = this.#themes().find(
      (theme) =>
        theme.id !== this.edited?.id &&
        [theme.name, ...theme.aliases.map((one) => one.form)].some((one) => fold(one) === sought),
    );
    return holder && i18n.t.themes.taken(form.trim(), holder.name);
  }

  /** Adds names, parted by commas of either script or by lines; says which stood there already. */
  addAliases(typed: string): void {
    this.#refused = { ...this.#refused, aliases: undefined };
    for (const form of typed.split(/[,，、;；\n]/).map((part) => part.trim().replace(/\s+/g, ' '))) {
      if (!form) continue;
      const known = [this.name, ...this.aliases.map((alias) => alias.form)].some((one) => fold(one) === fold(form));
      if (known) this.#refused = { ...this.#refused, aliases: i18n.t.themes.twice(form) };
      else this.aliases.push(aliasOf(form));
    }
  }

  removeAlias(form: string): void {
    this.aliases = this.aliases.filter((alias) => alias.form !== form);
    this.#refused = { ...this.#refused, aliases: undefined };
  }

  /** Forgets what the library said about a name that is typed anew. */
  rename(name: string): void {
    this.name = name;
    this.#refused = { ...this.#refused, name: undefined, other: undefined };
  }

  /** Saves; the theme as it is then, or null when something stands in the way. */
  async save(): Promise<Theme | null> {
    if (this.saving) return null;
    this.#refused = fold(this.name) ? {} : { name: i18n.t.themes.needsName };
    if (this.problems.name || this.problems.aliases) return null;
    this.saving = true;
    try {
      return await (this.edited ? this.#edit(this.edited.id) : this.#add());
    } catch (error) {
      this.#refuse(error as WireError);
      return null;
    } finally {
      this.saving = false;
    }
  }

  async #add(): Promise<Theme> {
    const made = await this.#library.call('themes.add', {
      name: this.name.trim(),
      kind: this.kind,
      colour: this.colour,
      aliases: this.aliases.map((alias) => alias.form),
      ...(this.parent && { parent: this.parent }),
      ...(this.description.trim() && { description: this.description.trim() }),
    });
    const asked = $state.snapshot(this.aliases);
    const differs = JSON.stringify(asked.map(rulesOf)) !== JSON.stringify(made.aliases.map(rulesOf));
    if (!differs && !this.rule) return made;
    return this.#library.call('themes.edit', { theme: made.id, aliases: asked, rule: this.rule });
  }

  #edit(id: string): Promise<Theme> {
    return this.#library.call('themes.edit', {
      theme: id,
      name: this.name.trim(),
      kind: this.kind,
      parent: this.parent,
      colour: this.colour,
      description: this.description.trim(),
      aliases: $state.snapshot(this.aliases),
      rule: this.rule,
    });
  }

  #refuse(error: WireError): void {
    const isAlias = error.detail !== null && fold(error.detail) !== fold(this.name);
    if (error.code !== 'name-taken') this.#refused = { other: error.message };
    else this.#refused = isAlias ? { aliases: error.message } : { name: error.message };
  }
}

const rulesOf = ({ form, matchCase, wholeWord, ambiguous }: Alias) => [form, matchCase, wholeWord, ambiguous];
