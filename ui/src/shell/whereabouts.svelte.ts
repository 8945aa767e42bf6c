/** Where the researcher is, kept in the address so that back and forward work. */
import { readLike, readPlace, readPlaceOfLink, writePlace, type Place } from '../api/places';

const HOME: Place = { view: 'inbox', theme: null, article: null, quote: null, note: null };

export class Whereabouts {
  place = $state.raw<Place>(HOME);
  /** Hears what is like which thing is asked for. */
  onlike: (thing: { id: string; title: string }) => void = () => {};
  /** Hears which link is followed. */
  onlink: (link: string) => void = () => {};

  /** Follows the address; the returned function stops. */
  begin(): () => void {
    const follow = () => {
      const like = readLike(location.hash);
      const link = readPlaceOfLink(location.hash);
      if (like || link) history.replaceState(null, '', writePlace(this.place));
      if (like) return this.onlike(like);
      if (link) return this.onlink(link);
      this.place = readPlace(location.hash, this.place);
      // An address that kept the list is written out whole, so that it can be returned to.
      if (location.hash && location.hash !== writePlace(this.place)) {
        history.replaceState(null, '', writePlace(this.place));
      }
    };
    follow();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }

  /** Goes to an address of `places.ts`; `quietly` leaves no step to go back to. */
  go(address: string, quietly = false): void {
    if (!quietly) location.hash = address;
    // At once, for the next key is meant for what is opened now.
    this.place = readPlace(address, this.place);
    if (quietly) history.replaceState(null, '', writePlace(this.place));
  }

  /** Closes what is open beside the list. */
  closeItem(): void {
    this.go(writePlace({ ...this.place, article: null, quote: null, note: null }));
  }
}
