/** One export of the large record in a process of its own, as the exporter does it; prints its figures as JSON. `FOLDER FORMAT` */
import fs from 'node:fs'
import path from 'node:path'
import type { ExporterToShell } from '../../shared/ipc/exporter-messages.ts'
import { exportExtensions, type ExportFormat } from '../../shared/ipc/desktop-api.ts'
import { runExport } from '../../main/exporter/export-job.ts'

const [folder = '', format = ''] = process.argv.slice(2)
const workshop = fs.readFileSync(path.join(folder, 'workshop.json'), 'utf8')
const target = path.join(folder, `large.${format}.${exportExtensions[format as ExportFormat]}`)
const before = process.resourceUsage().maxRSS
const started = performance.now()
const cpu = process.cpuUsage()
const messages: { readonly at: number; readonly message: ExporterToShell }[] = []
await runExport({ type: 'render', request: { title: 'Large', workshop, format: format as ExportFormat, language: 'en' }, blobDirectory: path.join(folder, 'blobs'), target, draft: `${target}.part` }, (message) => messages.push({ at: performance.now() - started, message }))
const { user, system } = process.cpuUsage(cpu)
const last = messages.at(-1)?.message
if (last?.type !== 'saved') throw new Error(JSON.stringify(last).slice(0, 500))
const pauses = messages.map(({ at }, index) => at - (messages[index - 1]?.at ?? 0))
console.log(JSON.stringify({
  wallMs: Math.round(performance.now() - started), cpuMs: Math.round((user + system) / 1000), peakMB: Math.round(process.resourceUsage().maxRSS / 1024), startMB: Math.round(before / 1024),
  fileMB: Math.round(fs.statSync(target).size / 1e5) / 10, steps: messages.length - 1, longestStepMs: Math.round(Math.max(...pauses)),
}))
