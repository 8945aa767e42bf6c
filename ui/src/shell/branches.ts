/** Lays a tree of themes out as rows. */
import type { Theme } from '../api/wire';

export interface Branch {
  theme: Theme;
  depth: number;
  hasMore: boolean;
}

/** The themes below each other, the fullest first; a theme whose parent is not among them stands at the root. */
export function branches(themes: readonly Theme[], folded: ReadonlySet<string>): Branch[] {
  const known = new Set(themes.map((theme) => theme.id));
  const children = new Map<string | null, Theme[]>();
  for (const theme of themes) {
    const parent = theme.parent && known.has(theme.parent) ? theme.parent : null;
    children.set(parent, [...(children.get(parent) ?? []), theme]);
  }
  const seen = new Set<string>();
  const walk = (parent: string | null, depth: number): Branch[] =>
    (children.get(parent) ?? [])
      .toSorted((a, b) => b.count - a.count || a.name.localeCompare(b.name))
      .flatMap((theme) => {
        if (seen.has(theme.id)) return [];
        seen.add(theme.id);
        const hasMore = children.has(theme.id);
        return [{ theme, depth, hasMore }, ...(folded.has(theme.id) ? [] : walk(theme.id, depth + 1))];
      });
  return walk(null, 0);
}
