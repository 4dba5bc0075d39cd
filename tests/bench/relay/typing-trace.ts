/**
 * The large document of the joins and cold loads: one person's seeded typing of a long text, character by character, with corrections,
 * deletions and jumps to other places. Made once and kept in the cache folder; the same seed gives the same bytes everywhere.
 */
import fs from 'node:fs'
import path from 'node:path'
import * as decoding from 'lib0/decoding'
import * as encoding from 'lib0/encoding'
import * as Y from 'yjs'
import { seededRandom } from '../../helpers/random.ts'

/** Raise it when the way of typing changes, so that nobody measures an older document. */
const version = 1
const seed = 20_26
const client = 0x6000_0001
/** Name of the text in the document. */
export const rootName = 'content'

export type TypingTrace = {
  /** The merged document, V1, as a file and as bytes. */
  readonly snapshotFile: string
  readonly snapshot: Uint8Array
  /** One update per edit, in order. */
  readonly readEdits: () => Uint8Array[]
}

/** The document after `editCount` edits. Takes some seconds the first time. */
export function typingTrace(cacheFolder: string, editCount: number): TypingTrace {
  const name = path.join(cacheFolder, `typing-v${version}-${editCount}`)
  const snapshotFile = `${name}.snapshot`
  const editsFile = `${name}.edits`
  if (!fs.existsSync(snapshotFile)) {
    fs.mkdirSync(cacheFolder, { recursive: true })
    const { snapshot, edits } = typeText(editCount)
    write(editsFile, packed(edits))
    write(snapshotFile, snapshot)
  }
  return { snapshotFile, snapshot: new Uint8Array(fs.readFileSync(snapshotFile)), readEdits: () => unpacked(fs.readFileSync(editsFile)) }
}

/** Types `editCount` edits; each inserts or deletes one character. */
export function typeText(editCount: number): { readonly snapshot: Uint8Array; readonly edits: Uint8Array[] } {
  const random = seededRandom(seed)
  const doc = new Y.Doc()
  doc.clientID = client
  const text = doc.getText(rootName)
  const edits: Uint8Array[] = []
  doc.on('update', (update: Uint8Array) => {
    edits.push(update)
  })
  let caret = 0
  const insert = (character: string): void => {
    text.insert(caret, character)
    caret += 1
  }
  const deleteBack = (): void => {
    if (caret === 0) return
    caret -= 1
    text.delete(caret, 1)
  }
  while (edits.length < editCount) {
    // One go: write a few words; often take some of it back; now and then go elsewhere, mostly nearby, or delete what stands before.
    for (let left = 1 + random.below(96); left > 0; left -= 1) insert(random.chance(1 / 6) ? ' ' : String.fromCodePoint(97 + random.below(26)))
    if (random.chance(0.55)) for (let left = 1 + random.below(46); left > 0; left -= 1) deleteBack()
    if (random.chance(0.12)) for (let left = 24 + random.below(72); left > 0; left -= 1) deleteBack()
    if (random.chance(0.8)) {
      const reach = random.chance(0.8) ? 400 : text.length
      caret = Math.max(0, Math.min(text.length, caret - Math.floor(reach / 2) + random.below(reach + 1)))
    }
  }
  edits.length = editCount
  doc.destroy()
  return { snapshot: merged(edits), edits }
}

/** The document that `edits` add up to. */
export function merged(edits: readonly Uint8Array[]): Uint8Array {
  const doc = new Y.Doc()
  doc.transact(() => {
    for (const edit of edits) Y.applyUpdate(doc, edit)
  })
  const snapshot = Y.encodeStateAsUpdate(doc)
  doc.destroy()
  return snapshot
}

function packed(edits: readonly Uint8Array[]): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, edits.length)
  for (const edit of edits) encoding.writeVarUint8Array(encoder, edit)
  return encoding.toUint8Array(encoder)
}

function unpacked(bytes: Uint8Array): Uint8Array[] {
  const decoder = decoding.createDecoder(bytes)
  return Array.from({ length: decoding.readVarUint(decoder) }, () => decoding.readVarUint8Array(decoder))
}

/** Whole or not at all: a file that was broken off must not be taken for a document. */
function write(file: string, bytes: Uint8Array): void {
  const draft = `${file}.${process.pid}`
  fs.writeFileSync(draft, bytes)
  fs.renameSync(draft, file)
}
