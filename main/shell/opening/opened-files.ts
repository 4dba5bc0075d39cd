/**
 * Workshop files that were opened outside the app: they wait until a page takes them, which knows when it can. A page learns the name of a file and a
 * token for where it lies, and so can name no other.
 */
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { OpenedFile } from '../../../shared/ipc/desktop-api.ts'

export class OpenedFiles {
  /** Where they lie. Somebody who clicks the same file until something happens wants it once. */
  readonly #waiting = new Set<string>()
  readonly #taken = new WeakMap<object, Map<string, string>>()
  /** Of those that pages took, the ones that none has begun to open. */
  readonly #unopened = new Set<string>()
  #write: (files: readonly string[]) => void = () => undefined
  /** What `#write` got last: pages ask often, and most often nothing is there. */
  #told = ''

  /** Names of those that nobody has taken yet. */
  get names(): readonly string[] {
    return [...this.#waiting].map((file) => path.basename(file))
  }

  /** `files`: absolute paths. */
  add(files: readonly string[]): void {
    for (const file of files) this.#waiting.add(file)
    this.#tell()
  }

  /** From now on `write` gets what nobody has begun to open, whenever that changes: Minuta may end before. `earlier`: what it got last before this start; it goes first. */
  keep(earlier: readonly string[], write: (files: readonly string[]) => void): void {
    const added = [...this.#waiting]
    this.#waiting.clear()
    this.#write = write
    this.#told = earlier.join('\0')
    this.add([...earlier, ...added])
  }

  /** Hands all of them to `page`; what it took before and has not opened, it does not want. */
  take(page: object): readonly OpenedFile[] {
    const leftOut = this.#taken.get(page)?.values() ?? []
    for (const file of leftOut) this.#unopened.delete(file)
    const taken = new Map([...this.#waiting].map((file) => [randomUUID() as string, file]))
    for (const file of this.#waiting) this.#unopened.add(file)
    this.#waiting.clear()
    this.#taken.set(page, taken)
    this.#tell()
    return [...taken].map(([token, file]) => ({ token, name: path.basename(file) }))
  }

  /** Where the file lies that `page` was given `token` for, once; throws for any other. */
  redeem(page: object, token: string): string {
    const taken = this.#taken.get(page)
    const file = taken?.get(token)
    if (file === undefined) throw new TypeError('not a file that was opened here')
    taken?.delete(token)
    this.#unopened.delete(file)
    this.#tell()
    return file
  }

  #tell(): void {
    const files = [...new Set([...this.#unopened, ...this.#waiting])]
    if (files.join('\0') === this.#told) return
    this.#told = files.join('\0')
    this.#write(files)
  }
}
