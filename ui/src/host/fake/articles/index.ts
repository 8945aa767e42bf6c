/** Articles of the pretended library, newest first. */
import { long } from './long';
import type { ArticleSeed } from './seed';
import { short } from './short';

export type { ArticleSeed } from './seed';

export const articles: readonly ArticleSeed[] = [...long, ...short];
