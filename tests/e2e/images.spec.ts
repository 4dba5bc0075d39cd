/** Images from the clipboard and from a folder to the other computer, through a restart without a network, into the documents. */
import fs from 'node:fs'
import path from 'node:path'
import { expect } from '@playwright/test'
import { readImage } from '../../shared/render/pictures/image.ts'
import { photograph } from '../fixtures/photograph.ts'
import { clearAvif, clearWebp, losslessWebp, opaqueAvif, opaqueWebp } from '../fixtures/web-pictures.ts'
import { presentImage } from '../fixtures/workshops.ts'
import { BoardDriver } from '../helpers/board-driver.ts'
import { dropFile } from '../helpers/drop-file.ts'
import { chooseSavePath } from '../helpers/electron-app.ts'
import type { Person } from '../helpers/person.ts'
import { descendants, killNow } from '../helpers/processes.ts'
import { outputOf, pandocNodes, pandocTree } from '../helpers/read-exports.ts'
import { test } from '../helpers/test.ts'
import { when } from '../helpers/when.ts'

const title = 'Flip charts'
/** The first bytes of a HEIC file: a box that names its brands. */
const heic = Uint8Array.from([0, 0, 0, 24, ...Buffer.from('ftypheic'), 0, 0, 0, 0, ...Buffer.from('mif1heic')])
const caption = 'The wall after the session'

test('images reach the other computer, stay there without a network, and stand in every document or are named as missing', async ({ folder, relay, arrive }) => {
  const fac = await arrive('Maëlle Roussel')
  const rap = await arrive('Paul-André Santoni')
  await fac.createWorkshop({ title: 'Images' })
  await fac.addBoard(title)
  const link = await fac.share(relay.url)
  await rap.join(link)
  const mine = new BoardDriver(fac.page, title)
  await mine.addParagraph('Before the images.')
  await give(mine, 'paste', 'screenshot.png', 'image/png', presentImage)
  await expectPictures(mine, 1)
  await give(mine, 'drop', 'telephone.jpg', 'image/jpeg', photograph(6))
  await expectPictures(mine, 2)
  // A telephone's picture for which the system has no type is told as one, not as an unknown document.
  await give(mine, 'drop', 'telephone.heic', '', heic)
  await expect(fac.page.locator('.toast')).toContainText('telephone.heic')
  await fac.page.locator('.toast').getByRole('button', { name: 'Dismiss' }).click()
  await mine.text.getByRole('textbox', { name: 'Caption' }).first().fill(caption)
  await mine.text.getByRole('textbox', { name: /^Description/u }).first().fill('A flip chart')
  await expect(mine.text.getByRole('img', { name: 'A flip chart' })).toBeVisible()

  const theirs = await rap.openBoard(title)
  await expectPictures(theirs, 2)
  await expect(theirs.text.getByRole('textbox', { name: 'Caption' }).first()).toHaveValue(caption)
  // The telephone was upright: stored 32×16, seen 16×32.
  expect(await theirs.text.locator('img').last().evaluate((image) => [(image as HTMLImageElement).naturalWidth, (image as HTMLImageElement).naturalHeight])).toEqual([16, 32])
  await expect(theirs.text.getByRole('img', { name: 'A flip chart' })).toBeVisible()

  await rap.setWorkOffline(true)
  await rap.leave()
  await rap.comeBack()
  await rap.page.getByRole('button', { name: 'Images' }).first().click()
  await expectPictures(await rap.openBoard(title), 2)
  expect(await exportAll(rap, folder.path, 'whole')).toEqual({ pdf: 2, docx: 2, html: 2 })

  await killedExport(rap, path.join(folder.path, 'killed.pdf'))

  expect([...fac.problems, ...rap.problems]).toEqual([])

  await rap.leave()
  fs.rmSync(path.join(rap.dataDirectory, 'blobs', blobOf(rap, presentImage)))
  await rap.comeBack()
  await rap.page.getByRole('button', { name: 'Images' }).first().click()
  const again = await rap.openBoard(title)
  await expectPictures(again, 1)
  await expect(again.text).toContainText('Not on this computer yet: screenshot.png')
  expect(await exportAll(rap, folder.path, 'missing')).toEqual({ pdf: 1, docx: 1, html: 1 })
  await expect(rap.page.getByText('1 thing is missing').first()).toBeVisible()
  expect(outputOf('pdftotext', [path.join(folder.path, 'missing.pdf'), '-'])).toContain('screenshot.png')
})

