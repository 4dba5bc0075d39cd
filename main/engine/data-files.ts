/** What lies where in the data folder, as far as the engine writes it. */
import fs from 'node:fs'
import path from 'node:path'

export type DataFiles = {
  /** Everything that people wrote. */
  readonly database: string
  readonly blobs: string
  /** Derived; may be thrown away. */
  readonly searchIndex: string
  /** Daily copies of the database, newest first, and where the next one is made. */
  readonly copies: readonly string[]
  /** The same, of days on which the database held rooms that were not whole. */
  readonly partialCopies: readonly string[]
  readonly copyDraft: string
  /** Copies that a person can read without Minuta. */
  readonly readable: string
  /** Workshops as they were before a file was taken into them. */
  readonly before: string
}

const copyGenerations = 3

/** Makes the folder. Throws the error of the file system where nothing may be written: SQLite would only say that it cannot open its file. */
export function prepareDataFolder({ database }: DataFiles): void {
  const directory = path.dirname(database)
  fs.mkdirSync(directory, { recursive: true })
  fs.accessSync(directory, fs.constants.W_OK)
}

export function dataFilesIn(dataDirectory: string): DataFiles {
  const directory = path.resolve(dataDirectory)
  const copies = path.join(directory, 'backups')
  const generations = (name: string): string[] => Array.from({ length: copyGenerations }, (_, index) => path.join(copies, `${name}-${index + 1}.sqlite`))
  return {
    database: path.join(directory, 'workshops.sqlite'),
    blobs: path.join(directory, 'blobs'),
    searchIndex: path.join(directory, 'search.sqlite'),
    copies: generations('workshops'),
    partialCopies: generations('workshops-not-whole'),
    copyDraft: path.join(copies, 'unfinished.sqlite'),
    readable: path.join(directory, 'readable copies'),
    before: path.join(directory, 'before changes'),
  }
}
