/** Photographs in a PDF: the memory that it takes to put them there, and that each of them is there. */
import { describe, expect, test } from 'vitest'
import { exportMinutes } from '../../shared/render/export-format.ts'
import { openSha256 } from '../../shared/node/open-sha256.ts'
import { openTypst } from '../../shared/node/typst.ts'
import type { BlobId } from '../../shared/model/ids.ts'
import { greyPhotograph } from '../fixtures/photograph.ts'
import { image } from '../fixtures/rich.ts'
import { board, emptyWorkshop, withBoards } from '../fixtures/workshops.ts'

const megabyte = 1024 * 1024

/** Twelve megapixels each: 36 MB of pixels in a file of 0.14 MB. */
function photographs(count: number): ReadonlyMap<BlobId, Uint8Array> {
  return new Map(Array.from({ length: count }, (_, index) => [index.toString(16).padStart(64, '0') as BlobId, greyPhotograph(4000, 3000, index)]))
}

async function pdfOf(images: ReadonlyMap<BlobId, Uint8Array>) {
  const workshop = withBoards(emptyWorkshop('Photographs'), [board('b', 'The walls', null, [...images.keys()].map((id) => image(id, 'A wall', `Wall ${id.slice(-2)}`)))])
  return exportMinutes(workshop, 'pdf', { language: 'en' }, { readBlob: (blob) => Promise.resolve(images.get(blob) ?? null), openPdfCompiler: openTypst, openSha256 })
}

function imagesIn(pdf: Uint8Array): number {
  return Buffer.from(pdf).toString('latin1').split('/Subtype /Image').length - 1
}

describe('photographs in a PDF (EX13)', () => {
  test('take the memory of their files and not of their pixels', async () => {
    await pdfOf(photographs(1))
    const before = process.memoryUsage.rss()
    const { content, missing } = await pdfOf(photographs(20))
    // Their pixels would be 720 MB.
    expect(process.memoryUsage.rss() - before).toBeLessThan(300 * megabyte)
    expect(missing).toEqual([])
    expect(imagesIn(content)).toBe(20)
  })

  test('one that is damaged is named as missing, and the others are there', async () => {
    const [first, ...others] = photographs(3)
    if (first === undefined) throw new Error('no photograph')
    const [id, bytes] = first
    const { content, missing } = await pdfOf(new Map([[id, Uint8Array.from([...bytes.subarray(0, 130), ...Array.from({ length: 300 }, () => 0x5a)])], ...others]))
    expect(missing).toHaveLength(1)
    expect(imagesIn(content)).toBe(2)
  })
})
