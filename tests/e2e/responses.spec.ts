/** The room answers: two people in two real windows over an open relay ask, vote, check in and comment. */
import { expect, type Locator } from '@playwright/test'
import { expectAccessible } from '../helpers/accessibility.ts'
import { choose, type Person } from '../helpers/person.ts'
import { expectNoOverflow, pictures, takePicture } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

const question = 'Who pays for the training of managers?'

function floorOf({ page }: Person): Locator {
  return page.getByRole('main', { name: 'Floor' })
}

async function openSection(person: Person, name: string): Promise<Locator> {
  await person.page.getByRole('tab', { name: new RegExp(`^${name}`, 'u') }).click()
  return person.page.getByRole('tabpanel', { name: new RegExp(`^${name}`, 'u') })
}

async function ask(person: Person, words: string): Promise<void> {
  const floor = floorOf(person)
  await floor.getByRole('button', { name: 'Ask a question' }).click()
  await floor.getByRole('textbox', { name: 'Your question or remark' }).fill(words)
  await floor.getByRole('button', { name: 'Ask', exact: true }).click()
  await expect(floor.getByRole('listitem').filter({ hasText: words })).toBeVisible()
}

test('RS20 a question travels from a participant to the board and into the minutes; two people vote; who is here is known', async ({ relay, arrive }) => {
  const lead = await arrive('Ana Lúcia', 'CRPM')
  const guest = await arrive('Bo Lindqvist', 'Region Skåne')
  await lead.createWorkshop({ title: 'Social economy', place: 'Montpellier' })
  await lead.addBoard('Debate')
  const link = await lead.share(relay.url)
  await expect(lead.lights).toContainText('On the relay')
  await guest.join(link)
  for (const person of [lead, guest]) {
    await person.openPage('Floor')
    await expectAccessible(person.page, 'empty floor')
  }
  await pictures(lead, 'floor-empty')

  await floorOf(guest).getByRole('button', { name: 'I am here' }).click()
  await expect(floorOf(guest)).toContainText('You are here since')
  await ask(guest, question)
  await ask(guest, 'Thank you for the report.')
  const asked = floorOf(lead).getByRole('listitem').filter({ hasText: question })
  await expect(asked).toContainText('Bo Lindqvist')
  await expect(lead.page.getByRole('navigation', { name: 'Pages of the workshop' }).getByRole('button', { name: 'Floor' })).toContainText('2 new questions')
  await asked.getByRole('button', { name: `Me too: ${question}` }).click()
  await expect(floorOf(guest).getByRole('listitem').filter({ hasText: question })).toContainText('1 other asks the same')
  await expectAccessible(lead.page, 'questions')
  await pictures(lead, 'floor-questions')

  await asked.getByRole('button', { name: 'To the board “Debate”' }).click()
  await expect(floorOf(lead).getByRole('region', { name: 'Answered or on a board' })).toContainText(question)
  await expect(floorOf(guest).getByRole('button', { name: 'Show it on the board: Debate' })).toBeVisible()
  await floorOf(lead).getByRole('listitem').filter({ hasText: 'Thank you' }).getByRole('button', { name: 'Answered' }).click()

  const votes = await openSection(lead, 'Votes')
  await votes.getByRole('button', { name: 'New vote' }).click()
  await votes.getByRole('textbox', { name: 'What is voted on' }).fill('Shall we meet in Naples?')
  await votes.getByRole('button', { name: 'Open the vote' }).click()
  const theirs = await openSection(guest, 'Votes')
  await theirs.getByRole('radiogroup').getByText('Against', { exact: true }).click()
  await theirs.getByRole('radiogroup').getByText('For', { exact: true }).click()
  await expect(theirs).toContainText('Your vote counts')
  await votes.getByRole('radiogroup').getByText('For', { exact: true }).click()
  await expect(votes).toContainText('2 people have voted')
  await votes.getByRole('textbox', { name: 'Hands for “Abstention”' }).fill('2')
  await expect(votes.getByRole('list', { name: /Result of/u })).toContainText('For: 2, 50%')
  await expectAccessible(lead.page, 'votes of whoever leads')
  await expectAccessible(guest.page, 'votes of a participant')
  await pictures(lead, 'floor-vote-open')
  await votes.getByRole('button', { name: 'Close the vote' }).click()
  await expect(theirs.getByRole('list', { name: /Result of/u })).toContainText('Abstention: 2, 50%')
  await votes.getByRole('button', { name: 'To the board “Debate”' }).click()

  const attendance = await openSection(lead, 'Attendance')
  await attendance.getByRole('button', { name: 'Add Bo Lindqvist to the list' }).click()
  await expect(attendance).toContainText('1 present')
  await expect(attendance.getByRole('listitem').filter({ hasText: 'Bo Lindqvist' })).toContainText('says: here since')
  await expectAccessible(lead.page, 'attendance')
  await pictures(lead, 'floor-attendance')
  // Now that he is on the list, his window knows him there, and still as here.
  await expect(floorOf(guest)).toContainText('You are here since')

  const comments = await openSection(guest, 'Comments')
  await comments.getByRole('textbox', { name: 'Your comment' }).fill('The budget line is missing.')
  await comments.getByRole('button', { name: 'Comment', exact: true }).click()
  const thread = (await openSection(lead, 'Comments')).getByRole('listitem').filter({ hasText: 'budget line' })
  await thread.getByRole('button', { name: 'Reply' }).click()
  await thread.getByRole('textbox', { name: 'Reply to Bo Lindqvist' }).fill('It is on page 4.')
  await thread.getByRole('button', { name: 'Send' }).click()
  await expect(comments).toContainText('It is on page 4.')
  await thread.getByRole('button', { name: 'Resolve' }).click()
  await expect(comments).toContainText('Resolved')
  await expectAccessible(lead.page, 'comments')
  await pictures(lead, 'floor-comments')

  await openSection(lead, 'Questions')
  await floorOf(lead).getByRole('button', { name: 'Show it on the board: Debate' }).click()
  const board = lead.page.getByRole('textbox', { name: 'Text of Debate', exact: true })
  await expect(board.getByRole('region', { name: 'Open question Q-1' }).or(board.getByRole('region', { name: 'Question Q-1' }))).toContainText(question)
  await expect(board.getByRole('region', { name: 'Vote V-1' })).toContainText('Shall we meet in Naples?')
  await pictures(lead, 'floor-board')
  await lead.openPage('Minutes')
  const minutes = lead.page.getByRole('main', { name: 'Minutes' })
  for (const words of [question, 'Bo Lindqvist (Region Skåne)', 'In favour: 2', 'Against: 0', 'Abstentions: 2', 'votes in Minuta and show of hands']) await expect(minutes).toContainText(words)
  await expect(minutes).not.toContainText('From the floor')

  // A power cut at the participant's: everything is there again.
  await guest.crash()
  await guest.comeBack()
  await guest.page.getByText('Social economy').first().click()
  await guest.openPage('Floor')
  await expect(floorOf(guest)).toContainText('You are here since')
  await expect(floorOf(guest)).toContainText(question)
  expect([...lead.problems, ...guest.problems]).toEqual([])
})

