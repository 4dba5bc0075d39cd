/**
 * The founding meeting, captured live: four people in four Electron windows type the script, and the exported minutes must hold
 * all facts of the report, read by independent programs. Steps whose feature comes later are listed in the output.
 */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { BoardDriver } from '../helpers/board-driver.ts'
import { missingFacts, readFacts } from '../helpers/facts.ts'
import { Person } from '../helpers/person.ts'
import { picturesOfFailure } from '../helpers/pictures.ts'
import { readExport } from '../helpers/read-exports.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { meetingFolder, playableGroups, readCaptureScript, type CaptureScript, type Step } from './capture-script.ts'

const formats = [['pdf', 'PDF'], ['docx', 'Word'], ['md', 'Markdown'], ['html', 'HTML']] as const

test('the founding meeting is captured by four people, and its minutes hold all 68 facts in four formats', async () => {
  const script = readCaptureScript()
  const { groups, later } = playableGroups(script.steps)
  console.log(`left for later versions: ${later.map(({ step, op }) => `${step} ${op}`).join(', ')}`)
  const folder = temporaryFolder()
  const relay = await RelayProcess.start(path.join(folder.path, 'relay'))
  const day = new Day(script, relay, folder.path)
  try {
    for (const group of groups) {
      await test.step(group.map(({ step, who, op }) => `${step} ${who} ${op}`).join(' · '), () => day.play(group))
    }
    for (const [format] of formats) {
      const missing = missingFacts(readFacts(path.join(meetingFolder, 'facts.json'), format), readExport(day.exported(format)))
      expect(missing, format).toEqual([])
    }
    expect(fs.readFileSync(day.exported('md'), 'utf8')).not.toBe(fs.readFileSync(day.exported('md', 1), 'utf8'))
  } catch (error) {
    await picturesOfFailure(day.everybody())
    throw error
  } finally {
    await day.end()
    await relay.stop()
    folder.remove()
  }
})

class Day {
  readonly #script: CaptureScript
  readonly #relay: RelayProcess
  readonly #folder: string
  readonly #people = new Map<string, Person>()
  readonly #headings = new Map<string, string>()
  /** Words of a section whose last line is not finished yet. */
  readonly #unfinished = new Map<string, string>()
  /** The end of the text typed last. */
  #lastWords = ''
  #link = ''
  #version = 0

  constructor(script: CaptureScript, relay: RelayProcess, folder: string) {
    this.#script = script
    this.#relay = relay
    this.#folder = folder
  }

