/** Registers, calendar and meeting pack, read by programs that are not ours. */
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { array, assert, constantFrom, property } from 'fast-check'
import { strFromU8, unzipSync } from 'fflate'
import ICAL from 'ical.js'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ExportFormat } from '../../shared/ipc/desktop-api.ts'
import { dateNamedIn } from '../../shared/minutes/dates-in-words.ts'
import { formatPartialDate } from '../../shared/minutes/dates.ts'
import { minutesLanguages } from '../../shared/minutes/labels-for.ts'
import type { MatterId, OutcomeId, WorkshopId } from '../../shared/model/ids.ts'
import { noResponses, type Vote } from '../../shared/model/responses.ts'
import type { Matter, Workshop } from '../../shared/model/workshop.ts'
import { openSha256 } from '../../shared/node/open-sha256.ts'
import { ZipWriter } from '../../shared/render/zip-writer.ts'
import { openTypst } from '../../shared/node/typst.ts'
import { guardFormula, unguardFormula } from '../../shared/render/registers/csv.ts'
import { exportMinutes } from '../../shared/render/export-format.ts'
import { openPoints } from '../../shared/series/open-points.ts'
import { outcome, p } from '../fixtures/rich.ts'
import { board, emptyWorkshop, fullImages, fullWorkshop, presentImage, singleBoardWorkshop, withBoards } from '../fixtures/workshops.ts'

function exported(workshop: Workshop, format: ExportFormat, language = 'en', onProgress?: (progress: { readonly done: number; readonly total: number; readonly step: string }) => void) {
  return exportMinutes(workshop, format, { language }, {
    readBlob: (blob) => Promise.resolve(fullImages.get(blob) ?? null),
    openPdfCompiler: openTypst, openSha256,
    ...(onProgress === undefined ? {} : { onProgress }),
  })
}

const plainSource = { readBlob: () => Promise.resolve(null), openPdfCompiler: openTypst, openSha256 }

async function registers(workshop: Workshop, language = 'en'): Promise<Readonly<Record<string, string>>> {
  const { content } = await exported(workshop, 'csv', language)
  return Object.fromEntries(Object.entries(unzipSync(content)).map(([name, bytes]) => [name, Buffer.from(bytes).toString('utf8')]))
}

/** As a program reads it: cells, with what guards against formulas taken away. */
function rowsOf(csv: string): readonly (readonly string[])[] {
  const { data, errors } = Papa.parse<string[]>(csv.replace(/^\uFEFF/, ''), { skipEmptyLines: true })
  expect(errors).toEqual([])
  return data.map((cells) => cells.map((cell) => unguardFormula(cell)))
}

const dangerous = ['=1+1', '+cmd', '-2', '@SUM(A1)', '\t=1', '\r=1', "'=1", "''+1", ' =1', '＝1', 'x;=1', 'x\n@y', 'a;\t-b', '- a point', 'plain', "it's", '']

