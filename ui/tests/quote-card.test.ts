/** A quote as the inspector shows it. */
import { cleanup, render, screen } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { LIBRARY, Library } from '../src/api/library';
import { Marking } from '../src/features/reader/marking';
import QuoteCard from '../src/features/reader/QuoteCard.svelte';
import { fakeHost } from '../src/host/fake';

afterEach(cleanup);

describe('the card of a quote', () => {
  it('tells what stands at its place when the publisher changed the words', () => {
    const host = fakeHost();
    const library = new Library(host);
    const quote = host.things.quotes.find((one) => one.placed)!;
    const props = {
      marking: new Marking(library),
      chosen: false,
      themes: [],
      speakers: [],
      onchoose() {},
      onplace() {},
    };
    const context = new Map([[LIBRARY, library]]);
    const { rerender } = render(QuoteCard, { props: { ...props, quote }, context });
    expect(screen.queryByText(/It now reads:/)).toBeNull();
    void rerender({ ...props, quote: { ...quote, nowReads: '良率已经突破36%' } });
    return screen.findByText(/It now reads:/).then((line) => expect(line.textContent).toContain('36%'));
  });
});
