import { configure } from '@testing-library/svelte';
import { beforeEach } from 'vitest';

/** How long a test waits for what must come: many times what a busy machine takes to fetch a part of the page. */
const PATIENCE_MS = 10_000;
configure({ asyncUtilTimeout: PATIENCE_MS });

beforeEach(() => {
  localStorage.clear();
  location.hash = '';
  history.replaceState(null, '');
});
