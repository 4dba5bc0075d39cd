import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { electronPath } from '../helpers/electron-app.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'

const channelSource = path.join(import.meta.dirname, '../../shared/node/child-channel.ts')
/**
 * A thousand of every size around 771 bytes, of which 85 and one byte are the 64 KiB that are read at once: the very next message is cut
 * within its length. Larger ones are cut there less often, and of smaller ones the system does not hold 64 KiB.
 */
const messages = 96_000
const sizeOf = 'const sizeOf = (number) => 680 + Math.floor(number / 1_000)'

const childProgram = `
import { sendOver } from './child-channel.mjs'
${sizeOf}
let sent = 0
function sendSome() {
  for (let i = 0; i < 500; i += 1) {
    sendOver(process, { number: sent, bytes: new Uint8Array(sizeOf(sent)).fill(sent) })
    sent += 1
  }
  if (sent < ${messages}) setImmediate(sendSome)
}
sendSome()
process.on('disconnect', () => process.exit())
`

const parentProgram = `
import { fork } from 'node:child_process'
import { onMessageOver } from './child-channel.mjs'
${sizeOf}
const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
const child = fork(process.argv[2], [], { execPath: process.argv[3], env })
let arrived = 0
let quiet = setTimeout(end, 20_000)
function end() {
  process.stdout.write(String(arrived))
  child.kill()
  process.exit()
}
onMessageOver(child, ({ number, bytes }) => {
  if (number !== arrived || bytes.length !== sizeOf(number) || bytes.some((byte) => byte !== number % 256)) end()
  arrived += 1
  // So that the child is ahead, and what is read at once is full.
  if (arrived % 500 === 0) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10)
  quiet.refresh()
  if (arrived === ${messages}) end()
})
`

test('SY34 nothing is lost between the app and a plain Node child, however the messages come in pieces', () => {
  const folder = temporaryFolder()
  try {
    fs.writeFileSync(path.join(folder.path, 'child-channel.mjs'), stripTypeScriptTypes(fs.readFileSync(channelSource, 'utf8')))
    const [child = '', parent = ''] = Object.entries({ 'child.mjs': childProgram, 'parent.mjs': parentProgram }).map(([name, program]) => {
      const file = path.join(folder.path, name)
      fs.writeFileSync(file, program)
      return file
    })
    const arrived = execFileSync(electronPath(), [parent, child, process.execPath], { encoding: 'utf8', env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } })
    expect(Number(arrived)).toBe(messages)
  } finally {
    folder.remove()
  }
})
