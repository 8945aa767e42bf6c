declare module 'virtual:frame-hash' {
  /** `sha256-…` of the reader frame's script. */
  const hash: string;
  export default hash;
}
