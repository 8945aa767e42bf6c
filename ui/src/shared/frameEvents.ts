/** What happens inside a sandboxed frame and concerns the whole window: keys, drags, pastes. */
import type { Key } from './keys';

/** What a frame saw of a drop or a paste; plain texts, to be judged like any other. */
export interface FrameDrop {
  html: string;
  text: string;
  url: string;
  files: number;
}

export class FrameEvents {
  key: (key: Key) => void = () => {};
  drag: () => void = () => {};
  drop: (seen: FrameDrop) => void = () => {};
  paste: (seen: FrameDrop) => void = () => {};
}
