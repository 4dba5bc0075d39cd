/** A packed document as its readers see it: parts by name. Names lead nowhere: nothing is ever written under one. */
export type Archive = {
  has(name: string): boolean
  /** The bytes of a part; null when there is none. Rejects with a RefusedError for what is damaged, encrypted or beyond the limits. */
  read(name: string): Promise<Uint8Array | null>
  /** A part as text, in the encoding that it begins with, else UTF-8. */
  readText(name: string): Promise<string | null>
}