describe('registers as CSV (EX4)', () => {
  test('every register is a file, in UTF-8 with a mark, with lines as RFC 4180 has them', async () => {
    const files = await registers(fullWorkshop())
    expect(Object.keys(files).sort()).toEqual([
      'actions.csv', 'announcements.csv', 'attendance.csv', 'decisions.csv', 'documents.csv', 'figures.csv', 'organisations.csv', 'parked.csv', 'programme.csv', 'proposals.csv', 'questions.csv', 'quotations.csv', 'recommendations.csv', 'votes.csv',
    ])
    for (const csv of Object.values(files)) {
      expect(csv.startsWith('\uFEFF"')).toBe(true)
      expect(csv.endsWith('"\r\n')).toBe(true)
    }
    expect(rowsOf(files['actions.csv'] ?? '')).toEqual([
      ['No.', 'Action', 'Owner', 'Due', 'Status', 'Section'],
      ['A-1', 'Send the report to every region.', 'Paul-André Santoni', '2026-09-30', 'Open', 'Welcome'],
    ])
  })

  test.each(['en', 'ar'] as const)('EX32: every date that is known as one is ISO 8601, whatever it is the date of, also among fields that share a column on paper: %s', async (language) => {
    const dated = [
      outcome('d', 'decision', 'Open the call.', { effective: '2027-01-01', addressee: 'All', method: 'consensus', basis: 'Article 3', supersedes: '2025/D-1', confidential: 'yes' }),
      outcome('e', 'decision', 'Close it.', { effective: 'in spring' }), outcome('n', 'announcement', 'The call.', { due: '2027-05-01' }), outcome('t', 'document', 'The report.', { date: '2026-12-31' }),
    ]
    const files = await registers(withBoards(emptyWorkshop('T'), [board('b', 'Notes', null, dated)]), language)
    expect(rowsOf(files['decisions.csv'] ?? '').slice(1).map((cells) => cells.filter((cell) => /2027-|spring/.test(cell)))).toEqual([['2027-01-01'], ['in spring']])
    expect(rowsOf(files['announcements.csv'] ?? '')[1]).toContain('2027-05-01')
    expect(rowsOf(files['documents.csv'] ?? '')[1]).toContain('2026-12-31')
  })

  test('votes of the record and votes of the room in detail are two files', async () => {
    const vote: Vote = {
      id: 'f' as OutcomeId, question: 'Where do we meet?', board: null, at: 0, isOpen: false, ballotCount: 3, lateCount: 0, options: [{ id: 'a', label: 'Bastia', ballots: 3, hands: null, total: 3 }],
    }
    const recorded = withBoards(emptyWorkshop('T'), [board('b', 'Notes', null, [outcome('v', 'vote', 'Adopt the charter?', { inFavour: '12' })])])
    const files = await registers({ ...recorded, floor: { ...noResponses, votes: [vote] } })
    expect(Object.keys(files).sort()).toEqual(['vote-details.csv', 'votes.csv'])
    expect(files['votes.csv']).toContain('Adopt the charter?')
    expect(files['vote-details.csv']).toContain('Bastia')
  })

  test('no cell is a formula, wherever a spreadsheet parts cells, and each reads back as typed', async () => {
    const boards = [board('b', 'Notes', null, dangerous.map((words, index) => outcome(`d${index}`, 'decision', words === '' ? 'x' : words)))]
    const csv = (await registers(withBoards(singleBoardWorkshop('T', []), boards)))['decisions.csv'] ?? ''
    for (const delimiter of [',', ';', '\t']) {
      const cells = csv.split(/\r\n|\n|\r/).flatMap((line) => line.split(delimiter)).map((cell) => cell.replace(/^"/, ''))
      expect(cells.filter((cell) => /^[=+\-@＝＋－＠]/.test(cell))).toEqual([])
    }
    // Minutes know one kind of line end.
    const typed = dangerous.map((words) => (words === '' ? 'x' : words).replaceAll('\r', '\n'))
    expect(rowsOf(csv).slice(1).map((cells) => cells[1])).toEqual(typed)
  })

  test('guarding is undone exactly, whatever was typed', () => {
    assert(
      property(array(constantFrom('=', '+', '-', '@', "'", ';', '\t', '\n', '\r', ' ', ',', 'a', '＝', '"')).map((parts) => parts.join('')), (text) => {
        const guarded = guardFormula(text)
        expect(unguardFormula(guarded)).toBe(text)
        expect(guarded).not.toMatch(/(?:^|[;\t\r\n])[=+\-@＝]/)
      }),
      { seed: 4, numRuns: 2000 },
    )
  })
})

describe('calendar (EX5)', () => {
  const withNext = (nextMeeting: string): Workshop => {
    const workshop = fullWorkshop()
    return { ...workshop, details: { ...workshop.details, title: 'Chaînes, courtes; et — «longues»\\ '.repeat(6), nextMeeting, date: { year: 2026, month: 9, day: 19 } } }
  }
  const read = (ics: string) => new ICAL.Component(ICAL.parse(ics) as unknown[]).getAllSubcomponents('vevent').map((component) => new ICAL.Event(component))

  test('open actions with a date and the next meeting are days in it, with the same UIDs in every language', async () => {
    const uids: string[][] = []
    for (const language of ['en', 'fr']) {
      const events = read(strFromU8((await exported(withNext('Bastia, 12 March 2027'), 'ics', language)).content))
      uids.push(events.map(({ uid }) => uid))
      expect(events.map(({ startDate, endDate }) => `${startDate.toString()} ${endDate.toString()} ${startDate.isDate}`)).toEqual(['2026-09-30 2026-10-01 true', '2027-03-12 2027-03-13 true'])
      expect(events[0]?.summary).toBe('A-1 Send the report to every region.')
      expect(events[0]?.description).toContain('Chaînes, courtes; et — «longues»\\')
      expect(events[0]?.description).toContain('Paul-André Santoni')
    }
    expect(uids[0]).toEqual(uids[1])
    expect(new Set(uids[0]).size).toBe(2)
  })

  test('no line is longer than 75 bytes, no character is torn, no clock gets in', async () => {
    const { content } = await exported(withNext('2027-03-12'), 'ics')
    const text = new TextDecoder('utf-8', { fatal: true }).decode(content)
    expect(text.split('\r\n').filter((line) => Buffer.byteLength(line) > 75)).toEqual([])
    expect(text).not.toMatch(/[^\r]\n/)
    expect([...text.matchAll(/DTSTAMP:(\S+)/g)].map(([, stamp]) => stamp)).toEqual(['20260919T000000Z', '20260919T000000Z'])
    expect(Buffer.from((await exported(withNext('2027-03-12'), 'ics')).content).equals(content)).toBe(true)
  })

  test.each(['full', 'public', 'decisions', 'letter'] as const)('%s: the actions that the document prints, each once, and no other', async (profile) => {
    const workshop = withBoards(emptyWorkshop('T'), [board('b', 'Notes', null, [
      outcome('a', 'action', 'Send it', { owner: 'Bo', due: '2026-09-30' }), outcome('c', 'action', 'Sell it', { owner: 'Bo', due: '2026-10-01', confidential: 'yes' }),
    ])])
    const calendar = async (excluded: readonly string[]) => read(strFromU8((await exportMinutes({ ...workshop, minutes: { ...workshop.minutes, excluded } }, 'ics', { language: 'en', profile, organisation: 'Bo' }, plainSource)).content))
    const expected = profile === 'full' || profile === 'decisions' ? ['A-1 Send it', 'A-2 Sell it'] : ['A-1 Send it']
    for (const excluded of [[], ['register:action']]) expect((await calendar(excluded)).map(({ summary }) => summary)).toEqual(expected)
    expect((await calendar([]))[0]?.description).toContain('Owner: Bo')
  })

  const matter = (id: string, what: string, fields: Partial<Matter> = {}): Matter => ({ id: id as MatterId, label: '2026-01/A-1', what, owner: 'Bo', due: '2026-09-30', status: 'open', note: '', confidential: false, ...fields })

  test('MI89 matters arising that are still open and have a date are days in it, where the document prints them', async () => {
    const workshop = { ...emptyWorkshop('T'), matters: [matter('m1', 'Send it'), matter('m2', 'Found it', { status: 'done' }), matter('m3', 'Ask them', { due: 'soon' }), matter('m4', 'Sell it', { confidential: true, due: '2026-10-01' })] }
    const calendar = async (profile: 'full' | 'public', excluded: readonly string[]) => read(strFromU8((await exportMinutes({ ...workshop, minutes: { ...workshop.minutes, excluded } }, 'ics', { language: 'en', profile }, plainSource)).content))
    expect((await calendar('full', [])).map(({ summary, startDate }) => `${summary} ${startDate.toString()}`)).toEqual(['2026-01/A-1 Send it 2026-09-30', '2026-01/A-1 Sell it 2026-10-01'])
    expect((await calendar('full', []))[0]?.description).toContain('Owner: Bo')
    expect((await calendar('public', [])).map(({ summary }) => summary)).toEqual(['2026-01/A-1 Send it'])
    expect(await calendar('full', ['matters'])).toEqual([])
  })

  test('MI89 what was taken over is the day that the calendar of the earlier meeting brought, from meeting to meeting', async () => {
    const earlier = { ...withBoards(emptyWorkshop('T'), [board('b', 'Notes', null, [outcome('a', 'action', 'Send it', { due: '2026-09-30' })])]), matters: [matter('m1', 'Typed')] }
    const next = (from: Workshop, id: string): Workshop => ({ ...emptyWorkshop('T'), id: id as WorkshopId, matters: openPoints(from).map(({ fields }, index) => ({ ...fields, id: `n${index}` as MatterId })) })
    const second = next(earlier, 'workshop-second')
    const uidsOf = async (workshop: Workshop): Promise<readonly string[]> => read(strFromU8((await exported(workshop, 'ics')).content)).map(({ uid }) => uid).sort()
    const uids = await uidsOf(earlier)
    expect(new Set(uids).size).toBe(2)
    expect(await uidsOf(second)).toEqual(uids)
    expect(await uidsOf(next(second, 'workshop-third'))).toEqual(uids)
    const twice = second.matters.map((double) => ({ ...double, id: `${double.id}x` as MatterId }))
    expect(await uidsOf({ ...second, matters: [...second.matters, ...twice] })).toEqual(uids)
  })

  test('MI90 nobody finds the workshop by its calendar', async () => {
    const workshop = withNext('12 March 2027')
    expect(strFromU8((await exported(workshop, 'ics')).content).replaceAll('\r\n ', '')).not.toContain(workshop.id)
  })

  test('nothing typed or sent is a line of the file, and no control character is in it', async () => {
    const workshop = withBoards(emptyWorkshop('T'), [board('b', 'Notes', null, [outcome('x\r\nATTACH:https://elsewhere.example/', 'action', 'Send', { due: '2026-09-30' })])])
    const details = { ...workshop.details, nextMeeting: '12 March 2027\u0001', body: 'Body\u0002\r\nX:y' }
    const ics = strFromU8((await exported({ ...workshop, details }, 'ics')).content)
    expect(ics).not.toMatch(/^(?:ATTACH|X:)/m)
    for (const control of ['\u0001', '\u0002']) expect(ics).not.toContain(control)
  })

  test('what is done, dropped or has no full date is no event', async () => {
    const action = (id: string, fields: Readonly<Record<string, string>>) => outcome(id, 'action', id, fields)
    const boards = [board('b', 'Notes', null, [action('a', { due: '2026-09-30', status: 'done' }), action('b', { due: '--09-30' }), action('c', { due: '2026-02-30' }), action('d', { due: 'soon' }), action('e', { due: '2026-10-01', status: 'open' })])]
    const { content } = await exported(withBoards(singleBoardWorkshop('T', [p('x')]), boards), 'ics')
    expect(read(strFromU8(content)).map(({ summary }) => summary)).toEqual(['A-5 e'])
  })

  test.each(minutesLanguages)('a date as the minutes write it is known (%s)', (language) => {
    const written = Array.from({ length: 12 }, (_, month) => formatPartialDate({ year: 2027, month: month + 1, day: 12 }, language))
    expect(written.map((words) => dateNamedIn(words))).toEqual(written.map((_, month) => `2027-${String(month + 1).padStart(2, '0')}-12`))
  })

  test('a meeting on a day that no calendar has leaves the stamp alone', async () => {
    const workshop = fullWorkshop()
    const { content } = await exported({ ...workshop, details: { ...workshop.details, date: { year: 2026, month: 6, day: 31 } } }, 'ics')
    expect(strFromU8(content)).toContain('DTSTAMP:19700101T000000Z')
  })

  test.each([
    ['Bastia, in spring', null], ['12 March 2027', '2027-03-12'], ['le 1er mars 2027 à Bastia', '2027-03-01'], ['12 de marzo de 2027', '2027-03-12'], ['12/03/2027', '2027-03-12'], ['12.3.2027, 09:30', '2027-03-12'],
    ['2027-03-12', '2027-03-12'], ['31 February 2027', null], ['12 or 13 March 2027', null], ['12 March 2027 or 14 March 2027', null], ['room 12 March', null], ['Friday 12th March 2027', '2027-03-12'],
    ['12–13 March 2027', '2027-03-12'], ['from 30 March to 2 April 2027', '2027-03-30'], ['30 December to 2 January 2027', '2026-12-30'], ['12 au 14 mars 2027', '2027-03-12'], ['1er–3 mars 2027', '2027-03-01'],
    ['12 y 13 de marzo de 2027', '2027-03-12'], ['del 30 de març al 2 d’abril del 2027', '2027-03-30'], ['από 12 έως 14 Μαρτίου 2027', '2027-03-12'], ['12-13/03/2027', '2027-03-12'], ['12.–13.3.2027', '2027-03-12'],
    ['12, 13 and 14 March 2027', null], ['room 30 – 13 March 2027', '2027-03-13'], ['09:30 - 13 March 2027', '2027-03-13'], ['room 5, 13 March 2027', '2027-03-13'],
    ['Room 4 – 13 March 2027', '2027-03-13'], ['Session 3 - 12 March 2027', '2027-03-12'], ['Hall 5 - 13/03/2027', '2027-03-13'], ['Room 12 – 2027-03-13', '2027-03-13'], ['salle 2 et 13 mars 2027', '2027-03-13'],
    ['Room no. 4 – 13 March 2027', '2027-03-13'], ['Bastia, 12 – 13 March 2027', '2027-03-12'], ['Bastia 12–13 March 2027', '2027-03-12'], ['Fri. 12 and 13 March 2027', '2027-03-12'], ['du vendredi 12 au 14 mars 2027', '2027-03-12'],
    ['los días 12 y 13 de marzo de 2027', '2027-03-12'], ['dall’11 al 13 marzo 2027', '2027-03-11'], ['στις 12 και 13 Μαρτίου 2027', '2027-03-12'], ['من 12 إلى 13 مارس 2027', '2027-03-12'], ['(12 to 13 March 2027)', '2027-03-12'],
  ])('"%s" names %s', (words, date) => expect(dateNamedIn(words)).toBe(date))

  test('EX41: a label and what it says are parted as the language does it', async () => {
    const workshop = withNext('2027-03-12')
    const events = read(Buffer.from((await exported(workshop, 'ics', 'fr')).content).toString('utf8'))
    expect(events.map(({ summary }) => summary)).toContain(`Prochaine réunion\u00A0: ${workshop.details.body}`)
    expect(events.map(({ description }) => description).join('\n')).toContain('Responsable\u00A0: ')
  })

  // EX34: a row of days whose ends both have their year.
  test.each([
    ['Bastia, 31 December 2026 – 1 January 2027', '2026-12-31'], ['from Friday 12 March 2027 to Sunday, 14 March 2027', '2027-03-12'], ['12.03.2027-14.03.2027', '2027-03-12'], ['2027-03-12/2027-03-14', '2027-03-12'],
    ['du 30 décembre 2026 au 2 janvier 2027, Bastia', '2026-12-30'], ['del 12 de marzo de 2027 al 14 de marzo de 2027', '2027-03-12'], ['من 30 ديسمبر 2026 إلى 2 يناير 2027', '2026-12-30'], ['12 March 2027 and 13 March 2027', '2027-03-12'],
    ['14 March 2027 – 12 March 2027', null], ['12 March 2027, 9:00 – 14 March 2027', null], ['12 March 2027 (report by 1 March 2027)', null], ['12 March 2027 – 14 March 2027 or 20 March 2027', null],
    ['12 March 2027 to be confirmed on 1 April 2027', null],
  ])('"%s" names %s', (words, date) => expect(dateNamedIn(words)).toBe(date))
})

describe('meeting pack (EX6)', () => {
  let folder = ''
  const steps: { readonly done: number; readonly total: number; readonly step: string }[] = []
  let pack: Awaited<ReturnType<typeof exported>>
  beforeAll(async () => {
    folder = fs.mkdtempSync(path.join(os.tmpdir(), 'minuta-pack-'))
    pack = await exported(fullWorkshop(), 'pack', 'en', (step) => steps.push(step))
    fs.writeFileSync(path.join(folder, 'pack.zip'), pack.content)
  })
  afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

  test('holds every format, the registers, the calendar, the originals of the images and a checksum of each', () => {
    execFileSync('unzip', ['-q', 'pack.zip', '-d', 'open'], { cwd: folder })
    const open = path.join(folder, 'open')
    const names = fs.readdirSync(open, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.relative(open, path.join(entry.parentPath, entry.name)))
    const base = 'Port cities and short supply chains'
    expect(names.filter((name) => !name.startsWith('registers')).sort()).toEqual([
      ...['docx', 'html', 'ics', 'json', 'md', 'odt', 'pdf'].map((extension) => `${base}.${extension}`), 'README.txt', 'SHA256SUMS.txt', 'images/001 wall.png',
    ].sort())
    expect(names.filter((name) => name.startsWith('registers'))).toHaveLength(14)
    expect(execFileSync('sha256sum', ['-c', '--quiet', 'SHA256SUMS.txt'], { cwd: open, encoding: 'utf8' })).toBe('')
    expect(fs.readFileSync(path.join(open, 'SHA256SUMS.txt'), 'utf8').trim().split('\n')).toHaveLength(names.length - 1)
    expect(fs.readFileSync(path.join(open, 'images/001 wall.png')).equals(presentImage)).toBe(true)
    expect(fs.readFileSync(path.join(open, 'README.txt'), 'utf8')).toContain('flip-chart-2.jpg')
  })

  test('EX7: says what is missing, tells every member before it is made, and never goes back', () => {
    expect(pack.missing).toEqual(['flip-chart-2.jpg'])
    expect(steps.map(({ step }) => step)).toEqual(['pdf', 'docx', 'odt', 'html', 'md', 'json', 'ics', 'registers', 'images', 'images', 'README.txt'])
    expect(steps.map(({ done }) => done)).toEqual(steps.map((_, index) => index))
    expect(new Set(steps.map(({ total }) => total))).toEqual(new Set([steps.length]))
  })

  test('is the same every time', async () => {
    expect(Buffer.from((await exported(fullWorkshop(), 'pack')).content).equals(pack.content)).toBe(true)
  })

  test('EX30: unpacks under the names that it was given, in any script, as files that others may read', () => {
    const zip = new ZipWriter()
    const name = 'Procès-verbal – Λιμάνια, الموانئ 🎉.txt'
    fs.writeFileSync(path.join(folder, 'names.zip'), Buffer.concat([...zip.entry({ name, bytes: new Uint8Array(1) }), ...zip.end()]))
    execFileSync('unzip', ['-q', 'names.zip', '-d', 'names'], { cwd: folder, env: { ...process.env, LC_ALL: 'C.UTF-8' } })
    expect(fs.readdirSync(path.join(folder, 'names'))).toEqual([name])
    expect(fs.statSync(path.join(folder, 'names', name)).mode & 0o777 & ~process.umask()).toBe(0o644 & ~process.umask())
  })

  test('has names that Windows takes, whatever the title', async () => {
    const titles = ['con', 'con . of the day', 'CONOUT$', 'a/b\\c:d*e?f"g<h>i|j', 'ends with dots...', '../../etc/passwd', 'LPT1.minutes', '\u202Egnp.exe']
    for (const title of titles) {
      const names = Object.keys(unzipSync((await exported(singleBoardWorkshop(title, [p('x')]), 'pack')).content))
      for (const name of names.flatMap((found) => found.split('/'))) {
        expect(name).not.toMatch(/[<>:"/\\|?*\p{Cc}\p{Cf}]|[. ]$|^\.|^(?:con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$) *(?:\.|$)/iu)
      }
    }
  })
})
