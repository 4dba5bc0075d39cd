/** `export FILE.minuta --format FORMAT -o FILE [--lang LANGUAGE]`: the minutes of a workshop, in any format, without Electron. */
import { createReadStream } from 'node:fs'
import { parseArgs } from 'node:util'
import type * as Y from 'yjs'
import { countLeftOut, readCheckedApprovals } from '../../shared/document/versions/approvals.ts'
import { readVersions, versionStatus } from '../../shared/document/versions/versions.ts'
import { readWorkshop, readWorkshopId } from '../../shared/document/read-workshop.ts'
import { exportFormats, type ExportFormat } from '../../shared/ipc/desktop-api.ts'
import { minutesLanguages } from '../../shared/minutes/labels-for.ts'
import { profiles, type Notice } from '../../shared/minutes/minutes.ts'
import { attributions } from '../../shared/model/workshop.ts'
import type { FrozenVersion } from '../../shared/model/versions.ts'
import type { ExportSource } from '../../shared/render/document-pieces.ts'
import { streamFrozen, FrozenError } from '../../shared/render/export-frozen.ts'
import type { FrozenRequest } from '../../shared/versions/frozen-request.ts'
import { streamMinutes, type ExportStream } from '../../shared/render/export-format.ts'
import { PdfError } from '../../shared/render/pdf/pdf.ts'
import { assertNever } from '../../shared/util/assert-never.ts'
import { nodeSignatures } from '../../shared/node/node-signatures.ts'
import { badInput, badUsage } from './cli-error.ts'
import { writeOutput } from './files.ts'
import { openWorkshop } from './open-workshop.ts'
import { tell } from './terminal.ts'
import { openSha256 } from '../../shared/node/open-sha256.ts'
import { openTypst } from '../../shared/node/typst.ts'
import { exportUsage } from './usages.ts'

export async function runExport(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      format: { type: 'string' }, output: { type: 'string', short: 'o' }, lang: { type: 'string', default: 'en' },
      version: { type: 'string' },
      profile: { type: 'string', default: 'full' }, attribution: { type: 'string' }, organisation: { type: 'string', default: '' },
    },
    allowPositionals: true,
  })
  const [input, ...others] = positionals
  const { format, output, lang, organisation } = values
  if (input === undefined || others.length > 0 || format === undefined || output === undefined) throw badUsage(`usage: ${exportUsage}`)
  if (!isExportFormat(format)) throw badUsage(`"${format}" is not a format; there are ${exportFormats.join(', ')}`)
  if (!minutesLanguages.some((language) => language === lang)) throw badUsage(`"${lang}" is not a language of the minutes; there are ${minutesLanguages.join(', ')}`)
  const profile = profiles.find((known) => known === values.profile)
  if (!profile) throw badUsage(`"${values.profile}" is not a profile; there are ${profiles.join(', ')}`)
  if (profile === 'letter' && organisation.trim() === '') throw badUsage('a letter is for an organisation: --organisation NAME')
  const attribution = attributions.find((known) => known === values.attribution)
  if (!attribution && values.attribution !== undefined) throw badUsage(`"${values.attribution}" is not an attribution; there are ${attributions.join(', ')}`)
  const { doc, responses, file, close } = await openWorkshop(input)
  try {
    const source: ExportSource = {
      readBlob: (blob) => Promise.resolve(file.blobs.get(blob) ?? null),
      openPdfCompiler: openTypst,
      openSha256,
      handOver: () => createReadStream(input),
    }
    const stream: ExportStream = values.version === undefined
      ? streamMinutes(readWorkshop(doc, responses), format, { language: lang, profile, organisation, ...(attribution && { attribution }) }, source)
      : await streamFrozen({ ...frozenVersion(doc, values.version, input), profile, language: lang, organisation }, format, source).catch((error: unknown) => {
        throw error instanceof FrozenError ? badInput(`${input}: ${error.message}`) : error
      })
    const { pieces, missing, notices, isEmpty } = stream
    await writeOutput(output, pieces, [input]).catch((error: unknown) => {
      throw error instanceof PdfError ? badInput(`${input}: no PDF can be made of this workshop: ${error.message}`) : error
    })
    // On stderr: what was asked for is done, but somebody should know.
    for (const name of missing) tell(`not included: ${name}`)
    for (const notice of notices) tell(noticeText(notice))
    if (isEmpty) tell(`${output} is empty: ${format === 'ics' ? 'no open action of these minutes has a full date, and neither has the next meeting' : 'these minutes have no registers to make tables of'}`)
  } finally {
    close()
  }
  return 0
}

/** The version of this number, or the last one, as it stands now. */
function frozenVersion(doc: Y.Doc, wanted: string, input: string): Omit<FrozenRequest, 'profile' | 'language' | 'organisation'> {
  const versions = readVersions(doc)
  const version: FrozenVersion | undefined = wanted === 'last' ? versions.at(-1) : versions.find(({ number }) => String(number) === wanted)
  if (version === undefined) throw badInput(`${input}: there is no frozen version ${wanted}; there are ${versions.length}`)
  const leftOut = countLeftOut(doc, version.fingerprint)
  if (leftOut > 0) tell(`not included: ${leftOut} approvals, more than are read`)
  const approvals = readCheckedApprovals(nodeSignatures, readWorkshopId(doc), doc).filter((approval) => approval.version === version.fingerprint)
  return { blob: version.blob, fingerprint: version.fingerprint, number: version.number, status: versionStatus(version, approvals), approvals }
}

function noticeText({ kind, title, name }: Notice): string {
  switch (kind) {
    case 'unknown-content':
      return `only its text is included: "${name}" in "${title}", which this version does not know`
    case 'unsafe-link':
      return `only its text is included: a link in "${title}" to ${name}`
    case 'stale-translation':
      return `a translation in "${title}" is older than its text: "${name}"`
    case 'lost-link':
      return `a link in "${title}" has no place in the translation: ${name}`
    default:
      return assertNever(kind, 'notice')
  }
}

function isExportFormat(text: string): text is ExportFormat {
  return exportFormats.some((format) => format === text)
}
