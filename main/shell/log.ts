/** The log file of the app: what processes did and why they failed. Never a name, a title or a word of a workshop. */
import fs from 'node:fs'
import path from 'node:path'

const maxLogBytes = 1024 * 1024

let logFile: string | null = null

/** Opens `directory`/minuta.log; the previous log is kept as minuta.1.log once it has grown large. Never throws: nobody is kept from their workshops by a log. */
export function openLog(directory: string): void {
  const file = path.join(directory, 'minuta.log')
  try {
    fs.mkdirSync(directory, { recursive: true })
    if (fs.existsSync(file) && fs.statSync(file).size > maxLogBytes) fs.renameSync(file, path.join(directory, 'minuta.1.log'))
  } catch (error) {
    process.stderr.write(`log: ${String(error)}\n`)
  }
  logFile = file
}

function write(level: 'info' | 'error', message: string): void {
  const line = `${new Date().toISOString()} ${level} ${message}\n`
  if (level === 'error') process.stderr.write(line)
  if (logFile === null) return
  try {
    fs.appendFileSync(logFile, line)
  } catch (error) {
    // A full disk must not take the app down with its log.
    process.stderr.write(`log: ${String(error)}\n`)
  }
}

export const log = {
  info: (message: string): void => write('info', message),
  error: (message: string): void => write('error', message),
}
