/** Notes at the foot of pages: a sign in the text, and all of them in order at the end of the board. */
import type { RichNode } from '../../model/workshop.ts'

export class Notes<Kind extends string> {
  readonly #taken: { readonly kind: Kind; readonly id: string }[] = []

  /** Takes a note, and gives the sign for it; the same note has the same sign. */
  take(kind: Kind, id: string): string {
    const known = this.#taken.findIndex((note) => note.kind === kind && note.id === id)
    if (known >= 0) return `[${known + 1}]`
    this.#taken.push({ kind, id })
    return `[${this.#taken.length}]`
  }

  /** The list of all that were taken, below a rule; a note that refers to another one takes that as well. */
  write(read: (kind: Kind, id: string) => readonly RichNode[]): RichNode[] {
    const items: RichNode[] = []
    for (let index = 0; index < this.#taken.length && index < 10_000; index += 1) {
      const { kind, id } = this.#taken[index] as { kind: Kind; id: string }
      items.push({ type: 'listItem', content: read(kind, id) })
    }
    return items.length === 0 ? [] : [{ type: 'horizontalRule' }, { type: 'orderedList', attrs: { start: 1, type: null }, content: items }]
  }
}
