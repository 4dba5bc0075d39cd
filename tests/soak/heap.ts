/** Loaded into an engine or a relay before anything else: when it is asked (SIGCONT), it writes how much of its heap is in use into the folder that the environment names. */
import fs from 'node:fs'
import path from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { heapInUse } from '../helpers/held-resources.ts'

// V8 gives back megabytes of code at once, at some time, and what grows meanwhile would not be seen.
setFlagsFromString('--no-flush-bytecode')

const folder = process.env['MINUTA_SOAK_HEAPS'] ?? ''

process.on('SIGCONT', () => {
  void heapInUse().then((bytes) => {
    const file = path.join(folder, String(process.pid))
    fs.writeFileSync(`${file}.new`, String(bytes))
    fs.renameSync(`${file}.new`, file)
  })
})
