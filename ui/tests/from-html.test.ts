/** Formatted text that is pasted becomes Markdown, and nothing of a hostile page comes along. */
import { describe, expect, it } from 'vitest';
import { markdownFrom } from '../src/features/notes/editor/fromHtml';

describe('formatted text', () => {
  it.each([
    [
      'a link, bold, emphasis',
      '<p>A <a href="https://example.org/a(b)">link</a>, <b>bold</b>, <em>more</em></p>',
      'A [link](https://example.org/a%28b%29), **bold**, *more*',
    ],
    [
      'headings and quotes',
      '<h2>Supply</h2><blockquote><p>One</p><p>Two</p></blockquote>',
      '## Supply\n\n> One\n> \n> Two',
    ],
    ['lists', '<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>', '- a\n  - b\n- c'],
    ['lists as some programs nest them', '<ul><li>a</li><ul><li>b</li></ul><li>c</li></ul>', '- a\n  - b\n- c'],
    ['numbers', '<ol start="9"><li>a</li><li>b<ol><li>c</li></ol></li></ol>', '9. a\n10. b\n    1. c'],
    ['tasks', '<ul><li><input type="checkbox" checked> done</li></ul>', '- [x] done'],
    ['code', '<p>Run <code>a|b</code></p><pre>one<br>  two</pre>', 'Run `a|b`\n\n```\none\n  two\n```'],
    [
      'a table',
      '<table><tr><th>a</th><th>b|c</th></tr><tr><td><b>62 %</b></td><td></td></tr><tr><td>x</td></tr></table>',
      '| a | b\\|c |\n| --- | --- |\n| **62 %** |  |\n| x |  |',
    ],
    ['a table for layout alone', '<table><tr><td><p>one</p></td></tr></table>', 'one'],
    [
      'what a style makes bold or plain',
      '<b style="font-weight:normal"><span style="font-weight:700">x</span> y</b>',
      '**x** y',
    ],
    ['what is struck out', '<p><s>old</s> new</p>', '~~old~~ new'],
    ['a heading inside a link', '<a href="https://example.org/"><h3>Title</h3></a>', '[Title](https://example.org/)'],
    ['a link into the library', '<a href="tearsheet:0198">quote</a>', '[quote](tearsheet:0198)'],
    [
      'signs of Markdown in plain words',
      '<p>a * b, &lt;i> &amp;amp; [x], ~~y~~</p>',
      'a \\* b, \\<i> \\&amp; \\[x\\], \\~~y\\~~',
    ],
    ['Chinese', '<p>良率<b>七成</b>。</p><ul><li>封装</li></ul>', '良率**七成**。\n\n- 封装'],
  ])('keeps %s', (_, html, markdown) => expect(markdownFrom(html)).toBe(markdown));

  it('brings no script, no picture and no address that would do something', () => {
    const hostile =
      '<p onclick="x()">a<script>alert(1)</script><style>p{}</style></p><iframe></iframe>' +
      '<a href="javascript:alert(1)">b</a> <a href="data:text/html,x">c</a> <a href="/relative">d</a>' +
      '<img src="https://evil.example/pixel.png" alt="e" onerror="x()"><svg><script>y()</script></svg><title>t</title>';
    expect(markdownFrom(hostile)).toBe('a\n\nb c de');
  });
});
