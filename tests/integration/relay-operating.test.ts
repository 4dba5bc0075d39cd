/** What whoever runs a relay does with it: copies its data while it runs, puts it behind a proxy, starts it with what does not fit. */
import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { isRoomFor } from '../../server/copy-on-signal.ts'
import { makeCertificate } from '../../shared/node/certificate.ts'
import { nodeSqlitePlatform } from '../../shared/node/sqlite-platform.ts'
import { drain, walkDatabase } from '../../shared/storage/walk-database.ts'
import { programs } from '../helpers/programs.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { folderFor, releasesOfEach } from '../helpers/releases.ts'
import { AckedClient, stockClient } from '../helpers/stock-client.ts'
import { when } from '../helpers/when.ts'

const room = 'operated-room'

describe('the life of whoever runs a relay', () => {
  const releases = releasesOfEach()

  const folder = (): string => folderFor(releases)
  const start = async (data: string, options?: readonly string[]): Promise<RelayProcess> => {
    const relay = await RelayProcess.start(data, options)
    releases.push(() => relay.kill())
    return relay
  }

  it('RL50: a running relay copies its database when it is told to, and people go on; another relay starts from the copy with all that was acknowledged before', async () => {
    const data = folder()
    const relay = await start(data)
    const ana = new AckedClient(relay.url, room)
    releases.push(() => ana.destroy())
    await when('in', () => ana.provider.synced)
    // More than is copied at a time.
    ana.note('long', () => ana.text.insert(0, 'x'.repeat(3_000_000)))
    await when('stored', () => ana.acked.has('long'))
    for (let round = 1; round <= 2; round += 1) {
      process.kill(relay.pid, 'SIGUSR2')
      for (let word = 0; !relay.log.some((line) => line.includes('"copied"') && relay.log.filter((other) => other.includes('"copied"')).length === round); word += 1) {
        const value = `round ${round} word ${word};`
        ana.note(value, () => ana.text.insert(0, value))
        await when('stored while the copy is made', () => ana.acked.has(value))
      }
    }
    await relay.kill()
    const elsewhere = folder()
    copyFileSync(join(data, 'relay.sqlite.copy'), join(elsewhere, 'relay.sqlite'))
    expect(drain(walkDatabase(nodeSqlitePlatform, join(elsewhere, 'relay.sqlite')))).toEqual([room])
    const second = await start(elsewhere)
    const ben = stockClient(second.url, room)
    releases.push(() => ben.destroy())
    await when('everything', () => ben.provider.synced)
    const text = ben.text.toJSON()
    expect(text).toContain('x'.repeat(3_000_000))
    // Whole up to some moment of the second copy.
    expect(text.slice(0, -3_000_000).split(';').filter((word) => word.startsWith('round 1')).length).toBe([...ana.acked].filter((word) => word.startsWith('round 1')).length)
    expect(ana.text.toJSON().endsWith(text)).toBe(true)
    expect(ben.doc.store.pendingStructs).toBeNull()
  })

  it('RL50: a copy that cannot be made is a line in the log, leaves the one before, and the relay goes on', async () => {
    const data = folder()
    const relay = await start(data)
    mkdirSync(join(data, 'relay.sqlite.copy', 'in-the-way'), { recursive: true })
    process.kill(relay.pid, 'SIGUSR2')
    await when('it says so', () => relay.log.some((line) => line.includes('"copy-failed"')))
    expect((await fetch(`${relay.httpUrl}/healthz`)).status).toBe(200)
    expect(await relay.stop()).toBe(0)
  })

  it('RL72: of a copy that a kill cut short nothing is left with the next start; where that cannot be, it is no start, and not half of one', async () => {
    const data = folder()
    for (const name of ['relay.sqlite.copy', 'relay.sqlite.copy-draft', 'relay.sqlite.copy-draft-journal']) writeFileSync(join(data, name), name)
    const relay = await start(data)
    expect(readdirSync(data).filter((name) => name.includes('copy'))).toEqual(['relay.sqlite.copy'])
    expect(await relay.stop()).toBe(0)
    mkdirSync(join(data, 'relay.sqlite.copy-draft', 'in-the-way'), { recursive: true })
    const starting = promisify(execFile)(process.execPath, [programs.relay, '--data', data, '--port', '0'], { timeout: 10_000 })
    await expect(starting).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^minuta relay: [^\n]+relay\.sqlite\.copy-draft[^\n]*\n$/) as unknown })
  })

  it('RL50: a copy for which there is no space beside what rooms need is not begun', () => {
    const mib = 1024 * 1024
    expect([isRoomFor(10 * mib, 200 * mib), isRoomFor(10 * mib, 100 * mib), isRoomFor(10 * mib, 0), isRoomFor(4_096 * mib, 4_200 * mib)]).toEqual([true, true, false, true])
    expect([isRoomFor(10 * mib, 11 * mib), isRoomFor(4_096 * mib, 4_100 * mib)]).toEqual([false, false])
  })

  it('RL55: on a disk that is full a database that cannot be opened is called full, in one line', async () => {
    const data = folder()
    const relay = await start(data)
    expect(await relay.stop()).toBe(0)
    // No file may grow beyond this: not the one in which SQLite keeps the index of its log (Linux).
    const opening = promisify(execFile)('prlimit', ['--fsize=16000', process.execPath, programs.relay, '--data', data, '--port', '0'], { timeout: 20_000 })
    await expect(opening).rejects.toMatchObject({ code: 1, stderr: expect.stringMatching(/^minuta relay: opening .+ \(full\)\n$/) as unknown })
  })

  it('RL54: the data folder that it makes is for its owner only (Linux, macOS)', async () => {
    const data = join(folder(), 'made', 'here')
    await start(data)
    expect(statSync(data).mode & 0o777).toBe(0o700)
  })

  it('RL53: behind a folder of a proxy its health is found where its rooms are', async () => {
    const pages = folder()
    writeFileSync(join(pages, 'index.html'), '<title>Guests</title>')
    const relay = await start(folder(), ['--access', 'open', '--pages', pages])
    for (const path of ['/healthz', '/minuta/healthz', '/a/b/healthz']) {
      const answer = await fetch(`${relay.httpUrl}${path}`)
      expect([path, answer.status, (await answer.text()).split('\n')[0]]).toEqual([path, 200, 'ok'])
    }
    expect((await fetch(`${relay.httpUrl}/unhealthz`)).status).toBe(404)
    const ana = stockClient(`${relay.url}/minuta`, room, new Y.Doc())
    releases.push(() => ana.destroy())
    await when('in', () => ana.provider.synced)
  })

  it('RL21: a key and a certificate that do not go together, or are none, are one line that names the files, and exit code 1; a name that is none is bad usage', async () => {
    const data = folder()
    const [one, other] = [await makeCertificate(), await makeCertificate()]
    for (const [name, text] of [['key.pem', one.key], ['cert.pem', one.certificate], ['other.pem', other.certificate], ['words.pem', 'no key at all']] as const) writeFileSync(join(data, name), text)
    const run = async (...args: string[]): Promise<{ code: number; stderr: string }> => {
      try {
        await promisify(execFile)(process.execPath, [programs.relay, '--data', join(data, 'relay'), '--port', '0', ...args], { timeout: 20_000 })
        return { code: 0, stderr: '' }
      } catch (error) {
        return error as { code: number; stderr: string }
      }
    }
    for (const [key, certificate, words] of [
      ['key.pem', 'other.pem', 'the key is not that of the certificate'],
      ['words.pem', 'cert.pem', 'no private key that can be read (PEM, without a passphrase)'],
      ['key.pem', 'words.pem', 'no certificate that can be read (PEM)'],
    ] as const) {
      const { code, stderr } = await run('--tls-key', join(data, key), '--tls-cert', join(data, certificate))
      expect([code, stderr.split('\n').length]).toEqual([1, 2])
      expect(stderr).toContain(words)
      expect(stderr).toContain(join(data, 'words.pem' === certificate ? certificate : key))
    }
    for (const name of ['relay.example:', 'relay.example:99999', '[::1', 'relay..example:x']) {
      const { code, stderr } = await run('--public-host', name)
      expect([name, code, stderr.split('\n').length]).toEqual([name, 2, 2])
    }
  })
})
