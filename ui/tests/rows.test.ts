/** A long list stands in the first picture, before anything was measured. */
import { createRawSnippet, mount, unmount } from 'svelte';
import { expect, it } from 'vitest';
import Rows from '../src/shared/Rows.svelte';

it('draws its first rows before its height is known, and no more than those', () => {
  const drawn: string[] = [];
  const row = createRawSnippet<[unknown, number]>((item) => {
    drawn.push(String(item()));
    return { render: () => `<p role="option" aria-selected="false">${item()}</p>` };
  });
  const items = Array.from({ length: 500 }, (_, at) => at);
  const list = mount(Rows, { target: document.body, props: { label: 'x', items, keyOf: (item) => Number(item), row } });
  expect(document.querySelectorAll('[role=option]').length).toBeGreaterThanOrEqual(10);
  expect(drawn.length).toBeLessThan(30);
  void unmount(list);
});
