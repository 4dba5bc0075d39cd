import fs from 'node:fs'
import path from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { OpenedFiles } from '../../../main/shell/opening/opened-files.ts'
import { parseShellState } from '../../../main/shell/shell-state.ts'
import { findWorkshopFiles, isWorkshopFile } from '../../../main/shell/opening/workshop-arguments.ts'

const found = (args: readonly string[], workingDirectory = '/home/ana'): readonly string[] => findWorkshopFiles(['/opt/Minuta/minuta', ...args], workingDirectory, false)
const foundOnWindows = (args: readonly string[], workingDirectory = String.raw`C:\Users\Ana`): readonly string[] =>
  findWorkshopFiles([String.raw`C:\Program Files\Minuta\Minuta.exe`, ...args], workingDirectory, true)

test.each<[string, readonly string[], readonly string[]]>([
  ['an absolute path', ['/media/stick/day.minuta'], ['/media/stick/day.minuta']],
  ['a path from where the program was started', ['day.minuta', './notes/../two.minuta'], ['/home/ana/day.minuta', '/home/ana/two.minuta']],
  ['an address', ['file:///media/my%20stick/%D9%88%D8%B1%D8%B4%D8%A9%20%231.minuta', 'FILE://localhost/x.minuta'], ['/media/my stick/ورشة #1.minuta', '/x.minuta']],
  ['any letters', ['/tmp/Réunion du 3 mai.minuta', '/tmp/ورشة العمل.minuta', '/tmp/100%25 #1?.minuta', '/tmp/a.MINUTA'], ['/tmp/Réunion du 3 mai.minuta', '/tmp/ورشة العمل.minuta', '/tmp/100%25 #1?.minuta', '/tmp/a.MINUTA']],
  ['several among switches', ['--no-sandbox', '/a.minuta', '--flag=/no.minuta', '.', '/b.minuta', '-psn_0_1.minuta'], ['/a.minuta', '/b.minuta']],
  ['names like switches', ['--ozone-platform=x11', './-a.minuta', '--', '-b.minuta', '--c.minuta'], ['/home/ana/-a.minuta', '/home/ana/-b.minuta', '/home/ana/--c.minuta']],
  ['nothing else', ['/opt/Minuta', 'day.minuta.pdf', 'minuta', 'record.json', 'https://example.org/day.minuta.html', ''], []],
])('SY49 the files that the system names are found among the arguments: %s', (_what, args, files) => {
  expect(found(args)).toEqual(files)
})

test('SY49 the program itself is no file, and what follows a link is none either', () => {
  expect(findWorkshopFiles(['/tmp/mounted.minuta'], '/', false)).toEqual([])
  expect(found(['minuta://join?workshop=a.minuta', '/etc/b.minuta'])).toEqual([])
})

test('SY49 an address of another computer names nothing elsewhere, and is told as missing here', () => {
  for (const url of ['file://host/share/a.minuta', 'smb://host/share/a.minuta']) expect(found([url])[0]).toMatch(/^\/home\/ana\/.*host\/share\/a\.minuta$/u)
  expect(foundOnWindows(['file://host/share/a.minuta'])[0]).toMatch(/^C:\\Users\\Ana\\/u)
  expect(found(['file:///a%2Fb.minuta'])).toEqual(['/home/ana/file:/a%2Fb.minuta'])
})

test('SY49 on Windows paths and addresses have letters of drives', () => {
  expect(foundOnWindows(['--allow-file-access-from-files', String.raw`D:\Mes ateliers\Réunion.minuta`, 'file:///D:/Mes%20ateliers/a.minuta', String.raw`..\Bo\b.minuta`]))
    .toEqual([String.raw`D:\Mes ateliers\Réunion.minuta`, String.raw`D:\Mes ateliers\a.minuta`, String.raw`C:\Users\Bo\b.minuta`])
})

test('SY49 of what macOS passes only workshop files count', () => {
  expect(['/a.minuta', '/A.Minuta', '/a.json', '/minuta'].map(isWorkshopFile)).toEqual([true, true, false, false])
})

test('SY52 packages of every system claim the ending of the files that are opened, and no other', () => {
  const builder = fs.readFileSync(path.join(import.meta.dirname, '../../../electron-builder.yml'), 'utf8')
  const claims = ['linux', 'mac', 'win'].map((system) => {
    const [section = ''] = new RegExp(String.raw`^${system}:\n(?:[ #].*\n)+`, 'mu').exec(builder) ?? []
    return [...section.matchAll(/^ {4}- ext: (?<ending>.+)$/gmu)].map(({ groups }) => groups?.['ending'] ?? '')
  })
  expect(claims).toEqual([['minuta'], ['minuta'], ['minuta']])
  expect(claims.flat().every((ending) => isWorkshopFile(`/a.${ending}`))).toBe(true)
})

