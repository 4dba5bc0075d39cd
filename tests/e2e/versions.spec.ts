/** Minutes that people can rely on: frozen, corrected, frozen again, signed, and verified away from the app. */
import { spawnSync } from 'node:child_process'
import fs from 'node:fs'
import path from 'node:path'
import { expect, type Locator } from '@playwright/test'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { expectAccessible } from '../helpers/accessibility.ts'
import { chooseSavePath } from '../helpers/electron-app.ts'
import { choose, type Person } from '../helpers/person.ts'
import { pictures } from '../helpers/pictures.ts'
import { test } from '../helpers/test.ts'

test('VF11 VF20 VF22 VF25 freeze, ask for a correction, freeze version 2, sign it, export it, verify it, on the command line and in the window: one letter or signer changed is noticed', async ({ folder, arrive }) => {
  const person = await arrive('Ana Lúcia', 'Secretariat')
  const { page } = person
  await person.createWorkshop({ title: 'Signed day' })
  await person.addItem('Debate', 'Budget')
  const board = await person.openBoard('Budget')
  await board.addParagraph('The partners were invited to Naples.')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Every region will write to its members.')
  await person.openPage('Minutes')
  await page.getByRole('button', { name: 'Versions' }).click()
  const dialog = page.getByRole('dialog', { name: 'Versions' })
  await expect(dialog).toContainText('Nothing is frozen yet')

  await dialog.getByRole('button', { name: 'Freeze…' }).click()
  const question = page.getByRole('alertdialog', { name: 'Freeze as version 1?' })
  await pictures(person, 'versions-freeze')
  await expectAccessible(page, 'freezing')
  await question.getByText('Français').click()
  await question.getByRole('button', { name: 'Freeze version 1' }).click()
  await expect(dialog.getByRole('heading', { name: /^Version 1/u })).toContainText('for comments')

  await dialog.getByRole('tab', { name: /^Corrections/u }).click()
  await dialog.getByRole('textbox', { name: 'Paragraph', exact: true }).fill('1')
  await dialog.getByRole('textbox', { name: 'Asked by' }).fill('Campania')
  await dialog.getByRole('textbox', { name: 'What to correct' }).fill('Say Palermo')
  await dialog.getByRole('button', { name: 'Add a request' }).click()
  const request = dialog.getByRole('listitem', { name: 'Request on 1' })
  await choose(request, 'Decision', 'accepted')
  await request.getByRole('textbox', { name: 'Reason' }).fill('As in the recording')
  await pictures(person, 'versions-corrections')
  await expectAccessible(page, 'corrections')
  await page.keyboard.press('Escape')
  await expect(dialog).toBeHidden()

  const again = await person.openBoard('Budget')
  await again.text.getByText('Naples').evaluate((paragraph) => {
    const words = paragraph.firstChild
    const from = words?.textContent?.indexOf('Naples') ?? 0
    if (words) getSelection()?.setBaseAndExtent(words, from, words, from + 'Naples'.length)
  })
  await page.keyboard.type('Palermo')
  await person.openPage('Minutes')
  await page.getByRole('button', { name: 'Version 1 · for comments' }).click()
  await dialog.getByRole('tab', { name: 'Changes' }).click()
  await expect(dialog.getByRole('listitem')).toHaveCount(1)
  await expect(dialog.getByRole('listitem')).toContainText('The partners were invited to Palermo.')
  await pictures(person, 'versions-changes')
  await dialog.getByRole('button', { name: 'Freeze…' }).click()
  await page.getByRole('alertdialog', { name: 'Freeze as version 2?' }).getByRole('button', { name: 'Freeze version 2' }).click()
  const second = dialog.getByRole('listitem').filter({ has: page.getByRole('heading', { name: /^Version 2/u }) })
  await expect(second.getByRole('heading', { name: /^Version 2/u })).toContainText('corrected')
  await second.getByRole('button', { name: 'Record an approval' }).click()
  await second.getByRole('textbox', { name: 'Name' }).fill('Guy Esclopé')
  await second.getByRole('textbox', { name: 'Function' }).fill('co-president')
  await second.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(second.getByRole('heading', { name: /^Version 2/u })).toContainText('approved')
  const recorded = second.getByRole('listitem', { name: 'Guy Esclopé' })
  await expect(recorded).toContainText('Recorded, not signed')

  await second.getByRole('button', { name: 'Sign…' }).click()
  await expect(second).toContainText('You sign as Ana Lúcia, Secretariat')
  await second.getByRole('textbox', { name: 'Function' }).fill('secretary')
  await pictures(person, 'versions-sign')
  await expectAccessible(page, 'signing')
  await second.getByRole('button', { name: 'Sign version 2' }).click()
  const signed = second.getByRole('listitem', { name: 'Ana Lúcia' })
  await expect(signed).toContainText(/Signed as facilitator · key (?:[0-9A-F]{4} ){3}[0-9A-F]{4}/u)
  const key = /(?:[0-9A-F]{4} ){3}[0-9A-F]{4}/u.exec(await signed.innerText())?.[0] ?? ''
  await pictures(person, 'versions-list')
  await expectAccessible(page, 'versions')

  const [docx, html, json] = [path.join(folder.path, 'v2.docx'), path.join(folder.path, 'v2.html'), path.join(folder.path, 'v2.json')]
  await exportFrom(person, second, 'JSON', json)
  await exportFrom(person, second, 'DOCX', docx)
  await exportFrom(person, second, 'HTML', html)

  await dialog.getByRole('button', { name: 'Check a document…' }).click()
  const check = page.getByRole('dialog', { name: 'Check a document' })
  await pictures(person, 'check-ask')
  await expectAccessible(page, 'check: asking')
  await check.locator('input[type=file]').setInputFiles(docx)
  await expect(check).toContainText('This is version 2, unchanged.')
  await expect(check.getByRole('listitem', { name: 'Guy Esclopé' })).toContainText('Recorded, not signed')
  await expect(check.getByRole('listitem', { name: 'Ana Lúcia' })).toContainText(key)
  await pictures(person, 'check-unchanged')
  await expectAccessible(page, 'check: unchanged')
  await page.keyboard.press('Escape')
  await expect(check).toBeHidden()
  await expect(dialog).toBeVisible()
  // Let go of over the versions, without asking first.
  await dropFile(dialog.getByRole('tabpanel'), html)
  await expect(check).toContainText('This is version 2, unchanged.')
  await expect(check).toContainText('v2.html')
  await page.keyboard.press('Escape')
  // It is signed already, with this very key.
  await second.getByRole('button', { name: 'Sign…' }).click()
  await second.getByRole('button', { name: 'Sign version 2' }).click()
  await expect(second.getByRole('alert')).toContainText('This computer has signed this version already: Ana Lúcia')
  await expect(second.getByRole('listitem', { name: 'Ana Lúcia' })).toHaveCount(1)
  await second.getByRole('button', { name: 'Not yet' }).click()
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  // The library tells it too.
  await page.getByRole('button', { name: 'All workshops' }).click()
  await expect(page.getByRole('button', { name: /^Signed day/u })).toContainText('frozen v2')

  for (const file of [docx, html, json]) {
    const good = verify(file)
    expect(good).toMatchObject({ status: 0, stderr: '' })
    expect(good.stdout).toMatch(/version 2 \(approved\), full minutes in English, fingerprint (?:[0-9A-F]{4} ){15}[0-9A-F]{4}: unchanged/)
    expect(good.stdout).toMatch(/approved by Guy Esclopé, co-president on [-0-9]{10}: recorded only, nothing is signed/)
    expect(good.stdout).toContain(`key ${key}, signature valid: the workshop vouches for the role of the key, nothing vouches for the name`)
    expect(good.stdout).toMatch(/signed by Ana Lúcia, secretary, Secretariat \(facilitator\) on [-0-9]{10}/)
  }
  // Somebody else in her place: every digest would fit, the signature does not.
  const minutes = JSON.parse(fs.readFileSync(json, 'utf8')) as { readonly minutes: { readonly proof: { text: string } }; readonly approvals: readonly { name: string }[] }
  const proof = JSON.parse(minutes.minutes.proof.text) as { readonly approvals: readonly { name: string }[] }
  for (const { approvals } of [minutes, proof]) Object.assign(approvals.find(({ name }) => name === 'Ana Lúcia') ?? {}, { name: 'Somebody Else' })
  minutes.minutes.proof.text = JSON.stringify(proof)
  fs.writeFileSync(json, JSON.stringify(minutes))
  const forged = verify(json)
  expect(forged.status).toBe(1)
  expect(forged.stderr).toMatch(/version 2 \(approved\).*: the minutes are unchanged, but signed by Somebody Else.*: not valid/)
  const text = fs.readFileSync(html, 'utf8')
  expect(text).toContain('Say Palermo')
  expect(text).toContain('As in the recording')
  fs.writeFileSync(html, text.replace('Every region will', 'Every legion will'))
  const entries = unzipSync(fs.readFileSync(docx))
  const words = strFromU8(entries['word/document.xml'] ?? new Uint8Array())
  expect(words).toContain('Every region will')
  fs.writeFileSync(docx, zipSync({ ...entries, 'word/document.xml': strToU8(words.replace('Every region will', 'Every legion will')) }))
  for (const file of [docx, html]) {
    const bad = verify(file)
    expect(bad.status).toBe(1)
    expect(bad.stderr).toContain('differs from version 2')
  }
  // The window says the same, from wherever one is.
  await page.getByRole('button', { name: /^Signed day/u }).click()
  await expect(page.getByRole('main', { name: 'Budget' })).toBeVisible()
  await page.keyboard.press('Control+k')
  await page.keyboard.type('check a doc')
  await page.getByRole('menuitem', { name: 'Check a document against the frozen versions' }).click()
  await check.locator('input[type=file]').setInputFiles(docx)
  await expect(check).toContainText('This is not version 2 as it was frozen.')
  await expect(check.getByRole('listitem')).toContainText(/Frozen.*Every region will.*In the file.*Every legion will/su)
  await pictures(person, 'check-differs')
  await expectAccessible(page, 'check: differs')
  await check.locator('input[type=file]').setInputFiles(json)
  await expect(check).toContainText('The minutes are those of version 2, but not what the file says of approvals.')
  await expect(check.getByRole('listitem', { name: 'Somebody Else' })).toContainText('Signature not valid')
  await pictures(person, 'check-approvals')
  await page.keyboard.press('Escape')
  await expect(check).toBeHidden()
  await person.running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.flatMap(({ submenu }) => submenu?.items ?? []).find(({ label }) => label === 'Check a document…')?.click())
  const foreign = path.join(folder.path, 'v2.pdf')
  fs.writeFileSync(foreign, '%PDF-1.7')
  await check.locator('input[type=file]').setInputFiles(foreign)
  await expect(check.getByRole('alert')).toContainText('For a PDF or paper, compare the fingerprint')
  await pictures(person, 'check-refused')
  expect(person.problems).toEqual([])
})

