/** Names offered while marking: themes, and people who speak. */
import type { Theme } from '../../api/wire';
import type { Name } from '../../shared/names';

/** All themes with their other names. */
export const themeNames = (themes: readonly Theme[] = []): Name[] =>
  themes.map(({ id, name, colour, aliases }) => ({ id, name, colour, also: aliases.map((alias) => alias.form) }));

/** Everyone who was quoted, and the people among the themes. */
export function speakerNames(speakers: readonly string[] = [], themes: readonly Theme[] = []): Name[] {
  const people = themeNames(themes.filter((theme) => theme.kind === 'person'));
  const known = new Set(people.map((person) => person.name));
  return [...people, ...speakers.filter((name) => !known.has(name)).map((name) => ({ id: name, name }))];
}
