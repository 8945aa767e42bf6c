/**
 * Where the researcher is, kept in the address so that back and forward work; what was searched there lies beside it in the history.
 *
 * **Invariant:** every step of the history that was shown has a state of ours, so that one without is new.
 * **Invariant:** whoever goes to a list leaves what is searched, which stays with the step before.
 */
import { readLike, readPlace, readPlaceOfLink, writePlace, type Place } from '../api/places';

/** What stood in the search field at a step of the history. */
export interface Sought {
  query?: string;
  like?: { id: string; title: string };
}

/** Whether an address names the list itself, and nothing beside it alone. */
const isList = (address: string): boolean => address.startsWith('#/') && !address.includes('?');

const HOME: Place = { view: 'inbox', theme: null, article: null, quote: null, note: null };

export class Whereabouts {
  place = $state.raw<Place>(HOME);
  /** Hears what is like which thing is asked for. */
  onlike: (thing: { id: string; title: string }) => void = () => {};
  /** Hears which link is followed. */
  onlink: (link: string) => void = () => {};
  /** Hears what is searched from now on: what was searched at a step that one came back to, or nothing. */
  onsought: (sought: Sought) => void = () => {};

  /** Follows the address; the returned function stops. */
  begin(): () => void {
    const follow = () => {
      const like = readLike(location.hash);
      const link = readPlaceOfLink(location.hash);
      if (like || link) history.replaceState(history.state, '', writePlace(this.place));
      if (like) return this.onlike(like);
      if (link) return this.onlink(link);
      if (!history.state && isList(location.hash)) this.onsought({});
      this.place = readPlace(location.hash, this.place);
      // An address that kept the list is written out whole, so that it can be returned to.
      const address = location.hash && writePlace(this.place);
      if (!history.state || address !== location.hash) history.replaceState(history.state ?? {}, '', address);
    };
    const turned = ({ state }: PopStateEvent) => state && this.onsought(state as Sought);
    // The address of the list that is shown is no other, and nobody is told that it was followed.
    const followedAgain = ({ target }: MouseEvent) => {
      const link = (target as Element).closest('a');
      if (link?.hash === location.hash && isList(link.hash)) this.onsought({});
    };
    if (history.state) this.onsought(history.state as Sought);
    follow();
    addEventListener('popstate', turned);
    addEventListener('hashchange', follow);
    addEventListener('click', followedAgain);
    return () => {
      removeEventListener('popstate', turned);
      removeEventListener('hashchange', follow);
      removeEventListener('click', followedAgain);
    };
  }

  /** Keeps what is searched with the step one is at. */
  keep(sought: Sought): void {
    history.replaceState(sought, '');
  }

  /** Makes a step of what is shown now, so that one can go back to what was searched before. */
  step(): void {
    history.pushState({}, '');
  }

  /** Goes to an address of `places.ts`; `quietly` leaves no step to go back to. */
  go(address: string, quietly = false): void {
    if (isList(address)) this.onsought({});
    this.#show(address, quietly);
  }

  #show(address: string, quietly = false): void {
    if (!quietly) location.hash = address;
    // At once, for the next key is meant for what is opened now.
    this.place = readPlace(address, this.place);
    if (quietly) history.replaceState(history.state, '', writePlace(this.place));
  }

  /** Closes what is open beside the list, or beside what was found. */
  closeItem(): void {
    this.#show(writePlace({ ...this.place, article: null, quote: null, note: null }));
  }
}
