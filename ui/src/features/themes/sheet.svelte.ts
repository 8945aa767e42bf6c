/** Which theme is edited, or that a new one is made; anyone may ask, one sheet answers. */

/** A theme to edit by its id, or what a new one begins with. */
export type Asked = { edit: string } | { kind?: string; parent?: string; name?: string };

class ThemeSheetState {
  asked = $state.raw<Asked | null>(null);

  edit(id: string): void {
    this.asked = { edit: id };
  }

  add(begin: { kind?: string; parent?: string; name?: string } = {}): void {
    this.asked = begin;
  }

  close = (): void => {
    this.asked = null;
  };
}

export const themeSheet = new ThemeSheetState();
