/** The sheet that writes an article as a source. */
import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { LIBRARY, Library } from '../src/api/library';
import CiteSheet from '../src/features/reader/CiteSheet.svelte';
import { fakeHost } from '../src/host/fake';

afterEach(cleanup);

describe('the sheet of a citation', () => {
  async function opened() {
    const host = fakeHost();
    const article = await host.call('articles.get', { id: host.things.articles[0]!.row.id });
    const writeText = vi.fn(() => Promise.resolve());
    Object.defineProperty(navigator, 'clipboard', { value: { writeText }, configurable: true });
    const onclose = vi.fn();
    const props = { article, quote: null, oncorrect() {}, onclose };
    render(CiteSheet, { props, context: new Map([[LIBRARY, new Library(host)]]) });
    expect(screen.queryByRole('button', { name: 'Copy' })).toBeNull();
    return { article, writeText, onclose };
  }

  it('comes with its words, so that a key that copies finds them', async () => {
    const { article, writeText, onclose } = await opened();
    await fireEvent.click(await screen.findByRole('button', { name: 'Copy' }));
    await waitFor(() => expect(onclose).toHaveBeenCalled());
    expect(writeText).toHaveBeenCalledWith(`gb-7714-2015-numeric: ${article.id}`);
  });

  it('offers other styles, and those of one’s own that cannot be used with the reason', async () => {
    await opened();
    const broken = await screen.findByRole('option', { name: /^broken\.csl: no style/ });
    expect((broken as HTMLOptionElement).disabled).toBe(true);
    await fireEvent.change(screen.getByLabelText('Other styles'), { target: { value: 'house.csl' } });
    expect(await screen.findByText(/^house\.csl: /)).toBeTruthy();
  });
});
