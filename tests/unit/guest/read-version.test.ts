/** Documents that a browser checks are read as the app reads them, without Node. */
import { zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readVersionHere } from '../../../renderer/document/read-version-here.ts'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { readImport } from '../../../shared/node/import/read-import.ts'
import { judgeAlone } from '../../../shared/verify/verdict.ts'
import { fullWorkshop } from '../../fixtures/workshops.ts'
import { exportVersion, freeze } from '../../helpers/frozen.ts'
import { unreadableVersions } from '../../helpers/unreadable-versions.ts'

test.each(['docx', 'odt', 'html', 'md', 'json'] as const)('GU40 an export as %s says the same in a browser as in the app, and proves itself', async (format) => {
  const bytes = await exportVersion(await freeze(fullWorkshop(), ['en']), format, {})
  const name = `minutes.${format}`
  const here = await readVersionHere({ name, bytes })
  expect(here).toEqual(await readImport('version', { kind: 'bytes', name, bytes }))
  expect(here.kind === 'read' && judgeAlone(nodeSignatures, here.content).kind).toBe('unchanged')
})

test.each(unreadableVersions)('GU40 %s is refused in a browser as in the app', async (_what, name, bytes, kind) => {
  expect(await readVersionHere({ name, bytes })).toMatchObject({ kind: 'refused', refusal: { kind } })
})

test('GU40 an entry that is longer than it says gives no more than that, and refuses the file', async () => {
  const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
  const archive = zipSync({
    'word/document.xml': encode(`<w:document xmlns:w="w">${' '.repeat(100_000)}</w:document>`),
    '_rels/.rels': encode('<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>'),
  })
  // The size stands in the list of entries, 24 bytes behind its mark.
  const list = Buffer.from(archive).indexOf(Buffer.from([0x50, 0x4b, 1, 2]))
  const view = new DataView(archive.buffer, archive.byteOffset)
  expect(view.getUint32(list + 24, true)).toBeGreaterThan(100_000)
  view.setUint32(list + 24, 40, true)
  expect(await readVersionHere({ name: 'a.docx', bytes: archive })).toMatchObject({ kind: 'refused', refusal: { kind: 'damaged' } })
})
