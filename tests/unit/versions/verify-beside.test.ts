/** What stands beside the words of a file: pictures, links, numbers of lists, letterhead. */
import { beforeAll, describe, expect, test } from 'vitest'
import { gunzipSync, strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { nodeSignatures } from '../../../shared/node/node-signatures.ts'
import { minutesLanguages } from '../../../shared/minutes/labels-for.ts'
import { seenOf } from '../../../shared/verify/judge-beside.ts'
import { judgeAgainst, judgeAlone, picturesToRead, type Verdict } from '../../../shared/verify/verdict.ts'
import { besideDigest } from '../../../shared/versions/beside.ts'
import { canonicalJson } from '../../../shared/versions/canonical-json.ts'
import { decodeFrozen, encodeFrozen, type FrozenContent } from '../../../shared/versions/frozen-version.ts'
import { entryDigest, fingerprintOf, parseProof, proofText, type SealEntry } from '../../../shared/versions/seal.ts'
import type { WorkshopId } from '../../../shared/model/ids.ts'
import { base64 } from '../../../shared/render/pictures/image.ts'
import { sha256OfBytes } from '../../../shared/versions/fingerprint.ts'
import { besideImages, besideMeeting, forgedImage, titledBlob, titledImage } from '../../fixtures/beside.ts'
import { presentBlob, presentImage } from '../../fixtures/workshops.ts'
import { exportVersion, freeze, readVersion } from '../../helpers/frozen.ts'

const formats = ['docx', 'odt', 'html', 'md'] as const
type Format = (typeof formats)[number]

let content: FrozenContent
const files = new Map<Format, Uint8Array>()
beforeAll(async () => {
  content = await freeze(besideMeeting(), ['en'])
  for (const format of formats) files.set(format, await exportVersion(content, format, {}, besideImages))
})

async function alone(bytes: Uint8Array): Promise<Verdict> {
  const found = await readVersion(bytes)
  if (found === null) throw new Error('not readable')
  return judgeAlone(nodeSignatures, found)
}

/** Against a workshop that holds these pictures. */
async function against(bytes: Uint8Array, of = content, held: ReadonlyMap<string, Uint8Array> = besideImages): Promise<Verdict> {
  const found = await readVersion(bytes)
  if (found === null) throw new Error('not readable')
  const { fingerprint, seal } = of
  const version = { number: 1, fingerprint, blob: presentBlob, frozenAt: '', frozenBy: '', note: '', commentsUntil: '', isCorrected: false, follows: null, outcomes: [] }
  const seen = new Map(picturesToRead(found).flatMap((blob) => {
    const bytes = held.get(blob)
    const digest = bytes === undefined ? null : seenOf(blob, bytes)
    return digest === null ? [] : [[blob, digest] as const]
  }))
  return judgeAgainst(nodeSignatures, found, { versions: [version], contents: [of], approvals: [], context: { workshop: seal.workshop as WorkshopId, revokedAt: () => null }, seen })
}

/** What is said of a file, in short: alone and against the workshop, which must agree. */
async function said(bytes: Uint8Array): Promise<readonly string[]> {
  const verdicts = [await alone(bytes), await against(bytes)]
  const [first, second] = verdicts.map((verdict) =>
    verdict.kind === 'changed-beside' ? verdict.differences.map(({ kind }) => kind) : verdict.kind === 'unchanged' ? [verdict.kind, ...verdict.unproved.map(({ kind, count }) => `${kind} ${count}`)] : [verdict.kind])
  expect(second).toEqual(first)
  return first ?? []
}

function edited(format: Format, change: (text: string) => string, part: string = { docx: 'word/document.xml', odt: 'content.xml', html: '', md: '' }[format], bytes = files.get(format) ?? new Uint8Array()): Uint8Array {
  if (format === 'html' || format === 'md') {
    // Not in the proof, which says the same once more.
    const [text = '', proof = '', rest = ''] = strFromU8(bytes).split(/(<(?:meta name="|!-- )minuta-proof[^>]*>)/)
    const changed = [change(text), proof, change(rest)]
    if (changed[0] === text && changed[2] === rest) throw new Error('nothing to change')
    return strToU8(changed.join(''))
  }
  const entries = unzipSync(bytes)
  const text = strFromU8(entries[part] ?? new Uint8Array())
  const changed = change(text)
  if (changed === text) throw new Error('nothing to change')
  return zipSync({ ...entries, [part]: strToU8(changed) })
}

/** The file with the picture `from` in it exchanged for the bytes `to`. */
function withPicture(format: Format, from: Uint8Array, to: Uint8Array): Uint8Array {
  const ascii = (bytes: Uint8Array): string => strFromU8(base64(bytes))
  if (format === 'html' || format === 'md') return edited(format, (text) => text.replaceAll(ascii(from), ascii(to)))
  const entries = unzipSync(files.get(format) ?? new Uint8Array())
  const name = Object.keys(entries).find((entry) => sha256OfBytes(entries[entry] ?? new Uint8Array()) === sha256OfBytes(from))
  if (name === undefined) throw new Error('no such picture')
  return zipSync({ ...entries, [name]: to })
}

/** As another program names itself. */
function savedBy(format: 'docx' | 'odt', bytes: Uint8Array): Uint8Array {
  return format === 'docx'
    ? edited(format, (xml) => xml.replace(/\/>$/, '><Application>Other Words</Application></Properties>'), 'docProps/app.xml', bytes)
    : edited(format, (xml) => xml.replace('<meta:generator>Minuta<', '<meta:generator>Other Words<'), 'meta.xml', bytes)
}

const figure = {
  docx: /<w:p>(?:(?!<\/w:p>).)*<w:drawing>(?:(?!<\/w:p>).)*Two stalls.*?<\/w:p>/s,
  odt: /<text:p [^>]*><draw:frame(?:(?!<\/text:p>).)*Two stalls.*?<\/text:p>/s,
  html: /<img [^>]*alt="Two stalls"[^>]*>/,
  md: /!\[Two stalls\]\[[^\]]*\]/,
} as const

describe('pictures', () => {
  test.each(formats)('VF60 %s: those that were frozen are proved, alone and against the workshop', async (format) => {
    expect(await said(files.get(format) ?? new Uint8Array())).toEqual(['unchanged', 'pictures-missing 1'])
  })

  test.each(formats)('VF60 %s: one that was exchanged, taken out, added or described otherwise is named', async (format) => {
    expect(await said(withPicture(format, titledImage, forgedImage))).toEqual(['picture-replaced'])
    // One of the others in its place, too.
    expect(await said(withPicture(format, titledImage, presentImage))).toEqual(['picture-replaced'])
    const taken = figure[format].exec(strFromU8(format === 'html' || format === 'md' ? files.get(format) ?? new Uint8Array() : unzipSync(files.get(format) ?? new Uint8Array())[format === 'docx' ? 'word/document.xml' : 'content.xml'] ?? new Uint8Array()))?.[0] ?? ''
    expect(taken).not.toBe('')
    expect(await said(edited(format, (text) => text.replace(taken, '')))).toEqual(format === 'md' ? ['differs'] : ['picture-removed'])
    expect(await said(edited(format, (text) => text.replace(taken, `${taken}${format === 'md' ? '\n\n' : ''}${taken}`)))).toEqual(['picture-added'])
    expect(await said(edited(format, (text) => text.replace(figure[format], (drawn) => drawn.replaceAll('Two stalls', 'Ten stalls'))))).toEqual(['description'])
  })

  test.each(['docx', 'odt'] as const)('VF60 %s: what a program may have done to a picture by saving the file is not called a change, and not proved either', async (format) => {
    expect(await said(savedBy(format, withPicture(format, titledImage, forgedImage)))).toEqual(['unchanged', 'pictures-saved-again 1', 'pictures-missing 1'])
    // No program puts one of the others in its place.
    expect(await said(savedBy(format, withPicture(format, titledImage, presentImage)))).toEqual(['picture-replaced'])
  })

  test.each(formats)('VF61 %s: pictures of a public report, which hold nothing but what is seen, are proved against the workshop', async (format) => {
    const bytes = await exportVersion(content, format, { profile: 'public' }, besideImages)
    expect(await alone(bytes)).toMatchObject({ kind: 'unchanged', unproved: expect.arrayContaining([{ kind: 'pictures-against', count: 1 }]) })
    expect(await against(bytes)).toMatchObject({ kind: 'unchanged', unproved: [{ kind: 'pictures-missing', count: 1 }] })
    expect(await against(bytes, content, new Map())).toMatchObject({ kind: 'unchanged', unproved: expect.arrayContaining([{ kind: 'pictures-against', count: 1 }]) })
    // A workshop that holds something else under the name of the picture proves nothing.
    expect(await against(bytes, content, new Map([[titledBlob, forgedImage]]))).toMatchObject({ kind: 'unchanged', unproved: expect.arrayContaining([{ kind: 'pictures-against', count: 1 }]) })
  })

  test('VF85 in a public report that was saved again, a picture of the workshop in the place of another is an exchange', async () => {
    const entries = unzipSync(await exportVersion(content, 'docx', { profile: 'public' }, besideImages))
    const media = Object.keys(entries).filter((name) => name.startsWith('word/media/'))
    const other = media.find((name) => sha256OfBytes(entries[name] ?? new Uint8Array()) !== presentBlob) ?? ''
    for (const name of media) entries[name] = entries[other] ?? new Uint8Array()
    const verdict = await against(savedBy('docx', zipSync(entries)))
    expect(verdict.kind === 'changed-beside' && new Set(verdict.differences.map(({ kind }) => kind))).toEqual(new Set(['picture-replaced']))
  })

  test.each(formats)('VF62 %s: a picture that is missing is said, and so is another name in its place', async (format) => {
    expect(await said(await exportVersion(content, format, {}))).toEqual(['unchanged', `pictures-missing ${format === 'md' ? 4 : 5}`])
    expect(await said(edited(format, (text) => text.replace('flip-chart-2', 'flip-chart-3').replace('flip\\-chart\\-2', 'flip\\-chart\\-3')))).toEqual(['missing-name'])
  })
})

describe('links', () => {
  test.each(formats)('VF63 %s: where a link leads is proved', async (format) => {
    const relations = format === 'docx' ? 'word/_rels/document.xml.rels' : undefined
    expect(await said(edited(format, (text) => text.replaceAll('https://example.org/plan', 'https://example.com/plan'), relations))).toEqual(['link'])
    // As programs write an address when they save it again.
    expect(await said(edited(format, (text) => text.replaceAll('https://example.org/plan', 'HTTPS://Example.org/%70lan'), relations))).toEqual(['unchanged', 'pictures-missing 1'])
  })

  test.each([
    ['html', '<a href="https://example.com">point b</a>', 'point b'],
    ['md', '[point b](https://example.com)', 'point b'],
    ['odt', '<text:a xlink:type="simple" xlink:href="https://example.com">point b</text:a>', 'point b'],
    ['docx', '<w:fldSimple w:instr="HYPERLINK &quot;https://example.com&quot;"><w:r><w:t>point b</w:t></w:r></w:fldSimple>', '<w:r><w:t xml:space="preserve">point b</w:t></w:r>'],
  ] as const)('VF63 %s: a link that was added is named, one that was taken out as well', async (format, to, from) => {
    const linked = format === 'md' ? '<a href="https://example.com">point b</a>' : to
    expect(await said(edited(format, (text) => text.replace(from, linked)))).toEqual(['link'])
    const plain = { html: [/<a href="https:\/\/example.org\/plan">(.*?)<\/a>/g, '$1'], md: [/\[([^\]]*)\]\(https:\/\/example.org\/plan\)/g, '$1'], odt: [/<text:a [^>]*example.org\/plan[^>]*>(.*?)<\/text:a>/g, '$1'], docx: [/<w:hyperlink [^>]*r:id="[^"]*"[^>]*>((?:(?!<\/w:hyperlink>).)*>(?:the| plan)<.*?)<\/w:hyperlink>/g, '$1'] } as const
    expect(await said(edited(format, (text) => text.replaceAll(...(plain[format] as unknown as readonly [RegExp, string]))))).toEqual(['link'])
  })
})

describe('numbers of lists', () => {
  test.each([
    ['html', 'type="a"', 'type="A"', ''],
    ['html', 'start="3"', 'start="4"', ''],
    ['md', '3. ', '4. ', ''],
    ['md', 'type="i"', 'type="I"', ''],
    ['odt', 'text:start-value="3"', 'text:start-value="4"', 'content.xml'],
    ['odt', 'style:num-format="a"', 'style:num-format="A"', 'content.xml'],
    ['docx', '<w:startOverride w:val="3"/>', '<w:startOverride w:val="4"/>', 'word/numbering.xml'],
    ['docx', '<w:numFmt w:val="lowerLetter"/>', '<w:numFmt w:val="upperLetter"/>', 'word/numbering.xml'],
  ] as const)('VF64 %s: %s instead of %s is another number', async (format, from, to, part) => {
    const file = edited(format, (text) => text.replaceAll(from, to), ...(part === '' ? [] : [part]))
    expect(new Set(await said(file))).toEqual(new Set(['number']))
  })
})

describe('letterhead', () => {
  test.each([
    ['html', ''], ['docx', 'word/footer1.xml'], ['odt', 'styles.xml'],
  ] as const)('VF65 %s: what its lines say is proved', async (format, part) => {
    const parts = part === '' ? [] : [part]
    expect(await said(edited(format, (text) => text.replace('Larnaca', 'Lisbon'), ...parts))).toContain('letterhead')
    expect(await said(edited(format, (text) => text.replaceAll('Secretariat of the partnership', ''), ...parts))).toEqual(format === 'docx' ? ['unchanged', 'pictures-missing 1'] : ['letterhead'])
  })

  test.each([
    ['docx', 'word/header1.xml', '</w:p>', '<w:r><w:t> The budget is cancelled.</w:t></w:r></w:p>'],
    ['docx', 'word/footer2.xml', 'NUMPAGES', 'DOCPROPERTY Title'],
    ['odt', 'styles.xml', '<text:page-count>1</text:page-count>', '<text:title>The budget is cancelled</text:title>'],
    ['odt', 'styles.xml', '<style:header-first><text:p text:style-name="Header">', '<style:header-first><text:p text:style-name="Header">The budget is cancelled'],
  ] as const)('VF65 %s: words in the heads and feet of pages are not overlooked (%s: %s)', async (format, part, from, to) => {
    expect(await said(edited(format, (text) => text.replace(from, to), part))).toEqual(['letterhead'])
  })

  test.each(['html', 'docx', 'odt'] as const)('VF65 %s: its logo is a picture like the others', async (format) => {
    expect(await said(withPicture(format, presentImage, forgedImage))).toEqual(['picture-replaced', 'picture-replaced', 'picture-replaced'])
  })
})

describe('versions', () => {
  /** As versions were sealed before: without what stands beside the words. */
  function fromBefore(): FrozenContent {
    return sealedAgain(content.documents.map(({ minutes, entry }) => ({ minutes, entry: JSON.parse(JSON.stringify({ ...entry, beside: undefined })) as SealEntry })))
  }

  /** As it was before places were part of the list. */
  function withoutPlaces(): FrozenContent {
    return sealedAgain(content.documents.map(({ minutes, entry, beside }) => {
      if (beside === undefined) throw new Error('not sealed')
      const { places: _, ...older } = beside
      return { minutes, entry: { ...entry, beside: besideDigest(older) }, beside: older }
    }))
  }

  function sealedAgain(documents: FrozenContent['documents']): FrozenContent {
    const seal = { ...content.seal, documents: documents.map(({ entry }) => entryDigest(entry)).sort((a, b) => (a < b ? -1 : 1)) }
    return { seal, record: content.record, documents, fingerprint: fingerprintOf(seal) }
  }

  test.each(formats)('VF66 %s of a version from before this was sealed is still unchanged, and what is not proved of it is said', async (format) => {
    const before = fromBefore()
    expect(decodeFrozen(encodeFrozen(before), before.fingerprint)).toEqual({ ok: true, content: JSON.parse(canonicalJson(before)) })
    const bytes = await exportVersion(before, format, {}, besideImages)
    expect(await alone(bytes)).toMatchObject({ kind: 'unchanged', unproved: [{ kind: 'frozen-before', count: 1 }] })
    expect(await against(bytes, before)).toMatchObject({ kind: 'unchanged', unproved: [{ kind: 'frozen-before', count: 1 }] })
  })

  test.each(formats)('VF91 %s of a version from before places were sealed is still unchanged, and says that not all of it is proved', async (format) => {
    const before = withoutPlaces()
    expect(decodeFrozen(encodeFrozen(before), before.fingerprint)).toEqual({ ok: true, content: JSON.parse(canonicalJson(before)) })
    const bytes = await exportVersion(before, format, {}, besideImages)
    expect(await alone(bytes)).toMatchObject({ kind: 'unchanged', unproved: expect.arrayContaining([{ kind: 'frozen-before', count: 1 }]) })
  })

  test('VF86 a blob with this list says that it is of a newer layout than one without, whose bytes stay as they were', () => {
    const layoutOf = (of: FrozenContent): unknown => (JSON.parse(strFromU8(gunzipSync(encodeFrozen(of)))) as { layout: unknown }).layout
    expect([layoutOf(content), layoutOf(withoutPlaces()), layoutOf(fromBefore())]).toEqual([3, 2, 1])
  })

  test('VF66 a blob that says something else of pictures than its seal is refused', () => {
    const [first, ...others] = content.documents
    if (first?.beside === undefined) throw new Error('not sealed')
    const altered = { ...content, documents: [{ ...first, beside: { ...first.beside, pictures: [] } }, ...others] }
    expect(decodeFrozen(encodeFrozen(altered), content.fingerprint)).toEqual({ ok: false, problem: 'altered' })
  })

  test('VF67 a proof that says something else of pictures and links than the seal, or nothing, proves nothing', async () => {
    const html = strFromU8(withPicture('html', titledImage, forgedImage))
    const proof = parseProof((await readVersion(strToU8(html)))?.proof ?? '')
    if (proof?.beside === undefined) throw new Error('no proof')
    const { beside, ...bare } = proof
    const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`)
    const lying = { ...beside, pictures: beside.pictures.map((picture) => (picture.blob === titledBlob ? { ...picture, blob: sha256OfBytes(forgedImage) } : picture)) }
    for (const other of [bare, { ...proof, beside: lying }]) {
      const file = strToU8(html.replace(/(<meta name="minuta-proof" content=")[^"]*/, (_, start: string) => start + escaped(proofText(other))))
      expect((await alone(file)).kind).toBe('changed-around')
      expect((await against(file)).kind).toBe('changed-around')
    }
  })

  test.each(minutesLanguages)('VF68 in %s nothing that Minuta writes is called a change', async (language) => {
    const own = await freeze(besideMeeting(), [language])
    for (const { entry } of own.documents.filter(({ entry: { profile } }, index, all) => all.findIndex((other) => other.entry.profile === profile) === index)) {
      for (const format of formats) {
        const verdict = await against(await exportVersion(own, format, { ...entry, status: 'for-comments' }, besideImages), own)
        expect([entry.profile, format, verdict.kind, 'unproved' in verdict ? verdict.unproved.filter(({ kind }) => kind !== 'pictures-missing') : verdict]).toEqual([entry.profile, format, 'unchanged', []])
      }
    }
  }, 120_000)
})