test('RS21 the page fits a narrow window, French and right to left, and its acts are undone by key', async ({ arrive }) => {
  const person = await arrive('Maëlle Roussel', 'Région Occitanie')
  const { page } = person
  await page.getByRole('button', { name: 'Open a sample' }).click()
  await person.openPage('Floor')
  await floorOf(person).getByRole('button', { name: 'I am here' }).click()
  const consent = floorOf(person).getByRole('radiogroup', { name: 'May photographs that show you be published?' })
  await consent.getByText('No', { exact: true }).click()
  await expect(consent).toContainText('Pictures that name you stay out of public reports.')
  await consent.getByText('Yes', { exact: true }).click()
  await expect(consent.getByRole('radio', { name: 'Yes' })).toBeChecked()
  await ask(person, 'من يدفع تكاليف التدريب؟')
  await ask(person, question)
  const before = floorOf(person).getByRole('listitem')
  await expect(before).toHaveCount(2)
  await page.getByRole('tab', { name: /^Questions/u }).focus()
  await page.keyboard.press('Control+z')
  await expect(before).toHaveCount(1)
  await page.keyboard.press('Control+Shift+z')
  await expect(before).toHaveCount(2)
  await person.resize({ width: 800, height: 600 })
  await expectNoOverflow(person)
  await takePicture(page, 'floor-narrow')
  // As on a phone: the window itself does not become that narrow, the page does.
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Emulation.setDeviceMetricsOverride', { width: 390, height: 844, deviceScaleFactor: 1, mobile: false })
  await page.waitForFunction(() => innerWidth === 390)
  const targets = await floorOf(person).getByRole('button').evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect()).map(({ height, right }) => ({ height, right })))
  for (const { height, right } of targets) {
    expect(height).toBeGreaterThanOrEqual(44)
    expect(right).toBeLessThanOrEqual(390)
  }
  await takePicture(page, 'floor-phone')
  await devtools.send('Emulation.clearDeviceMetricsOverride')
  await devtools.detach()
  await person.resize({ width: 1280, height: 800 })

  await page.getByRole('button', { name: 'Settings' }).click()
  await choose(page.getByRole('dialog'), 'Language', 'Français')
  await page.getByRole('button', { name: 'Terminé' }).click()
  const main = page.getByRole('main', { name: 'Échanges' })
  await expect(main).toContainText('Vous êtes là depuis')
  await pictures(person, 'floor-french')
  await page.getByRole('tab', { name: /^Présence/u }).click()
  await pictures(person, 'floor-french-attendance')
  await page.getByRole('tab', { name: /^Votes/u }).click()
  await page.getByRole('button', { name: 'Nouveau vote' }).click()
  await pictures(person, 'floor-french-vote')
  await page.getByRole('button', { name: 'Réglages' }).click()
  await choose(page.getByRole('dialog'), 'Sens de l’interface', 'De droite à gauche')
  await page.getByRole('button', { name: 'Terminé' }).click()
  await page.getByRole('tab', { name: /^Questions/u }).click()
  await pictures(person, 'floor-rtl')
  await expectAccessible(page, 'right to left')
  expect(person.problems).toEqual([])
})
