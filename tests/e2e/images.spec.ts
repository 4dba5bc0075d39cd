/** Images from the clipboard and from a folder to the other computer, through a restart without a network, into the documents. */
import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'
import { photograph } from '../fixtures/photograph.ts'
import { presentImage } from '../fixtures/workshops.ts'
import { BoardDriver } from '../helpers/board-driver.ts'
import { chooseSavePath } from '../helpers/electron-app.ts'
import { Person } from '../helpers/person.ts'
import { picturesOfFailure } from '../helpers/pictures.ts'
import { descendants, killNow } from '../helpers/processes.ts'
import { outputOf, pandocNodes, pandocTree } from '../helpers/read-exports.ts'
import { RelayProcess } from '../helpers/relay-process.ts'
import { temporaryFolder } from '../helpers/temporary-folder.ts'
import { when } from '../helpers/when.ts'

const title = 'Flip charts'
/** The first bytes of a HEIC file: a box that names its brands. */
const heic = Uint8Array.from([0, 0, 0, 24, ...Buffer.from('ftypheic'), 0, 0, 0, 0, ...Buffer.from('mif1heic')])
const caption = 'The wall after the session'

test('images reach the other computer, stay there without a network, and stand in every document or are named as missing', async () => {
  const folder = temporaryFolder()
  const relay = await RelayProcess.start(path.join(folder.path, 'relay'))
  const fac = await Person.arrive('Maëlle Roussel')
  const rap = await Person.arrive('Paul-André Santoni')
  try {
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
    await expect(rap.page.getByText('1 image is missing').first()).toBeVisible()
    expect(outputOf('pdftotext', [path.join(folder.path, 'missing.pdf'), '-'])).toContain('screenshot.png')
  } catch (error) {
    await picturesOfFailure([fac, rap])
    throw error
  } finally {
    await Promise.all([fac.leave(), rap.leave()])
    await relay.stop()
    folder.remove()
  }
})

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