test('SY50 a page is told names and tokens, each good once and for the page that took it', () => {
  const files = new OpenedFiles()
  const [page, other] = [{}, {}]
  files.add(['/home/ana/day.minuta', '/media/stick/day.minuta'])
  files.add(['/home/ana/day.minuta'])
  expect(files.names).toEqual(['day.minuta', 'day.minuta'])
  const [first, second] = files.take(page)
  expect([first?.name, second?.name, JSON.stringify([first, second]).includes('/')]).toEqual(['day.minuta', 'day.minuta', false])
  expect([files.names, files.take(other)]).toEqual([[], []])
  const token = second?.token ?? ''
  expect(() => files.redeem(other, token)).toThrow('not a file')
  expect(files.redeem(page, token)).toBe('/media/stick/day.minuta')
  for (const wrong of [token, '/home/ana/day.minuta', '']) expect(() => files.redeem(page, wrong)).toThrow('not a file')
  // What was left out is not kept for ever.
  files.take(page)
  expect(() => files.redeem(page, first?.token ?? '')).toThrow('not a file')
})

describe('what is kept for the next start', () => {
  let kept: readonly string[] = []
  const start = (...given: readonly string[]): OpenedFiles => {
    const files = new OpenedFiles()
    files.add(given)
    files.keep(kept, (next) => {
      kept = next
    })
    return files
  }
  beforeEach(() => {
    kept = []
  })

  test('SY70 what waits when Minuta ends is there at the next start, before what that start was given, and what was opened is not', () => {
    const first = start('/home/ana/day.minuta')
    expect(kept).toEqual(['/home/ana/day.minuta'])
    first.add(['/media/stick/two.minuta'])
    const second = start('/home/ana/three.minuta', '/home/ana/day.minuta')
    expect(second.names).toEqual(['day.minuta', 'two.minuta', 'three.minuta'])
    const page = {}
    for (const { token } of second.take(page)) second.redeem(page, token)
    expect([kept, start().names]).toEqual([[], []])
  })

  test('SY90 of several files those count that a page has begun to open: Minuta may end before it comes to the others', () => {
    const files = start('/a.minuta', '/b.minuta', '/c.minuta')
    const page = {}
    const [first] = files.take(page)
    files.redeem(page, first?.token ?? '')
    files.add(['/d.minuta'])
    expect([files.names, start().names]).toEqual([['d.minuta'], ['b.minuta', 'c.minuta', 'd.minuta']])
    // Asked again, the page has left the others out.
    files.take(page)
    expect(start().names).toEqual(['d.minuta'])
  })
})

test('SY70 of what was kept only paths of workshop files count', () => {
  expect(parseShellState({ waitingFiles: ['/a.minuta', '/etc/passwd', 7, null, 'b.minuta'] }).waitingFiles).toEqual(['/a.minuta'])
  expect(parseShellState({ waitingFiles: '/a.minuta' }).waitingFiles).toEqual([])
})

const build = path.join(import.meta.dirname, '../../../build')

/** Width and height that a PNG says of itself. */
function sizeOfPng(bytes: Buffer): readonly [number, number] {
  expect(bytes.subarray(0, 8)).toEqual(Buffer.from('89504e470d0a1a0a', 'hex'))
  return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)]
}

test('SY71 workshop files have an icon of their own on every system', () => {
  const builder = fs.readFileSync(path.join(build, '../electron-builder.yml'), 'utf8')
  const sizes = [16, 24, 32, 48, 64, 128, 256, 512]
  for (const size of sizes) {
    const file = `build/file-icons/${size}x${size}.png`
    expect(sizeOfPng(fs.readFileSync(path.join(build, '..', file)))).toEqual([size, size])
    expect(builder).toContain(`- ${file}=/usr/share/icons/hicolor/${size}x${size}/mimetypes/application-vnd.minuta.workshop.png`)
  }
  expect(builder).toMatch(/^mac:\n(?:[ #].*\n)+? {4}- ext: minuta\n(?: {6}.*\n)*? {6}icon: minuta\.icns$/mu)
  expect(builder).toMatch(/^win:\n(?:[ #].*\n)+? {4}- ext: minuta\n(?: {6}.*\n)*? {6}icon: minuta\.ico$/mu)

  const ico = fs.readFileSync(path.join(build, 'minuta.ico'))
  const pictures = Array.from({ length: ico.readUInt16LE(4) }, (_, index) => {
    const [length, at] = [ico.readUInt32LE(6 + 16 * index + 8), ico.readUInt32LE(6 + 16 * index + 12)]
    return sizeOfPng(ico.subarray(at, at + length))[0]
  })
  expect(pictures).toEqual(sizes.filter((size) => size <= 256))

  const icns = fs.readFileSync(path.join(build, 'minuta.icns'))
  expect([icns.toString('latin1', 0, 4), icns.readUInt32BE(4)]).toEqual(['icns', icns.length])
  const kinds: string[] = []
  for (let at = 8; at < icns.length; at += icns.readUInt32BE(at + 4)) {
    const [width, height] = sizeOfPng(icns.subarray(at + 8))
    kinds.push(`${icns.toString('latin1', at, at + 4)} ${width}`)
    expect(width).toBe(height)
  }
  expect(kinds).toEqual(['icp4 16', 'icp5 32', 'icp6 64', 'ic07 128', 'ic08 256', 'ic09 512', 'ic11 32', 'ic12 64', 'ic13 256', 'ic14 512'])
})
