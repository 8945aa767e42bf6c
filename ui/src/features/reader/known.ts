/** Names offered while marking: people who speak, and which themes come first. */
import type { SpeakerOffer, Suggestion, Theme } from '../../api/wire';
import type { Name } from '../../shared/names';
import { themeNames } from '../../shared/themes';

/** The themes that the passage names, the most named in the article first, whatever their case. */
export const namedIn = (words: string, spoken: readonly Suggestion[] = []): string[] =>
  spoken
    .filter(({ forms }) => forms.some((form) => words.toLowerCase().includes(form.toLowerCase())))
    .map(({ id }) => id);

/** Those whom the passage points at, then the people among the themes, then everyone who was quoted. */
export function speakerNames(
  speakers: readonly string[] = [],
  themes: readonly Theme[] = [],
  suggested: readonly SpeakerOffer[] = [],
): Name[] {
  const people = themeNames(themes.filter((theme) => theme.kind === 'person'));
  const first = suggested.map(({ name, form }) => {
    const person = people.find((one) => one.name === name);
    return person ? { ...person, also: form === name ? person.also : [form] } : { id: name, name };
  });
  const all = [...first, ...people, ...speakers.map((name): Name => ({ id: name, name }))];
  const known = new Set<string>();
  return all.filter(({ name }) => !known.has(name) && known.add(name));
}
