declare module 'virtual:frame-hash' {
  /** `sha256-…` of the reader frame's script. */
  const hash: string;
  export default hash;
}

/** What of turndown is used; the package brings no types. */
declare module 'turndown' {
  interface Rule {
    filter: keyof HTMLElementTagNameMap | Array<keyof HTMLElementTagNameMap> | ((node: HTMLElement) => boolean);
    replacement: (content: string, node: HTMLElement) => string;
  }
  export default class TurndownService {
    constructor(options: Record<string, string>);
    addRule(name: string, rule: Rule): this;
    remove(names: Array<keyof HTMLElementTagNameMap>): this;
    escape(text: string): string;
    turndown(node: HTMLElement): string;
  }
}
