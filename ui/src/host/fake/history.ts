/** Undo in the pretended library: what it held before each deed. */
import type { CommandName } from '../host';
import type { Turn, Undone } from '../../api/wire';
import type { Things } from './things';

/** What is kept of it. */
const HELD = ['articles', 'quotes', 'notes', 'themes', 'searches'] as const;
/** The commands that can be taken back. */
const DEEDS =
  /^(articles\.(mark|turn|edit)|(quotes|notes|themes|searches)\.(add|edit|merge|remove|arrange)|items\.(tag|untag|trash|restore))$/;

type State = Pick<Things, (typeof HELD)[number]>;

export class History {
  readonly #things: Things;
  #done: Array<{ deed: string; state: State }> = [];
  #undone: Array<{ deed: string; state: State }> = [];

  constructor(things: Things) {
    this.#things = things;
  }

  /** Called before a command is done. */
  note(deed: CommandName, request: unknown): void {
    if (!DEEDS.test(deed) || (request as { quietly?: boolean }).quietly) return;
    this.#done.push({ deed, state: this.#state() });
    this.#undone = [];
  }

  undo = (of: Turn): Undone => this.#go(of, this.#done, this.#undone);
  redo = (of: Turn): Undone => this.#go(of, this.#undone, this.#done);

  #state(): State {
    return structuredClone(Object.fromEntries(HELD.map((name) => [name, this.#things[name]]))) as unknown as State;
  }

  /** A named deed is found here while it is the last. */
  #go(of: Turn, from: Array<{ deed: string; state: State }>, to: Array<{ deed: string; state: State }>): Undone {
    const last = from.at(-1);
    if (!last || (of.deed && of.deed !== last.deed)) return { deed: null, items: [] };
    from.pop();
    to.push({ deed: last.deed, state: this.#state() });
    Object.assign(this.#things, last.state);
    return { deed: last.deed, items: [] };
  }
}