  exported(format: string, version = this.#version): string {
    return path.join(this.#folder, `minutes-v${version}.${format}`)
  }

  everybody(): readonly Person[] {
    return [...this.#people.values()]
  }

  async end(): Promise<void> {
    await Promise.all([...this.#people.values()].map((person) => person.leave()))
  }

  /** Plays the steps of a group at the same time, those of one person one after the other. */
  async play(group: readonly Step[]): Promise<void> {
    const people = new Set(group.map((step) => step.who))
    await Promise.all([...people].map(async (who) => {
      for (const step of group.filter((candidate) => candidate.who === who)) await this.#playStep(step)
    }))
    await this.#expectSettled()
  }

  async #playStep(step: Step): Promise<void> {
    const text = typeof step.text === 'string' ? step.text : ''
    const line = text.replace(/\n$/u, '')
    switch (step.op) {
      case 'create_session': return this.#create(line)
      case 'join': return this.#join(step.who)
      case 'checkpoint': return
      case 'set_heading': return this.#setHeading(step, line)
      case 'type': return this.#type(step, text)
      case 'paste': {
        const board = await this.#board(step)
        await board.caretToSectionEnd(this.#heading(step))
        return board.paste(null, line)
      }
      case 'replace': return (await this.#board(step)).replace((step.old ?? '').replace(/\n$/u, ''), `${step.prefix ?? ''}${line}`)
      case 'insert_after': return (await this.#board(step)).insertAfter(`regional minister ${step.old ?? ''}`, line)
      case 'format': {
        const board = await this.#board(step)
        await board.select(line)
        return board.page.keyboard.press('Control+b')
      }
      case 'insert_table': return this.#insertTable(step)
      case 'set_row': return this.#setRow(step)
      case 'insert_row': return this.#rowTool(step, 1, 'Row below')
      case 'delete_row': return this.#rowTool(step, -1, 'Delete row')
      case 'go_offline': return this.#person(step).setWorkOffline(true)
      case 'go_online': return this.#person(step).setWorkOffline(false)
      case 'crash': return this.#crash(step)
      case 'reopen': return this.#reopen(step)
      case 'move_section': return this.#moveSection(step)
      case 'unlock_and_insert': {
        const board = await this.#board(step)
        await board.addToSection(this.#heading(step), line)
        return
      }
      case 'export': return this.#export(step)
      default: throw new Error(`step ${step.step}: nobody plays "${step.op}", and it is not listed as left for later`)
    }
  }

  async #create(title: string): Promise<void> {
    const fac = await this.#arrive('FAC')
    await fac.createWorkshop({ title })
    for (const { title: board } of Object.values(this.#script.boards)) await fac.addBoard(board)
    this.#link = await fac.share(this.#relay.url)
  }

  async #join(who: string): Promise<void> {
    const person = await this.#arrive(who)
    await person.join(this.#link)
    await person.openBoard(this.#boardTitle('B0'))
    await this.#people.get('FAC')?.openBoard(this.#boardTitle('B0'))
  }

  async #arrive(who: string): Promise<Person> {
    const person = await Person.arrive(this.#script.people[who]?.name ?? who)
    this.#people.set(who, person)
    return person
  }

  async #setHeading(step: Step, title: string): Promise<void> {
    this.#headings.set(step.where ?? '', title)
    const board = await this.#board(step)
    // The table of the project pitches is put up before its heading is written above it.
    const tables = board.text.getByRole('table')
    const isAboveTable = step.where === 'S6' && (await tables.count()) > 0
    if (isAboveTable) {
      await board.select(this.#lastWords, 'after')
      await board.page.keyboard.press('Enter')
      await board.page.keyboard.type(`## ${title}`)
      return
    }
    await board.addHeading(title, step.where === 'S0' ? 1 : 2)
  }

  async #type(step: Step, text: string): Promise<void> {
    const board = await this.#board(step)
    const section = step.where ?? ''
    const before = this.#unfinished.get(section)
    if (before === undefined) await board.addToSection(this.#heading(step), text.replace(/\n$/u, ''))
    else {
      await board.select(before.trimEnd().slice(-40), 'after')
      await board.page.keyboard.press('End')
      await board.page.keyboard.type(text.replace(/\n$/u, ''))
    }
    this.#lastWords = text.trimEnd().slice(-40)
    if (text.endsWith('\n')) this.#unfinished.delete(section)
    else this.#unfinished.set(section, text)
  }

  async #insertTable(step: Step): Promise<void> {
    const board = await this.#board(step)
    await board.caretToEnd()
    await board.insertTable(4, 3)
  }

  async #setRow(step: Step): Promise<void> {
    const board = await this.#board(step)
    await board.typeCells(Number(step.row), Array.isArray(step.text) ? step.text : [])
  }

  async #rowTool(step: Step, row: number, tool: string): Promise<void> {
    const board = await this.#board(step)
    await board.caretInRow(row)
    await board.tableTool(tool)
  }

  async #crash(step: Step): Promise<void> {
    const person = this.#person(step)
    await expect(person.lights).toContainText('Saved here')
    await person.crash()
  }

  async #reopen(step: Step): Promise<void> {
    const person = this.#person(step)
    if (step.who === 'NT1') {
      await person.leave()
      await this.#relay.stop()
    }
    await person.comeBack()
    await person.page.getByRole('button', { name: this.#title() }).first().click()
    for (const { title } of Object.values(this.#script.boards)) await person.openBoard(title)
    const board = await this.#board({ ...step, board: 'B0' })
    await expect(board.text).toContainText(this.#headings.get('S9') ?? '')
  }

  /** Cuts a section out, pastes it one section further down, and brings it back the same way. */
  async #moveSection(step: Step): Promise<void> {
    const board = await this.#board(step)
    const title = this.#heading(step)
    const after = async (section: string): Promise<void> => {
      await board.cutSection(title)
      await board.caretToSectionEnd(this.#headings.get(section) ?? '')
      await board.page.keyboard.press('Control+v')
    }
    const order = (): Promise<string[]> => board.text.getByRole('heading').allInnerTexts()
    const before = await order()
    await after('S9')
    await expect.poll(order).not.toEqual(before)
    await after('S7')
    await expect.poll(order).toEqual(before)
  }

  async #export(step: Step): Promise<void> {
    this.#version += 1
    const person = this.#person(step)
    await person.openPage('Minutes')
    await expect(person.page.getByRole('main').getByText('Guy Esclopé closed the session').first()).toBeVisible()
    for (const [format, label] of formats) await person.exportMinutes(label, this.exported(format))
    await person.openBoard(this.#boardTitle('B0'))
  }

  /** Everybody who is online sees the same words. */
  async #expectSettled(): Promise<void> {
    const boards = [...this.#people.values()]
      .map((person) => new BoardDriver(person.page, this.#boardTitle('B0')))
    await expect(async () => {
      const texts: string[] = []
      for (const board of boards) if (!board.page.isClosed() && (await board.text.isVisible())) texts.push(await board.words())
      for (const text of texts) expect(text).toBe(texts[0])
    }).toPass({ timeout: 20_000 })
  }

  #person(step: Step): Person {
    const person = this.#people.get(step.who)
    if (person === undefined) throw new Error(`${step.who} has not joined`)
    return person
  }

  async #board(step: Step): Promise<BoardDriver> {
    const board = new BoardDriver(this.#person(step).page, this.#boardTitle(step.board))
    if (!(await board.text.isVisible())) await this.#person(step).openBoard(this.#boardTitle(step.board))
    return board
  }

  #boardTitle(board: string): string {
    return this.#script.boards[board]?.title ?? board
  }

  #heading(step: Step): string {
    return this.#headings.get(step.where ?? '') ?? ''
  }

  #title(): string {
    const text = this.#script.steps[0]?.text
    return typeof text === 'string' ? text : ''
  }
}
