/**
 * A day without Internet on real parts: two apps and a telephone meet in the room that one app opens, the network between them fails,
 * the host goes for good, and the other facilitator's app goes on with everything.
 */
import { expect } from '@playwright/test'
import { joinLink, parseJoinLink } from '../../shared/protocol/join-link.ts'
import { FaultyNetwork } from '../helpers/faulty-network.ts'
import { expectFits, openBrowser, openGuest, picture } from '../helpers/guest-browser.ts'
import type { Person } from '../helpers/person.ts'
import { test } from '../helpers/test.ts'

/** Opens the room and waits until the workshop is on its relay. */
async function openRoom(person: Person): Promise<void> {
  const room = await person.openRoomPage()
  await room.getByRole('button', { name: 'Open the room' }).click()
  await expect(room.getByRole('button', { name: 'Close the room' })).toBeVisible({ timeout: 30_000 })
  await expect(person.lights).toContainText('On the relay', { timeout: 30_000 })
}

/** `link` by way of a network that can be made to fail. */
async function throughNetwork(link: string): Promise<{ readonly network: FaultyNetwork; readonly link: string }> {
  const target = parseJoinLink(link)
  const [url] = target?.relay.urls ?? []
  if (target === null || url === undefined) throw new Error('the invite is no link')
  const network = await FaultyNetwork.to(url)
  return { network, link: joinLink({ ...target, relay: { ...target.relay, urls: [network.url] } }) }
}

/** Lets browsers in to the open room; the link for participants. */
async function letBrowsersIn(person: Person): Promise<string> {
  const room = person.page.getByRole('main', { name: 'Room' })
  await room.getByText('Let browsers in (phones without the app)').click()
  await person.invite('Participant', 'Everybody in the room')
  await room.getByText('With a browser').click()
  return await room.getByRole('textbox', { name: 'Link for browsers' }).inputValue()
}

test('SY40 GU122 a room without Internet carries apps and a telephone, outlives its network and its host, and loses nothing', async ({ after, arrive }) => {
  const host = await arrive('Maëlle Roussel', 'Occitanie Region')
  const second = await arrive('Ana Lúcia Ferreira', 'CCDR Norte')
  const browser = await openBrowser()
  const phone = await openGuest(browser)
  let network: FaultyNetwork | null = null
  after(async () => {
    await browser.close()
    await network?.close()
    // Whoever still has a room open would be asked.
    await second.crash()
    await host.crash()
  })
  await host.createWorkshop({ title: 'Third meeting' })
  await host.addBoard('Debate')
  await openRoom(host)
  const phoneLink = await letBrowsersIn(host)
  const invite = await throughNetwork(await host.invite('Facilitator', 'Co-facilitators'))
  network = invite.network

  await second.join(invite.link)
  const theirs = await second.openBoard('Debate')
  await theirs.addParagraph('Said before anything went wrong.')
  await phone.page.goto(phoneLink)
  await phone.page.getByRole('textbox', { name: 'Name' }).fill('Zoé Martin')
  await phone.page.getByRole('button', { name: 'Continue' }).click()
  await phone.page.getByRole('main').getByRole('button', { name: 'Debate' }).first().click()
  await expect(phone.page.getByText('Said before anything went wrong.')).toBeVisible()

  // The access point goes, in mid-sentence, and nobody is told.
  network.goSilent()
  await theirs.addParagraph('Said while the network was away.')
  await expect(second.lights).toContainText('Saved here')
  await expect(second.lights).not.toContainText('On 1 other device', { timeout: 15_000 })
  network.restore()
  await expect(phone.page.getByText('Said while the network was away.')).toBeVisible({ timeout: 40_000 })
  await expect(second.lights).toContainText('On the relay', { timeout: 40_000 })

  await phone.page.getByRole('button', { name: 'Take part' }).click()
  await phone.page.getByRole('textbox', { name: 'Your question or remark' }).fill('Who pays for the training?')
  await phone.page.getByRole('button', { name: 'Ask', exact: true }).click()
  await second.openPage('Floor')
  await expect(second.page.getByText('Who pays for the training?')).toBeVisible()
  await expect(second.page.getByText('Zoé Martin').first()).toBeVisible()

  // The host's computer dies. The telephone keeps what it has and says so; the other facilitator takes the room over.
  await host.crash()
  await expect(phone.page.getByText('Who pays for the training?')).toBeVisible()
  await phone.page.getByRole('textbox', { name: 'Your question or remark' }).fill('And who pays for the room?')
  await phone.page.getByRole('button', { name: 'Ask', exact: true }).click()
  await phone.page.getByRole('button', { name: 'The room shows a new code' }).click()
  await expectFits(phone.page, 'answers that have not arrived')
  await picture(phone.page, 'room-lost-390')
  await openRoom(second)

  // The code that is shown now leads to another address. What the browser keeps under the earlier one comes along.
  const movedLink = await letBrowsersIn(second)
  await phone.page.getByRole('textbox', { name: 'Address of the new page' }).fill(new URL(movedLink).host)
  const opened = phone.context.waitForEvent('page')
  await phone.page.getByRole('button', { name: 'Go there with my answers' }).click()
  const moved = await opened
  await expect(moved.getByRole('heading', { name: '1 answer comes with you' })).toBeVisible({ timeout: 20_000 })
  await expect(moved.getByText('Given as Zoé Martin on the earlier page')).toBeVisible()
  await expectFits(moved, 'answers that came along')
  await picture(moved, 'room-moved-390')
  await moved.getByRole('button', { name: 'Send', exact: true }).click()
  await second.openPage('Floor')
  await expect(second.page.getByText('And who pays for the room?')).toHaveCount(1)
  const later = await second.openBoard('Debate')
  await later.addParagraph('Said in the room that was taken over.')

  // Whoever comes back follows the room to where it is now.
  await host.comeBack()
  await host.page.getByText('Third meeting').first().click()
  const ours = await host.openBoard('Debate')
  for (const sentence of ['Said before anything went wrong.', 'Said while the network was away.', 'Said in the room that was taken over.']) {
    await expect(ours.text.getByText(sentence)).toHaveCount(1, { timeout: 60_000 })
  }
  await expect(host.lights).toContainText('On 2 other devices', { timeout: 30_000 })
  expect(await ours.words()).toEqual(await later.words())
  await host.openPage('Floor')
  await expect(host.page.getByText('Who pays for the training?')).toHaveCount(1)
  await expect(host.page.getByText('And who pays for the room?')).toHaveCount(1)
  expect([...host.problems, ...second.problems, ...phone.complaints]).toEqual([])
})
