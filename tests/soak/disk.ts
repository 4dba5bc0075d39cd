/** A disk of a computer that can be full. Where this machine lets a test mount nothing, a folder that never is. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const sizeMib = 96
const pieceSizes = [1 << 20, 1 << 16, 1 << 12, 1]

export class Disk {
  readonly #folder = temporaryFolder()
  readonly #isMounted: boolean

  constructor() {
    this.#isMounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMib}m`, 'tmpfs', this.#folder.path]).status === 0
  }

  get path(): string {
    return path.join(this.#folder.path, 'data')
  }

  get isFull(): boolean {
    return fs.existsSync(this.#ballast)
  }

  /** Leaves room for not one byte. False where that cannot be. */
  fill(): boolean {
    if (!this.#isMounted) return false
    const file = fs.openSync(this.#ballast, 'w')
    for (const size of pieceSizes) {
      try {
        for (;;) if (fs.writeSync(file, Buffer.alloc(size, 1)) < size) break
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
      }
    }
    fs.closeSync(file)
    return true
  }

  free(): void {
    fs.rmSync(this.#ballast, { force: true })
  }

  remove(): void {
    if (this.#isMounted) spawnSync('umount', [this.#folder.path])
    this.#folder.remove()
  }

  get #ballast(): string {
    return path.join(this.#folder.path, 'ballast')
  }
}
