/** Every format of a record of three hundred pages: time, memory, progress; and pandoc on the same content where it is installed. */
import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { exportFormats } from '../../shared/ipc/desktop-api.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { makeLargeRecord } from './large-record.ts'

/** From our HTML: pandoc reads it with its images, and has no other way to the same content. */
const pandocFormats = ['docx', 'odt', 'html', 'md'] as const

/** Figures by format, figure and unit: "pdf_cpuMs". */
export function exportLarge(): Readonly<Record<string, number>> {
  const folder = temporaryFolder()
  const figures: Record<string, number> = {}
  const note = (name: string, found: Readonly<Record<string, number>>): void => {
    for (const [figure, value] of Object.entries(found)) figures[`${name}_${figure}`] = value
    console.error(name, JSON.stringify(found))
  }
  try {
    const { workshop, images } = makeLargeRecord()
    fs.mkdirSync(path.join(folder.path, 'blobs'))
    for (const [id, bytes] of images) fs.writeFileSync(path.join(folder.path, 'blobs', id), bytes)
    fs.writeFileSync(path.join(folder.path, 'workshop.json'), JSON.stringify(workshop))
    for (const format of exportFormats) {
      note(format, JSON.parse(execFileSync(process.execPath, [path.join(import.meta.dirname, 'export-one.ts'), folder.path, format], { encoding: 'utf8' })) as Record<string, number>)
    }
    note('pdf', { pages: Number(/Pages:\s+(\d+)/.exec(spawnSync('pdfinfo', [path.join(folder.path, 'large.pdf.pdf')], { encoding: 'utf8' }).stdout)?.[1] ?? 0) })
    for (const format of pandocFormats) {
      const found = pandoc(path.join(folder.path, 'large.html.html'), path.join(folder.path, `pandoc.${format}`))
      if (found !== null) note(`pandoc_${format}`, found)
    }
    return figures
  } finally {
    folder.remove()
  }
}

/** CPU and memory of pandoc, as GNU time tells them; null where either is not installed. */
function pandoc(source: string, target: string): Readonly<Record<string, number>> | null {
  const { status, stderr } = spawnSync('/usr/bin/time', ['-f', '%U %S %M', 'pandoc', '--standalone', '--self-contained', source, '-o', target], { encoding: 'utf8' })
  const [, user, system, kilobytes] = /([\d.]+) ([\d.]+) (\d+)\s*$/.exec(stderr ?? '') ?? []
  if (status !== 0 || kilobytes === undefined) return null
  return { cpuMs: Math.round((Number(user) + Number(system)) * 1000), peakMB: Math.round(Number(kilobytes) / 1024), fileMB: Math.round(fs.statSync(target).size / 1e5) / 10 }
}
