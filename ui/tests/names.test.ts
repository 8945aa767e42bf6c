/** The field for a name: what Enter takes. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import { describe, expect, it, vi } from 'vitest';
import NameField from '../src/shared/NameField.svelte';
import type { Name } from '../src/shared/names';

const NAMES: Name[] = [
  { id: '1', name: '陈立武', also: ['Lip-Bu Tan'] },
  { id: '2', name: '郭明錤', also: ['Ming-Chi Kuo'] },
  { id: '3', name: '玻璃基板' },
];

async function taken(typed: string, favours: 'known' | 'typed' | 'known alone', ...keys: string[]) {
  const onpick = vi.fn();
  const { unmount } = render(NameField, { props: { label: 'Name', names: NAMES, onpick, favours } });
  const field = screen.getByRole('combobox', { name: 'Name' });
  await fireEvent.focus(field);
  await fireEvent.input(field, { target: { value: typed } });
  for (const key of [...keys, 'Enter']) await fireEvent.keyDown(field, { key });
  unmount();
  return onpick.mock.calls[0]?.[0];
}

describe('a field for a name', () => {
  it('takes for a speaker what was typed, unless someone is called so', async () => {
    expect(await taken('陈立', 'typed')).toBe('陈立');
    expect(await taken('Ming', 'typed')).toBe('Ming');
    expect(await taken('lip-bu tan', 'typed')).toBe('陈立武');
    expect(await taken('陈立', 'typed', 'ArrowDown')).toBe('陈立武');
  });

  it('takes for a theme one that begins so, and what was typed after all others', async () => {
    expect(await taken('玻璃', 'known')).toBe('玻璃基板');
    expect(await taken('基板', 'known')).toBe('基板');
    expect(await taken('玻璃', 'known', 'ArrowDown')).toBe('玻璃');
    expect(await taken('玻璃', 'known', 'ArrowUp')).toBe('玻璃');
  });

  it('takes known names alone where another would be none', async () => {
    expect(await taken('基板', 'known alone')).toBe('玻璃基板');
  });
});
