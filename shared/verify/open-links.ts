/** Links of an office file that have begun and are not over, one in another. */
import type { BesideCollector } from './found-beside.ts'

type OpenLink = { readonly from: number; readonly href: string; readonly title: string; text: string; readonly pictures: number }

export class OpenLinks {
  readonly #beside: BesideCollector
  readonly #open: OpenLink[] = []

  constructor(beside: BesideCollector) {
    this.#beside = beside
  }

  /** One begins behind `at` characters. */
  open(at: number, href: string, title: string): void {
    this.#open.push({ from: at, href, title, text: '', pictures: this.#beside.pictures.length })
  }

  /** What is said stands in all that are open. */
  say(text: string): void {
    for (const link of this.#open) link.text += text
  }

  /** The last one ends behind `at` characters. */
  close(at: number): void {
    const link = this.#open.pop()
    if (link === undefined) return
    const { pictures, ...rest } = link
    this.#beside.link({ ...rest, to: at }, this.#beside.pictures.length > pictures)
  }
}
