/** The part of yauzl 3 that is used here; the package brings no types. */
declare module 'yauzl' {
  import type { Readable } from 'node:stream'

  export type Entry = {
    readonly fileName: string
    readonly compressedSize: number
    readonly uncompressedSize: number
    readonly generalPurposeBitFlag: number
  }
  export type ZipFile = {
    readonly entryCount: number
    eachEntry(): AsyncIterableIterator<Entry>
    openReadStreamPromise(entry: Entry): Promise<Readable>
    close(): void
  }
  export function openPromise(path: string, options: { readonly lazyEntries: true; readonly autoClose: false }): Promise<ZipFile>
  export function fromBufferPromise(buffer: Buffer, options: { readonly lazyEntries: true; readonly strictFileNames?: boolean }): Promise<ZipFile>
}
