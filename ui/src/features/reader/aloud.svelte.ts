/** Reading aloud by the voices of the system, paragraph by paragraph; nothing where there are none. */
import type { Mark } from './messages';

/** A paragraph, and where it stands in the text. */
interface Part {
  start: number;
  end: number;
  words: string;
}

const speech = (): SpeechSynthesis | undefined => globalThis.speechSynthesis;

/** The paragraphs of a text from a character on; the first from its beginning. */
export function partsFrom(text: string, at: number): Part[] {
  let start = 0;
  const parts = text.split('\n').map((words): Part => {
    const part = { start, end: start + Array.from(words).length, words };
    start = part.end + 1;
    return part;
  });
  return parts.filter(({ end, words }) => end > at && words.trim() !== '');
}

export class Aloud {
  voices = $state.raw<SpeechSynthesisVoice[]>([]);
  /** The paragraph that is being read. */
  part = $state.raw<Part | null>(null);

  readonly marks = $derived.by((): Mark[] =>
    this.part ? [{ name: 'spoken', start: this.part.start, end: this.part.end }] : [],
  );

  /** Follows which voices there are; the returned function stops all. */
  begin(): () => void {
    const told = speech();
    const look = () => (this.voices = told?.getVoices() ?? []);
    look();
    told?.addEventListener?.('voiceschanged', look);
    return () => {
      told?.removeEventListener?.('voiceschanged', look);
      this.stop();
    };
  }

  /** Reads from a character on, in a voice of the language where there is one; `told` hears each paragraph's place. */
  read(text: string, at: number, lang: string, told: (at: number) => void): void {
    this.stop();
    const parts = partsFrom(text, at);
    const next = () => {
      const part = parts.shift();
      this.part = part ?? null;
      if (!part) return;
      told(part.start);
      const words = new SpeechSynthesisUtterance(part.words);
      words.lang = lang;
      words.voice = this.voices.find((voice) => voice.lang.toLowerCase().startsWith(lang.slice(0, 2))) ?? null;
      words.addEventListener('end', () => this.part === part && next());
      words.addEventListener('error', () => this.part === part && this.stop());
      speech()?.speak(words);
    };
    next();
  }

  stop(): void {
    this.part = null;
    speech()?.cancel();
  }
}
