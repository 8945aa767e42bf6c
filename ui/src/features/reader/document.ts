/**
 * Makes what the reader's frame shows, in two parts: an empty document with its policy, styles and script (layers two and three of the
 * safety plan), and the page that the window tells it.
 *
 * **Invariant:** the only place where foreign HTML is made ready for a document; it enters a sandboxed frame alone, by its script.
 */
import frameHash from 'virtual:frame-hash';
import tokens from '../../styles/tokens.css?raw';
import { engineSpaces } from '../../shared/autospace';
import type { Article } from '../../api/wire';
import frameScript from './frame.js?raw';
import type { Look } from './look.svelte';
import style from './reader.css?raw';

/** Where the library's HTML says that a picture is; each host has its own address for them. */
const BLOBS = 'tearsheet-blob://localhost/';

/** An article as the frame puts it into its document. */
export interface Page {
  /** The language of the whole page. */
  lang: string;
  look: Look;
  /** HTML: the headline with what stands around it, and the article's clean HTML. */
  body: string;
}

export interface Dress {
  /** The language of what the window says in the page. */
  lang: string;
  /** The line above the headline. */
  facts: string[];
  abstractLabel: string;
  /** Whether it is shown as it was: nothing of the window's stands above it, and nothing is set for reading. */
  was: boolean;
  blobUrl: (hash: string) => string;
}

/** A document without a page: whose secret is shared by it and the window, and which takes pictures from where the host has them. */
export function emptyDocument(nonce: string, blobUrl: (hash: string) => string): string {
  return `<!doctype html>
<html data-nonce="${escape(nonce)}" data-autospace="${engineSpaces() ? 'engine' : 'own'}">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${escape(policy(blobUrl('')))}">
<style>${tokens}</style><style>${style}</style></head>
<body><script>${frameScript}</script></body></html>`;
}

/** What of an article is put into an empty document. */
export function bodyOf(article: Article, dress: Dress): string {
  const html = article.html.replaceAll(BLOBS, escape(dress.blobUrl('')));
  if (dress.was) return `<article data-was>${html}</article>`;
  const abstract = article.abstract
    ? `<section class="abstract"><small lang="${escape(dress.lang)}">${escape(dress.abstractLabel)}</small>${escape(article.abstract)}</section>`
    : '';
  const facts = dress.facts.map((fact, at) => `<span${at ? '' : ' class="site"'}>${escape(fact)}</span>`).join('');
  return `<header><div class="facts" lang="${escape(dress.lang)}">${facts}</div><h1>${escape(article.title)}</h1>${abstract}</header>
<article>${html}</article>`;
}

function policy(blobs: string): string {
  const pictures = blobs.startsWith('http') ? new URL(blobs).origin : 'tearsheet-blob:';
  return [
    "default-src 'none'",
    `script-src '${frameHash}'`,
    `img-src ${pictures} data:`,
    "style-src 'unsafe-inline'",
    "font-src 'none'",
    "connect-src 'none'",
    "form-action 'none'",
    "base-uri 'none'",
    "frame-src 'none'",
  ].join('; ');
}

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escape = (text: string) => text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
