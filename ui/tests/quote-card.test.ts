/** A quote as the inspector shows it. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it } from 'vitest';
import { LIBRARY, Library } from '../src/api/library';
import { Marking } from '../src/features/reader/marking';
import QuoteCard from '../src/features/reader/QuoteCard.svelte';
import { fakeHost } from '../src/host/fake';

afterEach(cleanup);

describe('the card of a quote', () => {
  const opened = (host = fakeHost()) => {
    const library = new Library(host);
    const quote = host.things.quotes.find((one) => one.placed)!;
    const marking = new Marking(library);
    const props = { quote, marking, chosen: false, themes: [], speakers: [], onchoose() {}, onplace() {} };
    const card = render(QuoteCard, { props, context: new Map([[LIBRARY, library]]) });
    const edits = () => host.calls.filter(({ name }) => name === 'quotes.edit').map(({ request }) => request);
    return { ...card, host, quote, props, edits };
  };
  const write = async (words: string) => {
    await fireEvent.click(screen.getByRole('button', { name: 'Edit' }));
    const field = screen.getByRole('textbox', { name: 'Comment' });
    await fireEvent.input(field, { target: { value: words } });
    return field;
  };

  it('tells what stands at its place when the publisher changed the words', async () => {
    const { rerender, props, quote } = opened();
    expect(screen.queryByText(/It now reads:/)).toBeNull();
    await rerender({ ...props, quote: { ...quote, nowReads: '良率已经突破36%' } });
    expect((await screen.findByText(/It now reads:/)).textContent).toContain('36%');
  });

  it('keeps what is written when one goes on to the next part, and stays open', async () => {
    const { edits, quote } = opened();
    const field = await write('ask them');
    await fireEvent.blur(field);
    await fireEvent.click(screen.getByRole('button', { name: 'Green' }));
    await waitFor(() => expect(edits()).toHaveLength(2));
    expect(edits()).toMatchObject([{ comment: 'ask them' }, { id: quote.id }]);
    await fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Comment' })).toBeNull());
  });

  it('keeps a comment that was refused when one turns elsewhere, but not one that was given up', async () => {
    const { host, unmount, quote } = opened();
    const field = await write('ask them');
    host.before = (name) => {
      if (name === 'quotes.edit') throw { code: 'busy', message: 'The library is busy.' };
    };
    await fireEvent.blur(field);
    unmount();
    const kept = () => localStorage.getItem(`tearsheet.comments.${quote.articleId}`);
    expect(JSON.parse(kept() ?? '')).toEqual([{ on: { quote: quote.id }, comment: 'ask them' }]);
    opened(host);
    await fireEvent.keyDown(await write('ask'), { key: 'Escape' });
    expect(kept()).toBeNull();
  });

  it('keeps a comment once, however often one presses Enter, and what was typed meanwhile', async () => {
    const { edits, host, quote } = opened();
    const field = await write('ask');
    const waiting: Array<() => void> = [];
    host.before = (name) => (name === 'quotes.edit' ? new Promise<void>((go) => waiting.push(go)) : undefined);
    await fireEvent.keyDown(field, { key: 'Enter' });
    await fireEvent.keyDown(field, { key: 'Enter' });
    await fireEvent.input(field, { target: { value: 'ask them' } });
    await fireEvent.blur(field);
    expect(waiting).toHaveLength(1);
    waiting.shift()!();
    await waitFor(() => expect(waiting).toHaveLength(1));
    waiting.shift()!();
    await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Comment' })).toBeNull());
    expect(localStorage.length).toBe(0);
    expect(edits()).toEqual(['ask', 'ask them'].map((comment) => ({ id: quote.id, comment })));
  });
});
