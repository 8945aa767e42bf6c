/** Names that are offered while one types. */

export interface Name {
  id: string;
  name: string;
  /** `1..=8`; no chip when absent. */
  colour?: number;
  /** Other names of the same thing. */
  also?: readonly string[];
}

/** More cannot be taken in at a glance. */
const OFFERED_MAX = 8;

/** The names that begin with what was typed, then those that contain it, in their own order. */
export function matching(names: readonly Name[], typed: string, most = OFFERED_MAX): Name[] {
  const sought = fold(typed);
  const rank = (name: Name) => {
    const forms = [name.name, ...(name.also ?? [])].map(fold);
    if (forms.some((form) => form.startsWith(sought))) return 0;
    return forms.some((form) => form.includes(sought)) ? 1 : 2;
  };
  return names
    .map((name) => ({ name, rank: rank(name) }))
    .filter((one) => one.rank < 2)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map((one) => one.name);
}

/** The names with some of them, by their ids, before the others. */
export function ahead(names: readonly Name[], ids: readonly string[]): Name[] {
  const known = new Map(names.map((name) => [name.id, name]));
  const first = [...new Set(ids)].flatMap((id) => known.get(id) ?? []);
  return [...first, ...names.filter((name) => !ids.includes(name.id))];
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase().trim();
