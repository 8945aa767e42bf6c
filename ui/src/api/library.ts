/**
 * The library as the views see it: commands that are called, and answers that stay true.
 *
 * **Invariant:** a view never changes what it shows by itself; it calls a command and reads again when told.
 */
import { getContext, setContext } from 'svelte';
import { createSubscriber } from 'svelte/reactivity';
import type { CommandName, Host, Reply, Request } from '../host';
import type { ListArticles, WireError } from './wire';

/** The answer to a command, read again whenever the library changes while someone shows it. */
export class Live<T> {
  // Not `$state`: what a reaction makes itself it does not follow, and a cell is made by the one that asks first.
  #value: T | undefined;
  #error: WireError | undefined;
  #told: () => void = () => {};
  #reading = false;
  #again = false;
  readonly #read: () => Promise<T>;
  readonly #subscribe: () => void;

  /** `known` is an answer that came before anyone asked. */
  constructor(read: () => Promise<T>, begin: (live: Live<T>) => () => void, known?: T) {
    this.#read = read;
    this.#value = known;
    this.#subscribe = createSubscriber((told) => {
      this.#told = told;
      return begin(this);
    });
  }

  /** The latest answer; undefined until the first came. */
  get value(): T | undefined {
    this.#subscribe();
    return this.#value;
  }

  /** Why the latest reading failed. */
  get error(): WireError | undefined {
    this.#subscribe();
    return this.#error;
  }

  /** Reads once more; calls that come while reading are answered by one further reading. */
  async refresh(): Promise<void> {
    if (this.#reading) {
      this.#again = true;
      return;
    }
    this.#reading = true;
    do {
      this.#again = false;
      try {
        this.#value = await this.#read();
        this.#error = undefined;
      } catch (error) {
        this.#error = error as WireError;
      }
      this.#told();
    } while (this.#again);
    this.#reading = false;
  }
}

const keyOf = <N extends CommandName>(name: N, request: Request<N>): string => `${name} ${JSON.stringify(request)}`;

/** The library behind a host. */
export class Library {
  readonly #cells = new Map<string, Live<unknown>>();
  readonly #shown = new Set<Live<unknown>>();
  /** Answers that came before a view asked, by what it will ask; each is taken once. */
  readonly #ahead = new Map<string, unknown>();
  /** What the first view does not hold is read once this came. */
  #drawn: Promise<void> = Promise.resolve();

  constructor(readonly host: Host) {
    host.on('changed', () => {
      this.#ahead.clear();
      this.refresh();
    });
  }

  /**
   * Asks at once for all that the first view shows, so that it is drawn whole; what fails is asked again by the view.
   *
   * All other readings wait until that view is `drawn`: their answers would be drawn before it.
   */
  async begin(list: ListArticles, drawn: Promise<void>): Promise<void> {
    const begun = await this.call('library.begin', { list }).catch(() => undefined);
    if (!begun) return;
    this.#drawn = drawn;
    this.#ahead.set(keyOf('settings.get', {}), begun.settings);
    this.#ahead.set(keyOf('library.status', {}), begun.status);
    this.#ahead.set(keyOf('articles.list', list), begun.list);
  }

  /** Runs one command; rejects with a `WireError`. */
  readonly call = <N extends CommandName>(name: N, request: Request<N>): Promise<Reply<N>> =>
    this.host.call(name, request);

  /** The answer to a reading command, kept true while it is shown; one cell for one request. */
  live<N extends CommandName>(name: N, request: Request<N>): Live<Reply<N>> {
    const key = keyOf(name, request);
    const known = this.#cells.get(key) as Live<Reply<N>> | undefined;
    if (known) return known;
    const made = new Live<Reply<N>>(
      () => this.call(name, request),
      (live) => this.#show(key, live as Live<unknown>),
      this.#ahead.get(key) as Reply<N> | undefined,
    );
    this.#cells.set(key, made as Live<unknown>);
    return made;
  }

  #show(key: string, live: Live<unknown>): () => void {
    this.#shown.add(live);
    this.#cells.set(key, live);
    // What came ahead is true until a change is told.
    if (!this.#ahead.delete(key)) void this.#drawn.then(() => live.refresh());
    return () => {
      this.#shown.delete(live);
      if (this.#cells.get(key) === live) this.#cells.delete(key);
    };
  }

  /** Reads again all that is shown. */
  refresh(): void {
    for (const live of this.#shown) void live.refresh();
  }
}

/** The key of the library in a component's context; tests pass it to `render`. */
export const LIBRARY = Symbol('library');

/** Gives the library to all components below. */
export const provideLibrary = (library: Library): Library => setContext(LIBRARY, library);

/** The library of the component that asks. */
export const useLibrary = (): Library => getContext<Library>(LIBRARY);
