/**
 * Every format of a record of three hundred pages: time, memory, progress; photographs in a PDF; and pandoc on the same content where it is
 * installed, each beside ours.
 */
import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { exportFormats, type ExportFormat } from '../../shared/ipc/desktop-api.ts'
import { compileMinutes } from '../../shared/minutes/compile.ts'
import { htmlWithPlaces } from '../../shared/render/html/html.ts'
import { imageHead } from '../../shared/render/pictures/image.ts'
import { greyPhotograph } from '../fixtures/photograph.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { makeLargeRecord, type LargeRecord } from './large-record.ts'

/** What pandoc writes as well, images in the file as in ours. */
const pandocTargets: Readonly<Partial<Record<ExportFormat, readonly string[]>>> = { docx: ['--standalone'], odt: ['--standalone'], html: ['--self-contained'] }
/** Of processor time; pandoc is ended then. */
const pandocSeconds = 240
/** Of address space; more of it has brought machines to a halt. */
const pandocKilobytes = 6_000_000
/** As a telephone takes them. */
const photographSize = [4000, 3000] as const

type Figures = Readonly<Record<string, number>>

/** Figures by format, figure and unit: "pdf_cpuMs". */
export function exportLarge(): Figures {
  const folder = temporaryFolder()
  const figures: Record<string, number> = {}
  const note = (name: string, found: Figures): void => {
    for (const [figure, value] of Object.entries(found)) figures[`${name}_${figure}`] = value
    console.error(name, JSON.stringify(found))
  }
  try {
    const record = makeLargeRecord()
    const blobFile = (id: string): string => path.join(folder.path, 'blobs', id)
    fs.mkdirSync(path.join(folder.path, 'blobs'))
    for (const [id, bytes] of record.images) fs.writeFileSync(blobFile(id), bytes)
    fs.writeFileSync(path.join(folder.path, 'workshop.json'), JSON.stringify(record.workshop))
    const source = writePandocSource(folder.path, record)
    for (const format of exportFormats) {
      note(format, exportOne(folder.path, format))
      const options = pandocTargets[format]
      const found = options && pandoc(source, path.join(folder.path, `pandoc.${format}`), options)
      if (found) note(`pandoc_${format}`, found)
    }
    note('pdf', { pages: Number(/Pages:\s+(\d+)/.exec(spawnSync('pdfinfo', [path.join(folder.path, 'large.pdf.pdf')], { encoding: 'utf8' }).stdout ?? '')?.[1] ?? 0) })
    // The same record, with what telephones take in the place of its pictures.
    for (const [index, id] of [...record.images.keys()].entries()) fs.writeFileSync(blobFile(id), greyPhotograph(...photographSize, index))
    fs.rmSync(path.join(folder.path, 'large.pdf.pdf'))
    note('pdfOfPhotographs', exportOne(folder.path, 'pdf'))
    return figures
  } finally {
    folder.remove()
  }
}

function exportOne(folder: string, format: ExportFormat): Figures {
  return JSON.parse(execFileSync(process.execPath, [path.join(import.meta.dirname, 'export-one.ts'), folder, format], { encoding: 'utf8' })) as Figures
}

/**
 * Our HTML with its images as files beside it: what pandoc reads best. With the images inside (247 MB of text) it is not done in five
 * minutes, which says something about it, and nothing about the documents that it writes.
 */
function writePandocSource(folder: string, { workshop, images }: LargeRecord): string {
  const heads = new Map([...images].map(([id, bytes]) => [id, imageHead(bytes)]))
  const { content } = htmlWithPlaces(compileMinutes(workshop, { language: 'en' }), heads)
  fs.mkdirSync(path.join(folder, 'images'))
  for (const [id, bytes] of images) fs.writeFileSync(path.join(folder, 'images', `${id}.png`), bytes)
  const file = path.join(folder, 'source.html')
  // The place of an image is its id between two NULs (`embedded-images.ts`).
  fs.writeFileSync(file, content.replace(/data:image\/png;base64,\0([0-9a-f]{64})\0/g, 'images/$1.png'))
  return file
}

/** Processor time and memory of pandoc, as GNU time tells them, and whether it was ended before it was done; null where either is not installed. */
function pandoc(source: string, target: string, options: readonly string[]): Figures | null {
  const command = ['/usr/bin/time', '-f', '%U %S %M', 'pandoc', ...options, path.basename(source), '-o', target]
  const { status, stderr } = spawnSync('/bin/sh', ['-c', `ulimit -t ${pandocSeconds}; ulimit -v ${pandocKilobytes}; exec "$@"`, 'sh', ...command], { encoding: 'utf8', cwd: path.dirname(source) })
  const [, user, system, kilobytes] = /([\d.]+) ([\d.]+) (\d+)\s*$/.exec(stderr ?? '') ?? []
  if (kilobytes === undefined) return null
  return {
    cpuMs: Math.round((Number(user) + Number(system)) * 1000), peakMB: Math.round(Number(kilobytes) / 1024),
    fileMB: fs.existsSync(target) ? Math.round(fs.statSync(target).size / 1e5) / 10 : 0, isDone: status === 0 ? 1 : 0,
  }
}
