/** Accents and syllables that a keyboard composes, in a real window, while somebody else writes: they come once, and where they were typed. */
import { expect, type CDPSession } from '@playwright/test'
import { BoardDriver } from '../helpers/board-driver.ts'
import { test } from '../helpers/test.ts'

const title = 'Debate'

test('ED60 what a keyboard composes comes once, whatever somebody else does above, below and in the same line meanwhile', async ({ relay, arrive }) => {
  const ana = await arrive('Ana Lúcia Ferreira')
  const ben = await arrive('Paul-André Santoni')
  await ana.createWorkshop({ title: 'Together' })
  await ana.addBoard(title)
  const mine = new BoardDriver(ana.page, title)
  await mine.addParagraph('Agenda')
  await mine.caretToEnd()
  await ben.join(await ana.share(relay.url))
  const theirs = await ben.openBoard(title)
  await expect(theirs.text).toContainText('Agenda')
  const keyboard = await ana.page.context().newCDPSession(ana.page)

  const others: Readonly<Record<string, () => Promise<void>>> = {
    'types above': () => theirs.insertAfter('Agenda', ' of the day'),
    'makes a line above': async () => {
      await theirs.select('Agenda', 'after')
      await ben.page.keyboard.press('Enter')
    },
    'makes lines above and takes one back': async () => {
      await theirs.select('Agenda', 'after')
      for (const key of ['Enter', 'Enter', 'Backspace']) await ben.page.keyboard.press(key)
    },
    'pastes above': async () => {
      await theirs.select('Agenda', 'after')
      await theirs.paste('<p>Pasted</p><ul><li><p>one</p></li></ul>', 'Pasted')
    },
    'makes a heading above': async () => {
      await theirs.select('Agenda', 'after')
      await ben.page.keyboard.press('Control+Alt+2')
    },
    'types before it in the same line': async () => {
      await theirs.select('Caf', 'before')
      await ben.page.keyboard.type('The ')
    },
  }
  for (const [what, write] of Object.entries(others)) {
    await mine.caretToEnd()
    await ana.page.keyboard.press('Enter')
    await ana.page.keyboard.type('Caf')
    await expect(theirs.text.locator('> p').last()).toContainText('Caf')
    await compose(keyboard, '´')
    await expect(theirs.text.locator('> p').last()).toContainText('Caf´')
    const before = await shapeOf(theirs)
    await write()
    await expect.poll(() => shapeOf(theirs)).not.toBe(before)
    const written = await shapeOf(theirs)
    await expect.poll(() => shapeOf(mine)).toBe(written)
    await compose(keyboard, 'é')
    await keyboard.send('Input.insertText', { text: 'é' })
    await ana.page.keyboard.type('s')
    for (const board of [mine, theirs]) await expect.poll(async () => (await board.words()).split('\n').at(-1)?.replace('The ', ''), { message: what }).toBe('Cafés')
    // The word is looked for from the top.
    await ana.page.keyboard.press('Control+Backspace')
    await ana.page.keyboard.type('done')
    await expect.poll(async () => (await theirs.words()).split('\n').at(-1)).toContain('done')
  }
  expect([...ana.problems, ...ben.problems]).toEqual([])
})

/** The words of the board, and what kinds of blocks they stand in. */
async function shapeOf(board: BoardDriver): Promise<string> {
  const kinds = await board.text.evaluate((editor) => [...editor.children].map(({ tagName }) => tagName).join(' '))
  return `${kinds}\n${await board.words()}`
}

/** The keyboard shows `text` where the caret is, and has not settled on it yet. */
async function compose(keyboard: CDPSession, text: string): Promise<void> {
  await keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
}
