/** One person at one computer: a real Electron window with a profile of its own, driven by role and name. */
import { once } from 'node:events'
import { expect, type Locator, type Page } from '@playwright/test'
import { BoardDriver } from './board-driver.ts'
import { descendants, killNow } from './processes.ts'
import { chooseSavePath, launchApp, type RunningApp } from './electron-app.ts'

export type WorkshopDetailsTyped = {
  readonly title: string
  readonly body?: string
  readonly organisation?: string
  readonly session?: string
  readonly day?: string
  readonly month?: string
  readonly place?: string
  readonly venue?: string
  readonly host?: string
  readonly focus?: string
}

const windowSize = { width: 1280, height: 800 } as const

export class Person {
  readonly name: string
  #running: RunningApp
  #isGone = false

  private constructor(name: string, running: RunningApp) {
    this.name = name
    this.#running = running
  }

  /** Starts the app for somebody who never used it and answers the question for the name. */
  static async arrive(name: string, organisation = ''): Promise<Person> {
    const person = new Person(name, await launchApp({ size: windowSize }))
    const dialog = person.page.getByRole('dialog', { name: 'What is your name?' })
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
    await dialog.getByRole('textbox', { name: 'Organisation' }).fill(organisation)
    await dialog.getByRole('button', { name: 'Continue' }).click()
    await expect(dialog).toBeHidden()
    return person
  }

  get page(): Page {
    return this.#running.page
  }

  get running(): RunningApp {
    return this.#running
  }

  get dataDirectory(): string {
    return this.#running.dataDirectory
  }

  /** What the page complained about so far: uncaught errors and violations of the content security policy. */
  get problems(): readonly string[] {
    return this.#running.problems
  }

  async createWorkshop(details: WorkshopDetailsTyped): Promise<void> {
    await this.page.getByRole('button', { name: 'New workshop' }).first().click()
    const dialog = this.page.getByRole('dialog', { name: 'New workshop' })
    const fields: readonly (readonly [string, string | undefined])[] = [
      ['Title', details.title], ['Body that meets', details.body], ['Session', details.session], ['Organisation', details.organisation],
      ['Day', details.day], ['Place', details.place], ['Venue', details.venue], ['Host', details.host], ['Focus', details.focus],
    ]
    for (const [label, value] of fields) {
      if (value !== undefined) await dialog.getByRole('textbox', { name: label, exact: true }).fill(value)
    }
    if (details.month !== undefined) await choose(dialog, 'Month', monthNames[Number(details.month) - 1] ?? '')
    await dialog.getByRole('button', { name: 'Create workshop' }).click()
    await expect(dialog).toBeHidden()
    await expect(this.page.getByText(details.title).first()).toBeVisible()
  }

