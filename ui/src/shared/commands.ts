/** Commands that a part of the desk offers to the palette while it is shown. */

export interface Command {
  id: string;
  name: string;
  /** The key that does the same. */
  hint?: string;
  run: () => unknown;
}

/** Takes what tells the commands of now; the returned function withdraws it. */
export type Offer = (commands: () => Command[]) => () => void;