/** ED120: a line as high as the words, and nothing over the board. */
async function expectPlaceShown({ page, text }: BoardDriver): Promise<void> {
  const line = await text.locator('p').last().boundingBox()
  if (line === null) throw new Error('no line')
  const hold = async (type: string): Promise<void> => text.evaluate((element, { type: kind, x, y }) => {
    const data = new DataTransfer()
    data.items.add(new File([], 'wall.png', { type: 'image/png' }))
    element.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true, clientX: x, clientY: y }))
  }, { type, x: line.x + 20, y: line.y + line.height / 2 })
  await hold('dragover')
  await expect(page.locator('.drop-sign')).toHaveText('')
  expect((await page.locator('.drop-line').boundingBox())?.height).toBeLessThan(2 * line.height)
  await hold('dragleave')
  await expect(page.locator('.drop-sign')).toHaveCount(0)
}

test('ED78 pictures in AVIF and WebP stand in every document, however they come onto a board', async ({ folder, arrive }) => {
  const person = await arrive('Maëlle Roussel')
  const { page } = person
  await person.createWorkshop({ title: 'Pictures' })
  await person.addBoard(title)
  const board = new BoardDriver(page, title)
  await board.addParagraph('Before the pictures.')
  await expectPlaceShown(board)
  await give(board, 'drop', 'wall.avif', 'image/avif', opaqueAvif)
  await expectPictures(board, 1)
  await give(board, 'drop', 'wall.webp', 'image/webp', opaqueWebp)
  await expectPictures(board, 2)
  await give(board, 'paste', 'screen.webp', 'image/webp', losslessWebp)
  await expectPictures(board, 3)
  // A browser that copies a picture puts it in the words around it.
  await board.caretToEnd()
  await board.paste(`<p>Copied:</p><img alt="sign" src="data:image/avif;base64,${Buffer.from(clearAvif).toString('base64')}"><p>from a page.</p>`, 'from a page.')
  await expectPictures(board, 4)
  await board.caretToEnd()
  await board.paste(`<p>And:</p><img alt="map" src="data:image/webp;base64,${Buffer.from(clearWebp).toString('base64')}"><p>from another.</p>`, 'from another.')
  await expectPictures(board, 5)
  await dropFile(page.locator('.workshop-body'), 'visit.html', Buffer.from(`<h1>Visit</h1><p>Seen:</p><p><img alt="hall" src="data:image/avif;base64,${Buffer.from(opaqueAvif).toString('base64')}"></p>`))
  await page.getByRole('dialog').getByRole('button', { name: 'New board', exact: true }).click()
  await expectPictures(new BoardDriver(page, 'Visit'), 1)
  const kinds = fs.readdirSync(path.join(person.dataDirectory, 'blobs')).map((blob) => readImage(fs.readFileSync(path.join(person.dataDirectory, 'blobs', blob))))
  // What one can see through, and what has lost nothing so far, is PNG.
  expect(kinds.map((image) => (image === null ? '' : `${image.type} ${image.width} × ${image.height}`)).toSorted()).toEqual(['jpeg 64 × 48', 'jpeg 64 × 48', 'png 64 × 48', 'png 64 × 48', 'png 64 × 48'])
  // What is no picture after all is told as such, and kept nowhere.
  await person.openBoard(title)
  await give(board, 'drop', 'broken.avif', 'image/avif', opaqueAvif.subarray(0, 200))
  await expect(page.locator('.toast').filter({ hasText: 'broken.avif is not an image' })).toBeVisible()
  await moveToVisit(person, board)
  // Of those with a clear half, a PDF keeps that as an image of its own.
  expect(await exportAll(person, folder.path, 'web')).toEqual({ pdf: 6 + 2, docx: 6, html: 6 })
  expect(person.problems).toEqual([])
})