  async addItem(kind: string, title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add to programme' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Add to the programme' })
    await dialog.getByRole('textbox', { name: 'Title', exact: true }).fill(title)
    await choose(dialog, 'Kind', kind)
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(this.page.getByRole('navigation', { name: 'Boards' }).getByRole('button', { name: title, exact: true })).toBeVisible()
  }

  /** Adds a board by hand, named in place. */
  async addBoard(title: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Add board' }).click()
    const field = this.page.getByRole('textbox', { name: 'New title' })
    await field.fill(title)
    await field.press('Enter')
    await expect(this.page.getByRole('textbox', { name: `Text of ${title}`, exact: true })).toBeVisible()
  }

  async addPerson(person: { name: string; organisation: string; region: string; function: string; duty?: string }): Promise<void> {
    await this.openPage('People')
    await this.page.getByRole('button', { name: 'Add person' }).click()
    const dialog = this.page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Name', exact: true }).fill(person.name)
    await dialog.getByRole('textbox', { name: 'Organisation', exact: true }).fill(person.organisation)
    await dialog.getByRole('textbox', { name: 'Region', exact: true }).fill(person.region)
    await dialog.getByRole('textbox', { name: 'Functions' }).fill(person.function)
    if (person.duty !== undefined) await dialog.getByText(person.duty, { exact: true }).click()
    await dialog.getByRole('button', { name: 'Add', exact: true }).click()
    await expect(dialog).toBeHidden()
    await expect(this.page.getByRole('main').getByText(person.name).first()).toBeVisible()
  }

  async openPage(name: 'Boards' | 'Floor' | 'People' | 'Minutes' | 'Details'): Promise<void> {
    await this.page.getByRole('navigation', { name: 'Pages of the workshop' }).getByRole('button', { name }).click()
  }

  /** Shows the board called `title` and returns the hands that write on it. */
  async openBoard(title: string): Promise<BoardDriver> {
    await this.openPage('Boards')
    await this.page.getByRole('navigation', { name: 'Boards', exact: true }).getByRole('button', { name: title, exact: true }).click()
    const board = new BoardDriver(this.page, title)
    await expect(board.text).toBeVisible()
    return board
  }

  /** Shares the open workshop through `relayUrl` and returns the link to send. */
  async share(relayUrl: string): Promise<string> {
    const room = await this.openRoomPage()
    await room.getByRole('button', { name: 'Through a relay on the Internet' }).click()
    await room.getByRole('textbox', { name: 'Relay address' }).fill(relayUrl)
    await room.getByRole('button', { name: 'Share', exact: true }).click()
    const link = await this.invite('Facilitator')
    await this.openPage('Boards')
    return link
  }

  /** The page from which others are let in. */
  async openRoomPage(): Promise<Locator> {
    await this.page.getByRole('banner').getByRole('button', { name: /^(?:Share|Room)$/u }).click()
    const room = this.page.getByRole('main', { name: 'Room' })
    await expect(room).toBeVisible()
    return room
  }

  /** Makes an invite on the Room page of a workshop that is shared; returns its link. */
  async invite(role: 'Facilitator' | 'Rapporteur' | 'Participant' | 'Viewer', label?: string): Promise<string> {
    const room = this.page.getByRole('main', { name: 'Room' })
    await room.getByRole('button', { name: 'New invite' }).first().click()
    const dialog = this.page.getByRole('dialog', { name: 'New invite' })
    await dialog.getByText(role, { exact: true }).click()
    if (label !== undefined) await dialog.getByRole('textbox', { name: 'What to call it' }).fill(label)
    await dialog.getByRole('button', { name: 'Make invite' }).click()
    await expect(dialog).toBeHidden()
    await expect(room.getByRole('heading', { name: `Code for ${role.toLowerCase()}s` })).toBeVisible()
    return await room.getByRole('textbox', { name: 'Link to send' }).inputValue()
  }

  /** Fills in the link and presses Join; says what becomes of it only by what is on screen. */
  async followLink(link: string): Promise<Locator> {
    await this.page.getByRole('button', { name: 'Join' }).first().click()
    const dialog = this.page.getByRole('dialog', { name: 'Join a workshop' })
    await dialog.getByRole('textbox', { name: 'Link' }).fill(link)
    await dialog.getByRole('button', { name: 'Join', exact: true }).click()
    return dialog
  }

  /** Joins as somebody who works on the workshop without taking part in it. */
  async join(link: string): Promise<void> {
    const dialog = await this.followLink(link)
    await expect(dialog).toBeHidden({ timeout: 20_000 })
    await this.sayWhoIAm()
  }

  /** Answers the question that follows joining: under the name of the settings, and not among the participants. */
  async sayWhoIAm(organisation = 'Secretariat'): Promise<void> {
    const dialog = this.page.getByRole('dialog', { name: 'Who are you here?' })
    await expect(dialog).toBeVisible()
    const notListed = dialog.getByRole('button', { name: 'I am not in the list' })
    if (await notListed.isVisible()) await notListed.click()
    const field = dialog.getByRole('textbox', { name: 'Organisation' })
    if ((await field.inputValue()) === '') await field.fill(organisation)
    const isToBeListed = dialog.getByRole('checkbox', { name: 'Add me to the participants' })
    if ((await isToBeListed.count()) > 0) await dialog.getByText('Add me to the participants').click()
    await dialog.getByRole('button', { name: 'Go on' }).click()
    await expect(dialog).toBeHidden()
  }

  /** Flips the switch in the settings, as somebody in a train does. */
  async setWorkOffline(isOffline: boolean): Promise<void> {
    await this.page.getByRole('button', { name: 'Settings' }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Settings' })
    const control = dialog.getByRole('switch', { name: 'Work offline' })
    if ((await control.isChecked()) !== isOffline) await dialog.getByText('Work offline', { exact: true }).click()
    await expect(control).toBeChecked({ checked: isOffline })
    await dialog.getByRole('button', { name: 'Done' }).click()
    await expect(dialog).toBeHidden()
  }

  /** The status line: where the work is kept. */
  get lights(): Locator {
    return this.page.getByRole('contentinfo', { name: 'Where your work is kept' })
  }

  /** Exports the open minutes through the save dialog; returns when the file is there. */
  async exportMinutes(format: string, file: string): Promise<void> {
    await chooseSavePath(this.#running.app, file)
    await this.startExport(format)
    await expect(this.page.getByText(file.split('/').at(-1) ?? file).first()).toBeVisible({ timeout: 60_000 })
  }

  /** Picks a format in the export dialog and presses Export; says nothing about what becomes of it. */
  async startExport(format: string): Promise<void> {
    await this.page.getByRole('button', { name: 'Export…', exact: true }).click()
    const dialog = this.page.getByRole('dialog', { name: 'Export the minutes' })
    await dialog.getByText(format).first().click()
    await dialog.getByRole('button', { name: 'Export', exact: true }).click()
    await expect(dialog).toBeHidden()
  }

  /** Gives the window another size and waits until the page has it. */
  async resize({ width, height }: { readonly width: number; readonly height: number }): Promise<void> {
    const window = await this.#running.app.browserWindow(this.page)
    await window.evaluate((browserWindow: { setContentSize(width: number, height: number): void }, size) => browserWindow.setContentSize(size.width, size.height), { width, height })
    await this.page.waitForFunction((expected) => innerWidth === expected, width)
  }

  /** The power cable: every process of this app ends at once, the engine's included. */
  async crash(): Promise<void> {
    if (this.#isGone) return
    const child = this.#running.app.process()
    const ended = once(child, 'exit')
    for (const pid of [...descendants(child.pid ?? 0), child.pid ?? 0]) killNow(pid)
    await ended
    this.#isGone = true
  }

  /** Starts the app again on the same computer. */
  async comeBack(): Promise<void> {
    this.#running = await launchApp({ dataDirectory: this.dataDirectory, size: windowSize })
    this.#isGone = false
  }

  /** Quits; whoever has left already stays away. */
  async leave(): Promise<void> {
    if (this.#isGone) return
    this.#isGone = true
    await this.#running.close()
  }
}

const monthNames = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December']

/** Picks an option of a select field by its words. The name of such a field is what is chosen, then its label. */
export async function choose(inside: Locator | Page, label: string, option: string): Promise<void> {
  await inside.getByRole('button', { name: new RegExp(`(^| )${label}$`, 'u') }).click()
  const page = 'page' in inside ? inside.page() : inside
  await page.getByRole('option', { name: option, exact: true }).click()
}
