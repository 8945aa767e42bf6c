/**
 * Makes the document that the reader frame shows: layers two and three of the safety plan.
 *
 * **Invariant:** the only place where foreign HTML becomes a document; it enters by `srcdoc` of a sandboxed frame alone.
 */
import frameHash from 'virtual:frame-hash';
import tokens from '../../styles/tokens.css?raw';
import { engineSpaces } from '../../shared/autospace';
import { languageOf } from '../../shared/language';
import type { Article } from '../../api/wire';
import frameScript from './frame.js?raw';
import type { Look } from './look.svelte';
import style from './reader.css?raw';

/** Where the library's HTML says that a picture is; each host has its own address for them. */
const BLOBS = 'tearsheet-blob://localhost/';

export interface Dress {
  look: Look;
  /** A secret shared by this document and the window. */
  nonce: string;
  /** The language of what the window says in the page. */
  lang: string;
  /** The line above the headline. */
  facts: string[];
  abstractLabel: string;
  blobUrl: (hash: string) => string;
}

/** The whole document of an article. */
export function documentOf(article: Article, dress: Dress): string {
  const { look } = dress;
  const lang = languageOf(article.title, article.lang);
  const abstract = article.abstract
    ? `<section class="abstract"><small lang="${escape(dress.lang)}">${escape(dress.abstractLabel)}</small>${escape(article.abstract)}</section>`
    : '';
  const facts = dress.facts.map((fact, at) => `<span${at ? '' : ' class="site"'}>${escape(fact)}</span>`).join('');
  const blobs = dress.blobUrl('');
  return `<!doctype html>
<html lang="${escape(lang)}" data-appearance="${escape(look.appearance)}" data-face="${look.face}" style="--set-size: ${look.size}; --set-leading: ${look.leading}; --set-measure: ${look.measure}" data-nonce="${escape(dress.nonce)}" data-autospace="${engineSpaces() ? 'engine' : 'own'}">
<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${escape(policy(blobs))}">
<style>${tokens}</style><style>${style}</style></head>
<body><header><div class="facts" lang="${escape(dress.lang)}">${facts}</div><h1>${escape(article.title)}</h1>${abstract}</header>
<article>${article.html.replaceAll(BLOBS, escape(blobs))}</article>
<script>${frameScript}</script></body></html>`;
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
