/** A meeting in a room and elsewhere: a workshop that went through a relay, and goes on through it while the room is open, and after. */
import { expect } from '@playwright/test'
import { expectAccessible } from '../helpers/accessibility.ts'
import { pictures } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

test('UI141 a room is opened beside a relay: both sides write together, a relay that fails is told, and closing the room goes back to it', async ({ relay, arrive }) => {
  const fac = await arrive('Maëlle Roussel', 'Occitanie Region')
  const remote = await arrive('Ana Lúcia Ferreira')
  const here = await arrive('Guy Esclopé')
  await fac.createWorkshop({ title: 'Hybrid meeting' })
  await fac.addBoard('Debate')
  await remote.join(await fac.share(relay.url))
  const room = await fac.openRoomPage()
  const { host } = new URL(relay.url)
  await expect(room).toContainText(host)
  await room.getByRole('button', { name: 'Open the room' }).click()
  await expect(room.getByRole('button', { name: 'Close the room' })).toBeVisible({ timeout: 30_000 })
  await expect(room).toContainText(`Also passed on to ${host}`, { timeout: 30_000 })
  await expectAccessible(fac.page, 'room with a relay behind it')
  await pictures(fac, 'room-uplink')
  const link = await fac.invite('Rapporteur', 'In the room')
  expect(link).not.toContain(host)
  await here.join(link)

  const [ours, theirs, mine] = [await here.openBoard('Debate'), await remote.openBoard('Debate'), await fac.openBoard('Debate')]
  await ours.addParagraph('Said in the room.')
  await theirs.addParagraph('Said elsewhere.')
  for (const board of [ours, theirs, mine]) {
    await expect(board.text).toContainText('Said in the room.', { timeout: 20_000 })
    await expect(board.text).toContainText('Said elsewhere.', { timeout: 20_000 })
  }

  // Everybody sees who is on the other side, and by whose computer.
  await fac.openRoomPage()
  const elsewhere = room.getByRole('region', { name: 'Elsewhere' })
  await expect(elsewhere).toContainText('Ana Lúcia Ferreira')
  await expect(elsewhere).toContainText('through this computer')
  await elsewhere.scrollIntoViewIfNeeded()
  await pictures(fac, 'room-uplink-elsewhere')
  for (const [person, other] of [[here, 'Ana Lúcia Ferreira'], [remote, 'Guy Esclopé']] as const) {
    const page = await person.openRoomPage()
    await expect(page.getByRole('region', { name: 'Elsewhere' })).toContainText(other)
    await expect(page.getByRole('region', { name: 'Elsewhere' })).toContainText('Maëlle Roussel')
  }
  await expectAccessible(here.page, 'room page of somebody who is in the room of a meeting on both sides')
  for (const person of [here, remote]) await person.openBoard('Debate')

  await relay.kill()
  await expect(elsewhere).toBeHidden({ timeout: 20_000 })
  await expect(room).toContainText(`${host} cannot be reached since`, { timeout: 20_000 })
  await pictures(fac, 'room-uplink-away')
  await ours.addParagraph('While it was away.')
  await relay.restart()
  await expect(theirs.text).toContainText('While it was away.', { timeout: 40_000 })

  await room.getByRole('button', { name: 'Stop passing on' }).click()
  await expect(room).not.toContainText('passed on to')
  await fac.page.getByRole('button', { name: 'Pass on again' }).click()
  await expect(room).toContainText(`Also passed on to ${host}`, { timeout: 20_000 })
  await room.getByRole('button', { name: 'Close the room' }).click()
  await expect(fac.page.getByText(`The workshop goes on through ${host}.`)).toBeVisible({ timeout: 20_000 })
  await expect(fac.lights).toContainText('On the relay', { timeout: 20_000 })
  await expect(room).toContainText(host)
  await theirs.addParagraph('After the room.')
  await fac.openBoard('Debate')
  await expect(mine.text).toContainText('After the room.', { timeout: 20_000 })
  expect([...fac.problems, ...remote.problems, ...here.problems]).toEqual([])
})
