/** Letting others in, as people do it: the room, invites, joining, who is there, taking back, and why it does not connect. */
import { expect, test, type Locator } from '@playwright/test'
import { expectAccessible } from '../helpers/accessibility.ts'
import { Person } from '../helpers/person.ts'
import { pictures, picturesOfFailure } from '../helpers/pictures.ts'

/** Closing the app while its room is open asks; these tests have seen what they wanted. */
async function leaveRoom(person: Person): Promise<void> {
  await person.running.app.evaluate(({ dialog }) => {
    dialog.showMessageBox = () => Promise.resolve({ response: 1, checkboxChecked: false })
  })
  await person.leave()
}

async function openRoom(person: Person): Promise<Locator> {
  const room = await person.openRoomPage()
  await room.getByRole('button', { name: 'Open the room' }).click()
  await expect(room.getByRole('button', { name: 'Close the room' })).toBeVisible({ timeout: 30_000 })
  await expect(person.lights).toContainText('On the relay', { timeout: 30_000 })
  return room
}

test('UI60 UI62 UI65 UI66 UI67 UI71 a room without Internet: opened, joined by an invite, followed, and the invite taken back', async () => {
  const fac = await Person.arrive('Maëlle Roussel', 'Occitanie Region')
  const rap = await Person.arrive('Ana Lúcia Ferreira')
  try {
    await fac.createWorkshop({ title: 'Second meeting' })
    await fac.addPerson({ name: 'Ana Lúcia Ferreira', organisation: 'CCDR Norte', region: 'Norte', function: 'director' })
    await fac.addPerson({ name: 'Guy Esclopé', organisation: 'Occitanie Region', region: 'Occitanie', function: 'councillor' })
    await fac.openPage('Boards')
    await fac.addBoard('Debate')
    const room = await openRoom(fac)
    await pictures(fac, 'room-open-first')
    await expectAccessible(fac.page, 'room, open')
    const link = await fac.invite('Rapporteur', 'Note takers')
    await pictures(fac, 'room-invite')

    await rap.page.getByRole('button', { name: 'Join' }).first().click()
    const join = rap.page.getByRole('dialog', { name: 'Join a workshop' })
    await join.getByRole('textbox', { name: 'Link' }).fill(link)
    await expect(join).toContainText('Rapporteur')
    await expect(join).toContainText('on this network')
    await expect(join).toContainText('until midnight')
    await expectAccessible(rap.page, 'dialog Join with a link')
    await join.getByRole('button', { name: 'Join', exact: true }).click()
    const who = rap.page.getByRole('dialog', { name: 'Who are you here?' })
    await expect(who).toBeVisible({ timeout: 30_000 })
    await expect(who.getByRole('option', { name: 'Ana Lúcia Ferreira' })).toHaveAttribute('aria-selected', 'true')
    await expectAccessible(rap.page, 'dialog Who are you here')
    await who.getByRole('button', { name: 'Go on' }).click()
    await expect(who).toBeHidden()
    await expect(rap.lights).toContainText('As rapporteur')

    await expect(room.getByRole('region', { name: 'Connected now' })).toContainText(/Ana Lúcia Ferreira.*CCDR Norte.*Rapporteur.*Minuta/u, { timeout: 20_000 })
    const theirs = await rap.openBoard('Debate')
    await theirs.addParagraph('Written by the rapporteur.')
    const ours = await fac.openBoard('Debate')
    await expect(ours.text).toContainText('Written by the rapporteur.')
    await fac.page.getByRole('tab', { name: /^People/u }).click()
    await expect(fac.page.getByRole('complementary')).toContainText(/Ana Lúcia Ferreira\s*CCDR Norte\s*here now/u)

    await fac.openRoomPage()
    await room.getByRole('button', { name: 'Actions for Note takers' }).click()
    await fac.page.getByRole('menuitem', { name: 'Take back…' }).click()
    const question = fac.page.getByRole('alertdialog')
    await expect(question.getByRole('button', { name: 'Keep the invite' })).toBeFocused()
    await expectAccessible(fac.page, 'question before taking back')
    await question.getByRole('button', { name: 'Take it back' }).click()
    await expect(rap.lights).toContainText('Invite taken back', { timeout: 5_000 })
    await expect(room.getByRole('region', { name: 'Connected now' })).not.toContainText('Ana Lúcia Ferreira', { timeout: 20_000 })
    await expect(theirs.text).toContainText('Written by the rapporteur.')
    await pictures(rap, 'room-taken-back')
    expect([...fac.problems, ...rap.problems]).toEqual([])
  } catch (error) {
    await picturesOfFailure([fac, rap])
    throw error
  } finally {
    await leaveRoom(fac)
    await rap.leave()
  }
})

