/** What the texts of the pretended library suggest: themes that they name, and people who may speak. */
import type { SpeakerOffer, Suggestion } from '../../api/wire';
import type { FakeArticle, Things } from './things';

/** The themes that the article names, the most named first. */
export function suggest(things: Things, one: FakeArticle): Suggestion[] {
  const text = `${one.row.title}\n${one.text}`.toLowerCase();
  return things.themes
    .map((theme) => {
      const forms = [theme.name, ...theme.aliases.map((alias) => alias.form)];
      const hits = forms.map((form) => ({ form, count: text.split(form.toLowerCase()).length - 1 }));
      const there = hits.filter((hit) => hit.count > 0);
      return {
        id: theme.id,
        theme: theme.name,
        colour: theme.colour,
        forms: there.map((hit) => hit.form),
        count: there.reduce((sum, hit) => sum + hit.count, 0),
        tagged: one.row.themes.some((tag) => tag.id === theme.id),
      };
    })
    .filter((suggestion) => suggestion.count > 0)
    .toSorted((a, b) => b.count - a.count);
}

/** The people named in the paragraph, by their themes. */
export function suggestSpeakers(things: Things, text: string, start: number): SpeakerOffer[] {
  const before = Array.from(text).slice(0, start).join('');
  const from = before.lastIndexOf('\n') + 1;
  const paragraph = text.slice(from).split('\n')[0] ?? '';
  const people = things.themes.filter((theme) => theme.kind === 'person');
  return people.flatMap(({ id, name, colour, aliases }) => {
    const form = [name, ...aliases.map((alias) => alias.form)].find((one) => paragraph.includes(one));
    return form ? [{ name, form, theme: { id, name, colour } }] : [];
  });
}
