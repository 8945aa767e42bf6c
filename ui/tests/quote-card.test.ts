/** A quote as the inspector shows it. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
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

  it('keeps what is written when one goes on to the next part, and stays open', async () => {
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
    render(QuoteCard, { props: { ...props, quote }, context: new Map([[LIBRARY, library]]) });
    await fireEvent.click(screen.getByRole('button', { name: 'Edit' }));
    const field = screen.getByRole('textbox', { name: 'Comment' });
    await fireEvent.input(field, { target: { value: 'ask them' } });
    await fireEvent.blur(field);
    await fireEvent.click(screen.getByRole('button', { name: 'Green' }));
    const edits = () => host.calls.filter(({ name }) => name === 'quotes.edit').map(({ request }) => request);
    await waitFor(() => expect(edits()).toHaveLength(2));
    expect(edits()).toMatchObject([{ comment: 'ask them' }, { id: quote.id }]);
    await fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Comment' })).toBeNull());
  });
});
