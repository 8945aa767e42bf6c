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

/** The names that are what was typed, those that begin with it, then those that contain it, in their own order. */
export function matching(names: readonly Name[], typed: string, most = OFFERED_MAX): Name[] {
  return names
    .map((name) => ({ name, rank: rankOf(name, typed) }))
    .filter((one) => one.rank < 3)
    .toSorted((a, b) => a.rank - b.rank)
    .slice(0, most)
    .map((one) => one.name);
}

/** Whether something has the name that was typed, or one that begins so. */
export const isCalled = (name: Name, typed: string): boolean => rankOf(name, typed) === 0;
export const beginsWith = (name: Name, typed: string): boolean => rankOf(name, typed) <= 1;

/** How near a name is to what was typed: the same, begins so, has it inside, does not. */
function rankOf(name: Name, typed: string): number {
  const sought = fold(typed);
  const forms = [name.name, ...(name.also ?? [])].map(fold);
  if (forms.includes(sought)) return 0;
  if (forms.some((form) => form.startsWith(sought))) return 1;
  return forms.some((form) => form.includes(sought)) ? 2 : 3;
}

/** The names with some of them, by their ids, before the others. */
export function ahead(names: readonly Name[], ids: readonly string[]): Name[] {
  const known = new Map(names.map((name) => [name.id, name]));
  const first = [...new Set(ids)].flatMap((id) => known.get(id) ?? []);
  return [...first, ...names.filter((name) => !ids.includes(name.id))];
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase().trim();