test('UI68 UI70 UI64 a viewer reads and is told why; an invite that was taken back lets nobody else in', async () => {
  const fac = await Person.arrive('Maëlle Roussel', 'Occitanie Region')
  const viewer = await Person.arrive('Press office')
  const late = await Person.arrive('Latecomer')
  try {
    await fac.createWorkshop({ title: 'Open day' })
    await fac.addBoard('Welcome')
    const ours = await fac.openBoard('Welcome')
    await ours.addParagraph('Everybody was welcomed.')
    const room = await openRoom(fac)
    const link = await fac.invite('Viewer')
    await expect(room.getByText('With a browser')).toHaveCount(0)
    await room.getByText('Let browsers in (phones without the app)').click()
    await expect(room.getByText('With a browser')).toBeVisible({ timeout: 30_000 })
    await room.getByText('With a browser').click()
    await expect(room.getByRole('textbox', { name: 'Link for browsers' })).toHaveValue(/^http:\/\/[\d.]+:\d+\/w\/[\w-]+#[\w-]+$/u)
    await expect(room.getByText('Not encrypted')).toBeVisible()
    await room.getByRole('button', { name: 'Full screen' }).click()
    const projector = fac.page.getByRole('dialog', { name: 'Open day' })
    await expect(projector).toContainText('You come in as a viewer')
    await pictures(fac, 'room-projector')
    await expectAccessible(fac.page, 'projector')
    await fac.page.keyboard.press('Escape')
    await expect(projector).toBeHidden()

    const join = await viewer.followLink(link)
    await expect(join).toBeHidden({ timeout: 30_000 })
    await expect(viewer.page.getByText('You are a viewer here.')).toBeVisible()
    await expect(viewer.page.getByRole('main').getByText('Everybody was welcomed.')).toBeVisible()
    await expect(viewer.page.getByRole('textbox', { name: 'Text of Welcome' })).toHaveCount(0)
    await expect(viewer.lights).toContainText('As viewer')
    await fac.openPage('Boards')
    await ours.addParagraph('And more.')
    await expect(viewer.page.getByRole('main').getByText('And more.')).toBeVisible()
    await pictures(viewer, 'board-viewer')
    await expectAccessible(viewer.page, 'board of a viewer')
    await viewer.page.getByRole('button', { name: 'All workshops' }).click()
    await expect(viewer.page.getByRole('button', { name: /^Open day/u })).toContainText('As viewer')

    await fac.openRoomPage()
    await room.getByRole('button', { name: 'Actions for Viewers' }).click()
    await fac.page.getByRole('menuitem', { name: 'Take back…' }).click()
    await fac.page.getByRole('button', { name: 'Take it back' }).click()
    await expect(fac.page.getByText('“Viewers” is taken back.')).toBeVisible()
    const refused = await late.followLink(link)
    await expect(refused.getByRole('alert')).toContainText('This invite was taken back.', { timeout: 30_000 })
    expect([...fac.problems, ...viewer.problems, ...late.problems]).toEqual([])
  } catch (error) {
    await picturesOfFailure([fac, viewer, late])
    throw error
  } finally {
    await leaveRoom(fac)
    await viewer.leave()
    await late.leave()
  }
})

test('UI61 UI69 a room that was closed: its link fails in words, the doctor says that nobody listens, and opening again undoes it', async () => {
  const fac = await Person.arrive('Maëlle Roussel', 'Occitanie Region')
  const guest = await Person.arrive('Guy Esclopé', 'Occitanie Region')
  try {
    await fac.createWorkshop({ title: 'Closed door' })
    const room = await openRoom(fac)
    const link = await fac.invite('Participant')
    await room.getByRole('button', { name: 'Close the room' }).click()
    await expect(fac.page.getByText('The room is closed.').first()).toBeVisible()
    // A notice that is pointed at stays for as long as the others need.
    await fac.page.getByRole('button', { name: 'Open the room again' }).hover()
    await expect(room).toContainText('Only this computer has this workshop.')
    const join = await guest.followLink(link)
    await expect(join.getByRole('alert')).toContainText('did not answer', { timeout: 60_000 })
    await join.getByRole('button', { name: 'Find out why' }).click()
    const doctor = guest.page.getByRole('dialog', { name: 'Why it does not connect' })
    await expect(doctor).toContainText('Is the room still open?', { timeout: 60_000 })
    await pictures(guest, 'room-doctor')
    await expectAccessible(guest.page, 'network doctor')

    await fac.page.getByRole('button', { name: 'Open the room again' }).click()
    await expect(room.getByRole('button', { name: 'Close the room' })).toBeVisible({ timeout: 30_000 })
    await expect(fac.lights).toContainText('On the relay', { timeout: 30_000 })
    await doctor.getByRole('button', { name: 'Look again' }).click()
    await expect(doctor).toContainText('Everything answers now.', { timeout: 60_000 })
    await doctor.getByRole('button', { name: 'Done' }).click()
    await join.getByRole('button', { name: 'Join', exact: true }).click()
    await guest.sayWhoIAm()
    await expect(guest.lights).toContainText('As participant')
    expect([...fac.problems, ...guest.problems]).toEqual([])
  } catch (error) {
    await picturesOfFailure([fac, guest])
    throw error
  } finally {
    await leaveRoom(fac)
    await guest.leave()
  }
})
