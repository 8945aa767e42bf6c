/** Formats that are called the same in every language, by media type. */
const FORMATS: Record<string, string> = {
  'text/markdown': 'Markdown',
  'application/pdf': 'PDF',
  'application/epub+zip': 'EPUB',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
};

/** What a person calls what came as `mediaType`; `words` are those that differ by language, with one for every picture. */
export function kindOf(mediaType: string, words: Record<string, string>): string {
  const word = words[mediaType.startsWith('image/') ? 'image' : mediaType];
  return word ?? FORMATS[mediaType] ?? (mediaType.split(/[/.]/).at(-1) ?? '').toUpperCase();
}
