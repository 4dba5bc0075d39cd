/** Files that somebody might give to be checked and that cannot be: what each is, its name, its bytes, and the kind of the refusal. */
import type { RefusalKind } from '../../shared/import/imported.ts'
import { encryptedWord, openDocument, rawWord } from './made-documents.ts'

const text = (value: string): Uint8Array => new TextEncoder().encode(value)

export const unreadableVersions: readonly (readonly [what: string, name: string, bytes: Uint8Array, kind: RefusalKind])[] = [
  ['a password', 'a.docx', encryptedWord(), 'encrypted'],
  ['a password of OpenDocument', 'a.odt', openDocument('', '', { 'META-INF/manifest.xml': text('<manifest><encryption-data/></manifest>') }), 'encrypted'],
  ['a bomb', 'a.docx', rawWord(`<w:p><w:r><w:t>${'a'.repeat(30_000_000)}</w:t></w:r></w:p>`), 'too-large'],
  ['more words than any meeting says', 'a.html', text(`<html><body><main><p>${'a '.repeat(1_100_000)}`), 'too-large'],
  ['a document that breaks off', 'a.docx', rawWord('<w:p>').slice(0, 300), 'damaged'],
  ['broken XML', 'a.docx', rawWord('<w:p><w:r></w:p>'), 'damaged'],
  ['an entity that grows', 'a.odt', openDocument('', '', { 'content.xml': text('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>') }), 'damaged'],
  ['a PDF', 'a.pdf', text('%PDF-1.7'), 'unknown-type'],
  ['JSON of somebody else', 'a.json', text('{"format": "other"}'), 'unknown-type'],
  ['bytes that are no text', 'a.md', new Uint8Array([0x61, 0xff, 0xfe, 0x00]), 'unknown-type'],
  ['nothing', 'a.md', new Uint8Array(), 'empty'],
]