test('VF16 VF24 VF25 a version reaches a participant while they look, they sign it on their computer, and it is added on another one, once', async ({ after, arrive }) => {
  const host = await arrive('Maëlle Roussel', 'Occitanie Region')
  const member = await arrive('Ana Lúcia Ferreira', 'CCDR Norte')
  after(async () => {
    // Whoever still has a room open would be asked.
    await host.crash()
  })
  await host.createWorkshop({ title: 'Signed from afar' })
  await host.addBoard('Debate')
  const board = await host.openBoard('Debate')
  await board.addParagraph('The partners meet in Palermo.')
  const room = await host.openRoomPage()
  await room.getByRole('button', { name: 'Open the room' }).click()
  await expect(host.lights).toContainText('On the relay', { timeout: 30_000 })
  await member.join(await host.invite('Participant', 'Members'))
  await member.openPage('Minutes')
  await member.page.getByRole('button', { name: 'Versions' }).click()
  const theirs = member.page.getByRole('dialog', { name: 'Versions' })
  await expect(theirs).toContainText('Nothing is frozen yet')

  await host.openPage('Minutes')
  await host.page.getByRole('button', { name: 'Versions' }).click()
  const ours = host.page.getByRole('dialog', { name: 'Versions' })
  await ours.getByRole('button', { name: 'Freeze…' }).click()
  await host.page.getByRole('alertdialog', { name: 'Freeze as version 1?' }).getByRole('button', { name: 'Freeze version 1' }).click()
  await expect(ours.getByRole('heading', { name: /^Version 1/u })).toContainText('for comments')

  // Its name comes with the notes, its content later, as images do: the dialog is not opened again.
  await expect(theirs.getByRole('heading', { name: /^Version 1/u })).toBeVisible({ timeout: 30_000 })
  await expect(theirs.getByRole('button', { name: 'Export', exact: true })).toBeVisible({ timeout: 30_000 })
  await theirs.getByRole('button', { name: 'Sign…' }).click()
  await theirs.getByRole('button', { name: 'Sign version 1' }).click()
  await expect(theirs.getByRole('listitem', { name: 'Ana Lúcia Ferreira' })).toContainText('Signed as participant')
  // What is handed in stands for a signature as well.
  await theirs.getByRole('button', { name: 'Sign…' }).click()
  await theirs.getByRole('button', { name: 'Sign version 1' }).click()
  await expect(theirs.getByRole('alert')).toContainText('This computer has signed this version already')
  await expect(theirs.getByRole('listitem', { name: 'Ana Lúcia Ferreira' })).toHaveCount(1)

  await expect(ours).toContainText('Signed by participants', { timeout: 30_000 })
  await ours.getByRole('button', { name: 'Add the approval of Ana Lúcia Ferreira' }).click()
  for (const dialog of [ours, theirs]) {
    await expect(dialog.getByRole('heading', { name: /^Version 1/u })).toContainText('approved', { timeout: 30_000 })
    await expect(dialog.getByRole('listitem', { name: 'Ana Lúcia Ferreira' })).toHaveCount(1)
    await expect(dialog).not.toContainText('Signed by participants')
  }
  for (const { problems } of [host, member]) expect(problems).toEqual([])
})

/** As the system's file manager does. */
async function dropFile(place: Locator, file: string): Promise<void> {
  await place.evaluate((element, { name, text }) => {
    const data = new DataTransfer()
    data.items.add(new File([text], name))
    for (const type of ['dragenter', 'dragover', 'drop']) element.dispatchEvent(new DragEvent(type, { dataTransfer: data, bubbles: true, cancelable: true }))
  }, { name: path.basename(file), text: fs.readFileSync(file, 'utf8') })
}

async function exportFrom(person: Person, version: Locator, format: string, file: string): Promise<void> {
  await chooseSavePath(person.running.app, file)
  await choose(version, 'Format', format)
  await version.getByRole('button', { name: 'Export' }).click()
  await expect(person.page.getByText(`Saved: ${path.basename(file)}`)).toBeVisible({ timeout: 60_000 })
}

function verify(file: string) {
  return spawnSync(process.execPath, [path.join(import.meta.dirname, '../../server/cli/main.ts'), 'verify', file], { encoding: 'utf8', timeout: 60_000 })
}