/** ED133: by hand onto the name of the board, and by keyboard; the one that is taken back is here again. */
async function moveToVisit({ page }: Person, board: BoardDriver): Promise<void> {
  const name = page.getByRole('navigation', { name: 'Boards', exact: true }).getByRole('button', { name: 'Visit', exact: true })
  await board.text.locator('figure img').first().dragTo(name)
  await expectPictures(board, 4)
  await page.locator('.toast').filter({ hasText: 'Moved to “Visit”.' }).getByRole('button', { name: 'Undo' }).click()
  await expectPictures(board, 5)
  await board.text.locator('figure img').first().click()
  await page.getByRole('button', { name: 'More formatting' }).press('Enter')
  await page.getByRole('menuitem', { name: 'Visit', exact: true }).press('Enter')
  await expectPictures(board, 4)
  await expect(board.text).toBeFocused()
}

/** Hands a file over as another program does, by clipboard or by hand, at the end of the board. */
async function give(board: BoardDriver, how: 'paste' | 'drop', name: string, type: string, bytes: Uint8Array): Promise<void> {
  await board.caretToEnd()
  await board.text.evaluate((editor, file) => {
    const data = new DataTransfer()
    data.items.add(new File([Uint8Array.from(file.bytes)], file.name, { type: file.type }))
    if (file.how === 'paste') {
      editor.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
      return
    }
    const last = (editor.lastElementChild ?? editor).getBoundingClientRect()
    editor.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true, clientX: last.left + 5, clientY: last.top + 5 }))
  }, { how, name, type, bytes: [...bytes] })
}

/** That many images are there, with their pixels. */
async function expectPictures(board: BoardDriver, count: number): Promise<void> {
  await expect(board.text.locator('figure img')).toHaveCount(count)
  await expect(async () => {
    const widths = await board.text.locator('figure img').evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth))
    expect(widths.filter((width) => width > 0)).toHaveLength(count)
  }).toPass()
}

function blobOf({ dataDirectory }: Person, bytes: Uint8Array): string {
  const folder = path.join(dataDirectory, 'blobs')
  const found = fs.readdirSync(folder).find((name) => fs.readFileSync(path.join(folder, name)).equals(bytes))
  if (found === undefined) throw new Error('these bytes are not on this computer')
  return found
}

/** Exports the minutes and counts the images that independent programs find in each document. */
async function exportAll(person: Person, folder: string, name: string): Promise<Record<string, number>> {
  await person.openPage('Minutes')
  const file = (extension: string): string => path.join(folder, `${name}.${extension}`)
  for (const [extension, label] of [['pdf', 'PDF'], ['docx', 'Word'], ['html', 'HTML']] as const) await person.exportMinutes(label, file(extension))
  return {
    pdf: outputOf('pdfimages', ['-list', file('pdf')]).split('\n').filter((line) => /\bimage\b/u.test(line) && /\d/u.test(line)).length,
    docx: pandocNodes(pandocTree(file('docx'), 'docx'), 'Image').length,
    // pandoc takes the signs on the buttons of the search for images, too.
    html: pandocNodes(pandocTree(file('html'), 'html'), 'Image').filter((image) => !JSON.stringify(image).includes('data:image/svg')).length,
  }
}

/** An exporter that ends in the middle (as a compiler that breaks does) costs a sentence and leaves nothing behind. */
async function killedExport(person: Person, file: string): Promise<void> {
  const pid = person.running.app.process().pid ?? 0
  const before = new Set(descendants(pid))
  const started = (): number[] => descendants(pid).filter((child) => !before.has(child))
  await chooseSavePath(person.running.app, file)
  await Promise.all([
    person.startExport('PDF'),
    when('an exporter', () => started().length > 0).then(() => started().forEach(killNow)),
  ])
  await expect(person.page.getByText('The export stopped unexpectedly. The workshop is safe.')).toBeVisible()
  expect(fs.readdirSync(path.dirname(file)).filter((name) => name.includes('killed'))).toEqual([])
}
