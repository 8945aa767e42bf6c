/** A clip of which nothing is known. */
import type { Clipped } from '../../api/wire';

export const NOTHING: Clipped = {
  id: '',
  state: 'failed',
  title: '',
  byline: null,
  site: null,
  url: null,
  published: null,
  lang: null,
  pictures: [],
};
