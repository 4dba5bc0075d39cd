/** What every renderer takes and gives beside the minutes themselves. */

/** Bytes of the images by blob id; an image that is not in it is printed as missing. */
export type Images = ReadonlyMap<string, Uint8Array>

export type Rendered<Content> = {
  readonly content: Content
  /** Names of the images that could not be included, each once, in printing order. */
  readonly missing: readonly string[]
}

/** Collects names of missing images without repeating one. */
export class MissingImages {
  readonly #names = new Set<string>()

  add(name: string): void {
    this.#names.add(name)
  }

  get names(): readonly string[] {
    return [...this.#names]
  }
}
